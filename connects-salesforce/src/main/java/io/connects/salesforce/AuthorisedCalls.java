package io.connects.salesforce;

import io.connects.core.ClosedException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.http.Deadlines;
import io.connects.core.http.HttpCalls;
import io.connects.core.http.HttpReply;
import io.connects.salesforce.internal.Cached;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Requests with a token: a budget that may refuse them, one repetition where the server did nothing because the token or the host was an old one,
 * and a time limit over all of it. Thread-safe.
 */
final class AuthorisedCalls {
    /** A request to a path of the API's version in use. */
    interface Versioned {
        Request.Builder to(HttpUrl.Builder base, ApiVersion version);
    }

    /** The version in use, and the host that offered it. */
    private record Offer(ApiVersion version, URI instance) {}

    private final SalesforceOptions options;
    private final HttpCalls http;
    private final OAuthTokenSource tokens;
    private final ApiBudget budget;
    private final Executor callbacks;
    private final ScheduledExecutorService timer;
    private final Cached<Offer> offer = new Cached<>(this::fetchVersion);

    AuthorisedCalls(
            SalesforceOptions options,
            HttpCalls http,
            OAuthTokenSource tokens,
            ApiBudget budget,
            Executor callbacks,
            ScheduledExecutorService timer) {
        this.options = options;
        this.http = http;
        this.tokens = tokens;
        this.budget = budget;
        this.callbacks = callbacks;
        this.timer = timer;
    }

    /** Sends a request to a path below {@code /services/data/vNN.0/}. */
    CompletableFuture<HttpReply> sendVersioned(Versioned request, ApiBudget.Priority priority, Deadlines deadlines) {
        return limited(offer.get(), deadlines.sendBy(), "no API version")
                .thenCompose(chosen -> send(
                        token -> {
                            // An org that moved to another instance may have got another version with it; the next
                            // request asks.
                            offer.dropIf(held -> !held.instance().equals(token.instanceUri()));
                            return request.to(
                                    Urls.of(token.instanceUri(), "services/data/v" + chosen.version())
                                            .newBuilder(),
                                    chosen.version());
                        },
                        priority,
                        deadlines));
    }

    /** Sends a request to any path of the org, counted as one of its API requests. */
    CompletableFuture<HttpReply> send(
            Function<AccessToken, Request.Builder> request, ApiBudget.Priority priority, Deadlines deadlines) {
        Duration wait = budget.waitFor(priority);
        if (!wait.isZero()) {
            return CompletableFuture.failedFuture(new PeerUnreachableException(
                    "not sent: the API budget has no room for priority " + priority + "; ask again in "
                            + wait.toSeconds() + " s",
                    null));
        }
        return send(request, deadlines, null, true).whenComplete((reply, failure) -> {
            if (reply != null) {
                budget.told(reply.headers().get("Sforce-Limit-Info"));
            }
        });
    }

    private CompletableFuture<HttpReply> send(
            Function<AccessToken, Request.Builder> request,
            Deadlines deadlines,
            @Nullable Outdated first,
            boolean counted) {
        return limited(tokens.accessToken(), deadlines.sendBy(), "no token").thenCompose(token -> {
            if (first != null && first.sameFor(token)) {
                return CompletableFuture.completedFuture(first.reply());
            }
            if (deadlines.sendBy() - System.nanoTime() < TimeUnit.MILLISECONDS.toNanos(1)) {
                throw new PeerUnreachableException("not sent: the time ran out while a token was fetched", null);
            }
            Request authorised = request.apply(token)
                    .header("Authorization", "Bearer " + token.secret().reveal())
                    .header("Accept", "application/json")
                    .build();
            return http.send(authorised, deadlines)
                    .whenComplete((reply, failure) -> ended(token, counted, reply, failure))
                    .thenCompose(reply -> {
                        var word = new Outdated(reply, token);
                        if (first == null && word.nothingWasDone(authorised)) {
                            return send(request, deadlines, word, counted);
                        }
                        return CompletableFuture.completedFuture(reply);
                    });
        });
    }

    private void ended(AccessToken token, boolean counted, @Nullable HttpReply reply, @Nullable Throwable failure) {
        Throwable cause = failure == null ? null : Cached.cause(failure);
        if (counted && !(cause instanceof PeerUnreachableException) && !(cause instanceof ClosedException)) {
            budget.sent();
        }
        if (reply == null) {
            boolean gone = cause instanceof PeerUnreachableException && hostIsGone(cause.getCause());
            if (gone
                    && !options.loginUri()
                            .getAuthority()
                            .equals(token.instanceUri().getAuthority())) {
                tokens.reject(token.secret()); // a new one comes with the host that the org has moved to
            }
            return;
        }
        var word = new Outdated(reply, token);
        if (word.ofToken() || word.ofHost()) {
            tokens.reject(token.secret());
        } else if (counted && reply.successful()) {
            tokens.accepted(token.secret()); // the list of versions, which is not counted, is there for anybody
        }
    }

    private static boolean hostIsGone(@Nullable Throwable cause) {
        return cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof ConnectException
                || cause instanceof SocketTimeoutException;
    }

    CompletableFuture<ApiVersion> version() {
        return offer.get().thenApply(Offer::version);
    }

    /** Versions cost no API request. */
    private CompletableFuture<Offer> fetchVersion() {
        return send(
                        token -> new Request.Builder().url(Urls.of(token.instanceUri(), "services/data")),
                        Deadlines.in(options.requestTimeout()),
                        null,
                        false)
                .thenCombine(
                        tokens.accessToken(),
                        (reply, token) ->
                                new Offer(ApiVersion.newest(reply, options.maxApiVersion()), token.instanceUri()));
    }

    /** What must be there before a request can be sent. Whatever goes wrong here, the request itself was certainly not sent. */
    private <T> CompletableFuture<T> limited(CompletableFuture<T> prerequisite, long deadline, String without) {
        var limited = new CompletableFuture<T>();
        Future<?> alarm;
        try {
            alarm = timer.schedule(
                    () -> late(limited, new PeerUnreachableException("not sent: " + without + " in time", null)),
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

    /** Callers go on where this future ends, and must not hold up the timer. */
    private void late(CompletableFuture<?> limited, PeerUnreachableException failure) {
        try {
            callbacks.execute(() -> limited.completeExceptionally(failure));
        } catch (RejectedExecutionException e) {
            limited.completeExceptionally(failure);
        }
    }

    private static Throwable notSent(Throwable cause, String without) {
        return cause instanceof NotAuthorisedException || cause instanceof ClosedException
                ? cause
                : new PeerUnreachableException("not sent: " + without + ": " + cause.getMessage(), cause);
    }
}
