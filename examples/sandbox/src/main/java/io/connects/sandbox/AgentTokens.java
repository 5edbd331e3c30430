package io.connects.sandbox;

import io.connects.core.ConnectsException;
import io.connects.core.Secret;
import io.connects.core.TokenSource;
import io.connects.core.http.ClientResources;
import io.connects.sso.IssuedTokens;
import io.connects.sso.SessionListener;
import io.connects.sso.SessionOptions;
import io.connects.sso.TokenRefresher;
import io.connects.sso.TokenSession;
import io.connects.sso.finesse.FinesseSsoClient;
import io.connects.sso.robot.FormSignIn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One agent's tokens: signs in as a person does when there are none or they have ended, and has them refreshed by whichever node of the pair answers.
 * Thread-safe.
 */
final class AgentTokens implements TokenSource, AutoCloseable {
    private final String login;
    private final Secret password;
    private final FormSignIn signIn;
    private final List<FinesseSsoClient> nodes;
    private final ClientResources resources;
    private final AtomicInteger refreshes = new AtomicInteger();
    /** Of the node that answered last. */
    private volatile int node;

    private @Nullable CompletableFuture<TokenSession> session;

    /** @param nodes both of the pair */
    AgentTokens(
            String login, Secret password, FormSignIn signIn, List<FinesseSsoClient> nodes, ClientResources resources) {
        this.login = login;
        this.password = password;
        this.signIn = signIn;
        this.nodes = List.copyOf(nodes);
        this.resources = resources;
    }

    int refreshes() {
        return refreshes.get();
    }

    @Override
    public CompletableFuture<Secret> token() {
        return session().thenCompose(TokenSession::token);
    }

    @Override
    public void reject(Secret token) {
        var unused = session().thenAccept(open -> open.reject(token));
    }

    private synchronized CompletableFuture<TokenSession> session() {
        CompletableFuture<TokenSession> known = session;
        if (known == null || known.isCompletedExceptionally()) {
            known = eitherNode(client -> signIn.tokens(client.signInUri(login), login, password))
                    .thenApply(this::begin);
            session = known;
        }
        return known;
    }

    private TokenSession begin(IssuedTokens first) {
        TokenRefresher refresher = (access, refresh) ->
                eitherNode(client -> client.refresher(login).refresh(access, refresh));
        var listener = new SessionListener() {
            @Override
            public void renewed(Duration life) {
                refreshes.incrementAndGet();
            }

            @Override
            public void ended(End why) {
                forget();
            }
        };
        SessionOptions options = SessionOptions.builder().expectedUser(login).build();
        return TokenSession.begin(first, refresher, options, listener, resources);
    }

    private synchronized void forget() {
        session = null;
    }

    /** Asks the node that answered last, and the other one when there is no answer. */
    private <T> CompletableFuture<T> eitherNode(Function<FinesseSsoClient, CompletableFuture<T>> question) {
        int first = node;
        return question.apply(nodes.get(first)).exceptionallyCompose(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (!(cause instanceof ConnectsException known) || !known.retryable()) {
                return CompletableFuture.failedFuture(cause);
            }
            int other = 1 - first;
            return question.apply(nodes.get(other)).thenApply(answer -> {
                node = other;
                return answer;
            });
        });
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            var unused = session.thenAccept(TokenSession::close);
        }
    }
}
