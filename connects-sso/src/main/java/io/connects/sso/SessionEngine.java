package io.connects.sso;

import io.connects.core.ClosedException;
import io.connects.core.ConnectsException;
import io.connects.core.NoAnswerException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.Secret;
import io.connects.sso.SessionListener.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * When a pair of tokens is refreshed, warned of and given up. Knows no socket, thread or clock; wall clocks may jump as they like. Times are those of
 * {@link System#nanoTime()}. Not thread-safe.
 */
final class SessionEngine {
    /** Cisco asks third parties to refresh after three quarters of the life; up to a twentieth is waited more, so that many do not come together. */
    private static final double REFRESH_AT = 0.75;

    private static final double JITTER = 0.05;
    private static final int TRIES = 3;
    /** A token that is rejected sooner was never accepted. */
    private static final long YOUNG = Duration.ofMinutes(1).toNanos();

    private static final long SHORTEST_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE_WHILE_REJECTED = Duration.ofSeconds(5).toNanos();

    sealed interface Effect {}

    record Refresh(int attempt, long sentAt, Secret access, Secret refresh) implements Effect {}

    record Renewed(Duration life) implements Effect {}

    record Failed(int tries, boolean last, ConnectsException why) implements Effect {}

    record EndsSoon(Duration left) implements Effect {}

    /** @param failure for whoever asks for a token */
    record Ended(End why, ConnectsException failure) implements Effect {}

    private final SessionOptions options;
    private final RandomGenerator random;
    private final List<Effect> effects = new ArrayList<>();

    private @Nullable Secret access;
    private @Nullable Secret refresh;
    private long accessEnd;
    private long hardEnd;
    private long refreshAt;
    private long issuedAt;
    private int attempt;
    private int newest;
    private long sentAt;
    private boolean underWay;
    private int failures;
    private boolean gaveUp;
    private boolean rejected;
    private int youngRejected;
    private boolean moved;
    private boolean warned;
    private @Nullable ConnectsException lastFailure;
    private @Nullable Ended ended;

    SessionEngine(SessionOptions options, RandomGenerator random) {
        this.options = options;
        this.random = random;
    }

    /** The first tokens; issued just now. */
    List<Effect> begin(IssuedTokens tokens, long now) {
        hardEnd = now + tokens.accessLife().toNanos();
        take(tokens, now, now);
        return drained(now);
    }

    /** Time has passed. */
    List<Effect> tick(long now) {
        return drained(now);
    }

    /** A refresh brought tokens. They are taken also when they come late, but neither after the end nor after newer ones. */
    List<Effect> renewed(Refresh answered, IssuedTokens tokens, long now) {
        expire(now, answered.attempt());
        if (ended == null && answered.attempt() > newest) {
            newest = answered.attempt();
            underWay = underWay && answered.attempt() != attempt;
            failures = 0;
            rejected = false;
            lastFailure = null;
            if (take(tokens, answered.sentAt(), now)) {
                effects.add(new Renewed(tokens.accessLife()));
            }
        }
        return drained(now);
    }

    /** A refresh brought none. */
    List<Effect> failed(Refresh answered, ConnectsException why, long now) {
        if (ended == null && underWay && answered.attempt() == attempt) {
            underWay = false;
            fail(why, now);
        }
        return drained(now);
    }

    /** The peer did not accept this token. A late complaint about an old one says nothing. */
    List<Effect> rejected(Secret token, long now) {
        if (ended == null && token.equals(access) && !rejected) {
            rejected = true;
            youngRejected = now - issuedAt < YOUNG ? youngRejected + 1 : 1;
            refreshAt = now;
            if (gaveUp || youngRejected > TRIES) {
                end(End.REFUSED, lastFailure);
            }
        }
        return drained(now);
    }

    /** Another peer refreshes from now on: a token of its own is got at once, with new tries. */
    List<Effect> moved(long now) {
        if (ended == null && refresh != null) {
            moved = underWay;
            failures = 0;
            gaveUp = false;
            refreshAt = now;
        }
        return drained(now);
    }

    /** Nothing is wanted any more. */
    List<Effect> close() {
        if (ended == null) {
            end(End.CLOSED, null);
        }
        return taken();
    }

    /** The token that may be used now; null when one is awaited, or never will be. */
    @Nullable
    Secret usable(long now) {
        return ended == null && !rejected && now - accessEnd < 0 && now - hardEnd < 0 ? access : null;
    }

    /** How it ended; null while it goes on. */
    @Nullable
    Ended ended() {
        return ended;
    }

    /** When to tick at the latest. */
    OptionalLong nextDeadline(long now) {
        if (ended != null) {
            return OptionalLong.empty();
        }
        var dues = LongStream.builder().add(hardEnd - now);
        if (!warned) {
            dues.add(warnAt() - now);
        }
        if (underWay) {
            dues.add(sentAt + options.answerWithin().toNanos() - now);
        } else {
            dues.add(accessEnd - now);
            if (!gaveUp) {
                dues.add(refreshAt - now);
            }
        }
        return OptionalLong.of(now + dues.build().min().orElseThrow());
    }

    private boolean take(IssuedTokens tokens, long sent, long now) {
        if (!accepted(tokens)) {
            end(End.WRONG_USER, null);
            return false;
        }
        access = tokens.access();
        accessEnd = sent + tokens.accessLife().toNanos();
        issuedAt = now;
        // A refresh token that comes again ends when it always would have.
        if (tokens.refresh() != null && !tokens.refresh().equals(refresh)) {
            refresh = tokens.refresh();
            Duration told = tokens.refreshLife();
            hardEnd = sent + (told == null ? options.refreshLife() : told).toNanos();
        }
        warned = warned && now - warnAt() >= 0;
        gaveUp = refresh == null;
        double share = REFRESH_AT + JITTER * random.nextDouble();
        long due = sent + (long) (tokens.accessLife().toNanos() * share);
        refreshAt = moved ? now : now + Math.max(due - now, SHORTEST_PAUSE);
        moved = false;
        return true;
    }

    /** An answer to a refresh need not say again whose tokens they are. */
    private boolean accepted(IssuedTokens tokens) {
        return (access != null && tokens.user() == null) || options.accepts(tokens.user());
    }

    private void fail(ConnectsException why, long now) {
        lastFailure = why;
        if (moved) {
            moved = false;
            effects.add(new Failed(1, false, why));
            return;
        }
        failures++;
        gaveUp = !why.retryable() || failures >= TRIES;
        effects.add(new Failed(failures, gaveUp, why));
        long left = accessEnd - now;
        if (gaveUp && (rejected || left <= 0)) {
            end(rejected ? End.REFUSED : End.ACCESS_EXPIRED, why);
        } else if (gaveUp) {
            warn(Math.min(left, hardEnd - now));
        } else {
            long pause = Math.max(left / 4, SHORTEST_PAUSE);
            refreshAt = now + (rejected ? Math.min(pause, PAUSE_WHILE_REJECTED) : pause);
        }
    }

    private List<Effect> drained(long now) {
        if (ended == null) {
            expire(now, 0);
        }
        if (ended == null && !warned && now - warnAt() >= 0) {
            warn(hardEnd - now);
        }
        if (ended == null && !underWay && !gaveUp && now - refreshAt >= 0) {
            underWay = true;
            sentAt = now;
            effects.add(new Refresh(++attempt, now, Objects.requireNonNull(access), Objects.requireNonNull(refresh)));
        }
        return taken();
    }

    /** @param answered the attempt whose answer is being taken, which is in time while the refresh token lives */
    private void expire(long now, int answered) {
        if (ended != null) {
            return;
        }
        if (now - hardEnd >= 0) {
            end(refresh == null ? End.ACCESS_EXPIRED : End.REFRESH_EXPIRED, lastFailure);
        } else if (underWay
                && answered != attempt
                && now - sentAt - options.answerWithin().toNanos() >= 0) {
            underWay = false;
            fail(new NoAnswerException("the refresh was not answered within " + options.answerWithin(), null), now);
        }
        if (ended == null && !underWay && answered == 0 && now - accessEnd >= 0) {
            end(End.ACCESS_EXPIRED, lastFailure);
        }
    }

    private void warn(long left) {
        warned = true;
        effects.add(new EndsSoon(Duration.ofNanos(left)));
    }

    private long warnAt() {
        return hardEnd - options.warnBefore().toNanos();
    }

    private void end(End why, @Nullable ConnectsException cause) {
        var end = new Ended(
                why,
                why == End.CLOSED
                        ? new ClosedException("the token session")
                        : new NotAuthorisedException("the user has to sign in again: " + words(why), cause));
        ended = end;
        access = null;
        refresh = null;
        effects.add(end);
    }

    private static String words(End why) {
        return switch (why) {
            case REFRESH_EXPIRED -> "the refresh token has expired";
            case ACCESS_EXPIRED -> "the access token has expired and could not be refreshed";
            case REFUSED -> "the access token was rejected, and a good one was not to be had";
            case WRONG_USER -> "the tokens are not about the user who was expected";
            case CLOSED -> "it was closed";
        };
    }

    private List<Effect> taken() {
        List<Effect> taken = List.copyOf(effects);
        effects.clear();
        return taken;
    }
}
