package io.connects.salesforce;

import io.connects.core.ClosedException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.PeerUnreachableException;
import io.connects.salesforce.internal.Cached;
import io.connects.salesforce.internal.Deadlines;
import io.connects.salesforce.internal.HttpCalls;
import io.connects.salesforce.internal.HttpReply;
import io.connects.salesforce.internal.Json;
import io.connects.salesforce.internal.RestError;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Requests with a token: one repetition with a new token after a 401, and a time limit over all of it. Thread-safe. */
final class AuthorisedCalls {
    private final SalesforceOptions options;
    private final HttpCalls http;
    private final OAuthTokenSource tokens;
    private final ScheduledExecutorService timer;
    private final Cached<ApiVersion> version = new Cached<>(this::fetchVersion);

    AuthorisedCalls(
            SalesforceOptions options, HttpCalls http, OAuthTokenSource tokens, ScheduledExecutorService timer) {
        this.options = options;
        this.http = http;
        this.tokens = tokens;
        this.timer = timer;
    }

    /** Sends a request to a path below {@code /services/data/vNN.0/}. */
    CompletableFuture<HttpReply> sendVersioned(
            Function<HttpUrl.Builder, Request.Builder> request, Deadlines deadlines) {
        return limited(version(), deadlines.sendBy(), "no API version")
                .thenCompose(chosen -> send(
                        token -> request.apply(Urls.of(token.instanceUri(), "services/data/v" + chosen)
                                .newBuilder()),
                        deadlines,
                        true));
    }

    /** Sends a request to any path of the org. */
    CompletableFuture<HttpReply> send(Function<AccessToken, Request.Builder> request, Duration within) {
        return send(request, Deadlines.in(within), true);
    }

    private CompletableFuture<HttpReply> send(
            Function<AccessToken, Request.Builder> request, Deadlines deadlines, boolean mayRefresh) {
        return limited(tokens.accessToken(), deadlines.sendBy(), "no token").thenCompose(token -> {
            if (deadlines.sendBy() - System.nanoTime() < TimeUnit.MILLISECONDS.toNanos(1)) {
                throw new PeerUnreachableException("not sent: the time ran out while a token was fetched", null);
            }
            Request authorised = request.apply(token)
                    .header("Authorization", "Bearer " + token.secret().reveal())
                    .header("Accept", "application/json")
                    .build();
            return http.send(authorised, deadlines).thenCompose(reply -> {
                if (reply.status() == 401
                        && mayRefresh
                        && RestError.of(reply).code().equals("INVALID_SESSION_ID")) {
                    tokens.reject(token.secret());
                    return send(request, deadlines, false);
                }
                return CompletableFuture.completedFuture(reply);
            });
        });
    }

    CompletableFuture<ApiVersion> version() {
        return version.get();
    }

    private CompletableFuture<ApiVersion> fetchVersion() {
        return send(
                        token -> new Request.Builder().url(Urls.of(token.instanceUri(), "services/data")),
                        options.requestTimeout())
                .thenApply(this::highest);
    }

    private ApiVersion highest(HttpReply reply) {
        if (!reply.successful()) {
            throw RestError.of(reply).toException("the list of API versions");
        }
        return Json.array(reply.json()).stream()
                .map(Json::object)
                .map(offered -> offered == null ? "" : Json.text(offered.get("version")))
                .filter(text -> text.matches("\\d{1,3}\\.\\d{1,2}"))
                .map(ApiVersion::of)
                .filter(offered -> offered.compareTo(options.maxApiVersion()) <= 0)
                .filter(offered -> offered.compareTo(ApiVersion.OLDEST) >= 0)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new PeerRefusedException(
                        "the list of API versions",
                        "NO_COMMON_VERSION",
                        "the org offers none from " + ApiVersion.OLDEST + " to " + options.maxApiVersion(),
                        false));
    }

    /** What must be there before a request can be sent. Whatever goes wrong here, the request itself was certainly not sent. */
    private <T> CompletableFuture<T> limited(CompletableFuture<T> prerequisite, long deadline, String without) {
        var limited = new CompletableFuture<T>();
        Future<?> alarm;
        try {
            alarm = timer.schedule(
                    () -> limited.completeExceptionally(
                            new PeerUnreachableException("not sent: " + without + " in time", null)),
                    deadline - System.nanoTime(),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new ClosedException("the Salesforce client"));
        }
        var unused = prerequisite.whenComplete((value, failure) -> {
            alarm.cancel(false);
            if (failure == null) {
                limited.complete(value);
            } else {
                limited.completeExceptionally(notSent(Cached.cause(failure), without));
            }
        });
        return limited;
    }

    private static Throwable notSent(Throwable cause, String without) {
        return cause instanceof NotAuthorisedException || cause instanceof ClosedException
                ? cause
                : new PeerUnreachableException("not sent: " + without + ": " + cause.getMessage(), cause);
    }
}
