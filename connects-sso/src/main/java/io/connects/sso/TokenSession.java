package io.connects.sso;

import io.connects.core.ClosedException;
import io.connects.core.ConnectsException;
import io.connects.core.NoAnswerException;
import io.connects.core.Secret;
import io.connects.core.SerialExecutor;
import io.connects.core.TokenSource;
import io.connects.core.http.ClientResources;
import io.connects.sso.internal.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of one signed-in user, refreshed in time until they cannot be any more. Thread-safe; one refresh is under way at a time, however many ask.
 *
 * <p>A refresh is due after 75 to 80 % of the access token's life, and only while both tokens are valid. It is tried three times; a token that could not be
 * replaced is used until its own end. The session ends with the refresh token, and says so before. It starts no thread: any number of sessions share one timer.
 */
public final class TokenSession implements TokenSource, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TokenSession.class);

    private final SessionEngine engine;
    private final SessionListener listener;
    private final Executor owner;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanos;
    private final List<CompletableFuture<Secret>> waiting = new ArrayList<>();
    private TokenRefresher refresher;
    private @Nullable Future<?> alarm;

    private TokenSession(
            TokenRefresher refresher, SessionOptions options, SessionListener listener, ClientResources resources) {
        this.engine = new SessionEngine(options, resources.random());
        this.refresher = refresher;
        this.listener = listener;
        this.owner = new SerialExecutor(resources.callbacks());
        this.timer = resources.timer();
        this.nanos = resources.nanos();
    }

    /**
     * Begins with tokens that were issued just now.
     *
     * @param resources of which callbacks, timer, random and nanos are used; they stay the caller's
     */
    public static TokenSession begin(
            IssuedTokens first,
            TokenRefresher refresher,
            SessionOptions options,
            SessionListener listener,
            ClientResources resources) {
        var session = new TokenSession(refresher, options, listener, resources);
        long now = session.nanos.getAsLong();
        var unused = session.run(() -> session.perform(session.engine.begin(first, now)));
        return session;
    }

    /**
     * {@inheritDoc}
     *
     * <p>When the session has ended, the failure says that the user has to sign in again.
     */
    @Override
    public CompletableFuture<Secret> token() {
        var answer = new CompletableFuture<Secret>();
        if (!run(() -> {
            waiting.add(answer);
            perform(engine.tick(nanos.getAsLong()));
        })) {
            return CompletableFuture.failedFuture(new ClosedException("the executor of the token session"));
        }
        return answer;
    }

    @Override
    public void reject(Secret token) {
        var unused = run(() -> perform(engine.rejected(token, nanos.getAsLong())));
    }

    /**
     * Refreshes elsewhere from now on, and at once: after Finesse has failed over, each node has sessions of its own. Until the new token is there, the one at hand
     * is given.
     */
    public void moveTo(TokenRefresher other) {
        var unused = run(() -> {
            refresher = other;
            perform(engine.moved(nanos.getAsLong()));
        });
    }

    /** Forgets the tokens; whoever waits for one fails with {@link ClosedException}. */
    @Override
    public void close() {
        var unused = run(() -> perform(engine.close()));
    }

    private boolean run(Runnable task) {
        try {
            owner.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void perform(List<SessionEngine.Effect> effects) {
        for (SessionEngine.Effect effect : effects) {
            perform(effect);
        }
        answerWaiting();
        setAlarm();
    }

    private void perform(SessionEngine.Effect effect) {
        if (effect instanceof SessionEngine.Refresh refresh) {
            refresh(refresh);
        } else if (effect instanceof SessionEngine.Renewed renewed) {
            log.debug("sso token=renewed life={}", renewed.life());
            tell(() -> listener.renewed(renewed.life()));
        } else if (effect instanceof SessionEngine.Failed failed) {
            log.warn(
                    "sso token=not-refreshed tries={} last={} reason=\"{}\"",
                    failed.tries(),
                    failed.last(),
                    failed.why().getMessage());
            tell(() -> listener.failed(failed.tries(), failed.last(), failed.why()));
        } else if (effect instanceof SessionEngine.EndsSoon soon) {
            log.info("sso session=ends-soon left={}", soon.left());
            tell(() -> listener.endsSoon(soon.left()));
        } else if (effect instanceof SessionEngine.Ended ended) {
            log.info("sso session=ended why={}", ended.why());
            tell(() -> listener.ended(ended.why()));
        }
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            log.error("A listener of a token session failed; the session goes on", e);
        }
    }

    private void refresh(SessionEngine.Refresh request) {
        CompletableFuture<IssuedTokens> answer;
        try {
            answer = refresher.refresh(request.access(), request.refresh());
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        var unused = answer.whenComplete((tokens, failure) -> run(() -> perform(
                failure == null
                        ? engine.renewed(request, tokens, nanos.getAsLong())
                        : engine.failed(request, failed(failure), nanos.getAsLong()))));
    }

    private static ConnectsException failed(Throwable failure) {
        Throwable cause = Answers.cause(failure);
        return cause instanceof ConnectsException known
                ? known
                : new NoAnswerException(
                        "the refresh failed with " + cause.getClass().getName(), cause);
    }

    private void answerWaiting() {
        Secret usable = engine.usable(nanos.getAsLong());
        SessionEngine.Ended ended = engine.ended();
        if (usable == null && ended == null) {
            return;
        }
        List<CompletableFuture<Secret>> now = List.copyOf(waiting);
        waiting.clear();
        for (CompletableFuture<Secret> answer : now) {
            if (ended != null) {
                answer.completeExceptionally(ended.failure());
            } else {
                answer.complete(usable);
            }
        }
    }

    private void setAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
        long now = nanos.getAsLong();
        OptionalLong next = engine.nextDeadline(now);
        if (next.isEmpty()) {
            return;
        }
        try {
            alarm = timer.schedule(
                    () -> run(() -> perform(engine.tick(nanos.getAsLong()))),
                    Math.max(0, next.getAsLong() - now),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("the timer of a token session has ended; it is closed", e);
            perform(engine.close());
        }
    }
}
