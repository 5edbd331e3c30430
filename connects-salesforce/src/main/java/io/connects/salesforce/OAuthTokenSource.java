package io.connects.salesforce;

import io.connects.core.ClosedException;
import io.connects.core.ConnectsException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.Secret;
import io.connects.core.TokenSource;
import io.connects.core.http.ClientResources;
import io.connects.core.http.HttpCalls;
import io.connects.core.http.HttpReply;
import io.connects.salesforce.internal.Cached;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens of one org, by the flow of its {@link Credentials}. Thread-safe; however many callers wait, one request is under way, which is
 * also what an app with refresh token rotation demands: a second one would make Salesforce revoke both.
 *
 * <p>A refusal is kept: until {@link SalesforceOptions#reconnectSlowly()} allows another try, callers get the server's words again, and
 * Salesforce is left alone. A refresh token that is refused itself ({@code invalid_grant}) is not tried again at all, only another one
 * in its place; a password that is refused for whatever reason never.
 */
public final class OAuthTokenSource implements TokenSource {
    private static final Logger log = LoggerFactory.getLogger(OAuthTokenSource.class);

    private final SalesforceOptions options;
    private final ClientResources resources;
    private final HttpCalls http;
    private final TokenHold hold;
    private final Cached<AccessToken> current = new Cached<>(this::fetch);
    private volatile @Nullable TokenReply unkept;
    private volatile @Nullable Secret lastIssued;
    private volatile @Nullable URI instance;
    private volatile boolean closed;

    OAuthTokenSource(SalesforceOptions options, ClientResources resources, HttpCalls http) {
        this.options = options;
        this.resources = resources;
        this.http = http;
        boolean legacy = options.credentials() instanceof Credentials.UsernamePassword;
        this.hold = new TokenHold(options.reconnectSlowly(), resources.nanos(), legacy);
        if (legacy) {
            log.warn(
                    "salesforce login={} flow=username-password: Salesforce is retiring it; use JWT bearer or client credentials",
                    options.loginUri().getHost());
        }
    }

    @Override
    public CompletableFuture<Secret> token() {
        return accessToken().thenApply(AccessToken::secret);
    }

    /** As {@link #token()}, with the host that the token is for. */
    public CompletableFuture<AccessToken> accessToken() {
        return current.get();
    }

    /** {@inheritDoc} A token that no request was ever good with is replaced at once the first time, and then after a time that doubles. */
    @Override
    public void reject(Secret token) {
        current.dropIf(held -> held.secret().equals(token) && hold.mayDrop());
    }

    /** A request that only a good token allows has succeeded with this one. Of a token that has been replaced that says nothing. */
    void accepted(Secret used) {
        if (used.equals(lastIssued)) {
            hold.accepted();
        }
    }

    /** No token is fetched from now on. Complete when a refresh that is under way has ended, and its refresh token was handed to the store. */
    CompletableFuture<Boolean> close() {
        closed = true;
        if (!(options.credentials() instanceof Credentials.RefreshToken refresh)) {
            return CompletableFuture.completedFuture(true);
        }
        return current.settled().thenCompose(done -> {
            TokenReply waiting = unkept;
            return waiting == null
                    ? CompletableFuture.completedFuture(done)
                    : kept(refresh.store(), waiting).handle((token, failure) -> done);
        });
    }

    private void ensureOpen() {
        if (closed) {
            throw new ClosedException("the Salesforce client");
        }
    }

    private CompletableFuture<AccessToken> fetch() {
        ensureOpen();
        ConnectsException refusal = hold.standing();
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        Credentials credentials = options.credentials();
        CompletableFuture<AccessToken> fetched = credentials instanceof Credentials.RefreshToken refresh
                ? refreshed(refresh)
                : ask(
                                TokenForm.of(
                                        credentials,
                                        options.loginUri(),
                                        resources.clock().instant()),
                                null)
                        .thenApply(TokenReply::access);
        return fetched.thenApply(this::announced);
    }

    private CompletableFuture<AccessToken> refreshed(Credentials.RefreshToken credentials) {
        TokenReply waiting = unkept;
        if (waiting != null) {
            return kept(credentials.store(), waiting);
        }
        return stored("could not be read", () -> credentials.store().current()).thenCompose(token -> {
            ConnectsException refusal = hold.standing(token);
            if (refusal != null) {
                throw refusal;
            }
            ensureOpen();
            return ask(TokenForm.refresh(credentials, token), token)
                    .thenCompose(reply -> kept(credentials.store(), reply));
        });
    }

    /** Nothing that came with a new refresh token is used before the caller has it. */
    private CompletableFuture<AccessToken> kept(RefreshTokenStore store, TokenReply reply) {
        Secret next = reply.refreshToken();
        if (next == null) {
            return CompletableFuture.completedFuture(reply.access());
        }
        unkept = reply;
        return stored("could not be kept", () -> store.rotated(next)).thenApply(done -> {
            unkept = null;
            return reply.access();
        });
    }

    private <T> CompletableFuture<T> stored(String what, Supplier<CompletionStage<T>> access) {
        var answered = new CompletableFuture<T>();
        long most = options.requestTimeout().toMillis();
        Future<?> alarm = resources
                .timer()
                .schedule(
                        () -> resources
                                .callbacks()
                                .execute(() -> answered.completeExceptionally(
                                        new TimeoutException("the store did not answer within " + most + " ms"))),
                        most,
                        TimeUnit.MILLISECONDS);
        var unused = CompletableFuture.completedFuture(access)
                .thenComposeAsync(Supplier::get, resources.callbacks())
                .whenComplete((value, failure) -> {
                    alarm.cancel(false);
                    if (failure == null) {
                        answered.complete(value);
                    } else {
                        answered.completeExceptionally(Cached.cause(failure));
                    }
                });
        return answered.exceptionally(failure -> {
            Throwable cause = Cached.cause(failure);
            log.warn("salesforce token=none: the refresh token {}: {}", what, cause.toString());
            throw new PeerUnreachableException("the refresh token " + what + ": " + cause.getMessage(), cause);
        });
    }

    private CompletableFuture<TokenReply> ask(FormBody form, @Nullable Secret refreshToken) {
        HttpUrl url = Urls.of(options.loginUri(), "services/oauth2/token");
        return http.send(new Request.Builder().url(url).post(form).build(), options.requestTimeout())
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(withoutBytes(Cached.cause(failure))))
                .thenApply(reply -> answered(reply, refreshToken));
    }

    /** What is kept of a reply that is too long may be a part of a token. */
    private static Throwable withoutBytes(Throwable cause) {
        return cause instanceof ProtocolViolationException
                ? new ProtocolViolationException("the token response is too long", -1, new byte[0])
                : cause;
    }

    private TokenReply answered(HttpReply reply, @Nullable Secret refreshToken) {
        try {
            TokenReply issued = TokenReply.of(reply, options.loginUri().getHost());
            hold.issued();
            return issued;
        } catch (NotAuthorisedException | PeerRefusedException refusal) {
            if (isToBeKept(refusal)) {
                log.warn("salesforce token=refused reason=\"{}\"", refusal.getMessage());
                hold.refused(refusal, TokenReply.refusesGrant(reply) ? refreshToken : null);
            }
            throw refusal;
        }
    }

    /** Whether asking again at once would only annoy: a refusal, a server that issues no tokens, the login rate. */
    private static boolean isToBeKept(ConnectsException failure) {
        return failure instanceof NotAuthorisedException
                || (failure instanceof PeerRefusedException
                        && (!failure.retryable() || RetryClass.of(failure) == RetryClass.LIMIT));
    }

    private AccessToken announced(AccessToken token) {
        URI before = instance;
        instance = token.instanceUri();
        lastIssued = token.secret();
        if (before == null || before.equals(token.instanceUri())) {
            log.info("salesforce token=fetched instance={}", token.instanceUri());
        } else {
            log.info("salesforce token=fetched instance={} before={}", token.instanceUri(), before);
        }
        return token;
    }
}
