package io.connects.finesse.routing;

import io.connects.core.ConnectsException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.http.OwnResources;
import io.connects.finesse.FinesseOptions;
import io.connects.finesse.FinesseSession;
import io.connects.finesse.PairReads;
import io.connects.finesse.message.User;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells, line by line, what one account sees at Finesse as it changes: its own state, calls and tasks, the agents of the teams that it supervises,
 * and how it goes with the nodes. Thread-safe.
 */
public final class FinesseWatch implements AutoCloseable {
    private final Consumer<String> lines;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable FinesseSession session;
    private boolean closed;

    private FinesseWatch(Consumer<String> lines) {
        this.lines = lines;
    }

    /**
     * Begins to watch.
     *
     * @param options as whom; teams that they name are watched too
     * @param lines is given one line after another, on a thread of the watch's
     */
    public static FinesseWatch open(FinesseOptions options, Consumer<String> lines) {
        var watch = new FinesseWatch(lines);
        watch.begin(options);
        return watch;
    }

    /**
     * Completes when the watch is closed; fails with a {@link ConnectsException} when the account cannot be read at first, or when its session is over
     * because somebody else uses it or its password is refused.
     */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    private void begin(FinesseOptions options) {
        var own = new OwnResources("finesse-watch");
        try {
            var unused = new PairReads(options, own.resources())
                    .ask(reads -> reads.user(options.credentials().loginId()))
                    .whenComplete((user, failure) -> {
                        own.close();
                        if (failure == null) {
                            watch(options, user);
                        } else {
                            ended.completeExceptionally(
                                    failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
                        }
                    });
        } catch (IllegalArgumentException e) {
            own.close();
            throw e;
        }
    }

    private synchronized void watch(FinesseOptions options, User account) {
        if (closed) {
            return;
        }
        List<String> teams =
                account.supervised().stream().map(User.TeamName::id).toList();
        var listener = new WatchLines(
                lines,
                InstantSource.system(),
                why -> ended.completeExceptionally(new NotAuthorisedException("the session is over: " + why, null)));
        listener.line("watching " + account.loginId() + " and "
                + (teams.isEmpty()
                        ? "no teams: it supervises none"
                        : "the teams "
                                + String.join(
                                        ", ",
                                        account.supervised().stream()
                                                .map(User.TeamName::name)
                                                .toList())));
        session = FinesseSession.open(
                options.toBuilder().resource("connects-watch").teams(teams).build(), listener);
    }

    /** Ends the session and everything that {@link #open} started. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (session != null) {
                session.close();
            }
            ended.complete(null);
        }
    }
}
