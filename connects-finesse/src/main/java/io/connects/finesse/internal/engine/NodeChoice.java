package io.connects.finesse.internal.engine;

import io.connects.finesse.message.SystemInfo;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which node of a pair to use, by Finesse's own criteria: it is in service, its CTI server answers, its notifications can be connected. The one in
 * use is kept: it is tried three times, asked once more before the other is used, and not returned to once it was left. Not thread-safe.
 *
 * @see <a href="https://developer.cisco.com/docs/finesse/">Finesse administration guide, failover</a>
 */
final class NodeChoice {
    /** Doubled with each try, in nanoseconds. */
    private static final long FIRST_DELAY = 500_000_000L;

    private final int nodes;
    private final Duration again;
    private int current;
    private int failures;
    private Step step = Step.IDLE;
    private long wake;
    private @Nullable SystemInfo other;
    private @Nullable SystemInfo kept;

    private enum Step {
        /** Nothing is sought. */
        IDLE,
        /** The node in use was asked. */
        ASKED_CURRENT,
        /** The other node was asked. */
        ASKED_OTHER,
        /** The other would do; the node in use was asked once more. */
        ASKED_CURRENT_AGAIN,
        /** The other node was asked while the one in use still works. */
        ASKED_FOR_MOVE,
        /** Nobody would do. */
        WAITING
    }

    /** What to do next. */
    sealed interface Move {
        record Ask(int node) implements Move {}

        record Use(int node, SystemInfo info) implements Move {}

        record Wait() implements Move {}
    }

    NodeChoice(int nodes, Duration again) {
        this.nodes = nodes;
        this.again = again;
    }

    int current() {
        return current;
    }

    boolean isSeeking() {
        return step != Step.IDLE;
    }

    /** What the node in use told is true. */
    void serves() {
        failures = 0;
        step = Step.IDLE;
    }

    /** Begins to seek. */
    Move seek() {
        step = Step.ASKED_CURRENT;
        return new Move.Ask(current);
    }

    /** The connection to the node in use was lost, did not come up, or serves nothing. */
    Move lost(long now) {
        failures++;
        if (failures > SessionRules.TRIES) {
            return seek();
        }
        step = Step.WAITING;
        kept = null;
        wake = now + (FIRST_DELAY << (failures - 1));
        return new Move.Wait();
    }

    /** The node in use will go away: the other is used if it would do. */
    Move moveEarly() {
        if (nodes < 2 || isSeeking()) {
            return new Move.Wait();
        }
        step = Step.ASKED_FOR_MOVE;
        return new Move.Ask(1 - current);
    }

    /** A node has told how it is; null when it does not answer. */
    Move told(int node, @Nullable SystemInfo info, long now) {
        SystemInfo usable = info != null && info.inService() && info.ctiAlive() ? info : null;
        boolean isCurrent = node == current;
        SystemInfo usableNow = failures <= SessionRules.TRIES ? usable : null;
        if (step == Step.ASKED_CURRENT && isCurrent) {
            return usableNow != null ? use(node, usableNow) : askOther(node, usable, now);
        }
        if (step == Step.ASKED_OTHER && !isCurrent) {
            return usable != null ? askCurrentAgain(usable) : waitForAny(now);
        }
        if (step == Step.ASKED_CURRENT_AGAIN && isCurrent) {
            return usableNow != null ? use(node, usableNow) : useOther();
        }
        if (step == Step.ASKED_FOR_MOVE && !isCurrent) {
            step = Step.IDLE;
            return usable != null ? use(node, usable) : new Move.Wait();
        }
        return new Move.Wait();
    }

    /** @param serving how the node in use is, when only its notifications do not come up */
    private Move askOther(int node, @Nullable SystemInfo serving, long now) {
        kept = serving;
        if (nodes < 2) {
            return waitForAny(now);
        }
        step = Step.ASKED_OTHER;
        return new Move.Ask(1 - node);
    }

    private Move askCurrentAgain(SystemInfo info) {
        other = info;
        step = Step.ASKED_CURRENT_AGAIN;
        return new Move.Ask(current);
    }

    private Move useOther() {
        SystemInfo info = other;
        return info == null ? new Move.Wait() : use(1 - current, info);
    }

    /** Nobody else would do: later, or the one in use once more, if all that is wrong with it is its notifications. */
    private Move waitForAny(long now) {
        step = Step.WAITING;
        wake = now + again.toNanos();
        return new Move.Wait();
    }

    private Move use(int node, SystemInfo info) {
        if (node != current) {
            failures = 0;
        }
        current = node;
        other = null;
        step = Step.IDLE;
        return new Move.Use(node, info);
    }

    /** Time has passed. */
    Move tick(long now) {
        if (step != Step.WAITING || now - wake < 0) {
            return new Move.Wait();
        }
        SystemInfo info = kept;
        if (info != null) {
            // It serves, but its notifications did not come up: they may by now.
            kept = null;
            return use(current, info);
        }
        return seek();
    }

    OptionalLong nextDeadline() {
        return step == Step.WAITING ? OptionalLong.of(wake) : OptionalLong.empty();
    }
}
