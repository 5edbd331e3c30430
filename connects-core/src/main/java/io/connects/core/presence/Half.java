package io.connects.core.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one side, and what was asked of it: tells the echo of a write from a change. A side takes writes in their order, so that the
 * echo of one is the end of those before it. Not thread-safe.
 */
class Half<V> {
    /** What a report means. */
    enum News {
        /** Nothing new. */
        SAME,
        /** The write that was waited for is confirmed. */
        ECHO,
        /** A write came into force after all, over a later change. */
        OVERTAKEN,
        /** A write had been taken for later and is forgotten. */
        LOST,
        /** Somebody changed it. */
        CHANGED
    }

    private final long answerWithin;
    private final List<Write<V>> writes = new ArrayList<>();

    @Nullable
    V settled;
    /** When somebody last changed it, or changed the other side to the same effect. */
    @Nullable
    Instant changed;

    private @Nullable Instant dated;

    Half(Duration answerWithin) {
        this.answerWithin = answerWithin.toNanos();
    }

    /** Whether a report of this date comes after a younger one. */
    boolean late(@Nullable Instant date) {
        if (date != null && dated != null && date.isBefore(dated)) {
            return true;
        }
        dated = date == null ? dated : date;
        return false;
    }

    /** Reports may be of any date again. */
    void undated() {
        dated = null;
    }

    News told(V value, @Nullable Instant date, long now) {
        if (value.equals(settled)) {
            Write<V> awaited = awaited();
            return awaited != null && awaited.held && awaited.expected.equals(value) ? echo(awaited) : News.SAME;
        }
        for (Write<V> write : writes) {
            if (write.expected.equals(value)) {
                return echo(write);
            }
        }
        settled = value;
        changed = date;
        overtake(date, now);
        return News.CHANGED;
    }

    private News echo(Write<V> write) {
        settled = write.expected;
        changed = write.origin.changed();
        writes.subList(0, writes.indexOf(write) + 1).clear();
        return write.overtaken ? News.OVERTAKEN : News.ECHO;
    }

    /** Nobody waits any more for writes that are not younger than this change. */
    void overtake(@Nullable Instant date, long now) {
        for (Write<V> write : writes) {
            Instant asked = write.origin.changed();
            if (date == null || asked == null || !date.isBefore(asked)) {
                write.overtaken = true;
                write.release(now + answerWithin);
            }
        }
    }

    Write<V> ask(long number, V expected, PresenceEffect.Origin origin, long now) {
        var write = new Write<>(number, expected, origin, now + answerWithin);
        writes.add(write);
        return write;
    }

    /** The write that is waited for: the youngest that has not been overtaken. */
    @Nullable
    Write<V> awaited() {
        for (int i = writes.size() - 1; i >= 0; i--) {
            if (!writes.get(i).overtaken) {
                return writes.get(i);
            }
        }
        return null;
    }

    /** What it will be when all that is waited for has come. */
    @Nullable
    V future() {
        Write<V> awaited = awaited();
        return awaited == null ? settled : awaited.expected;
    }

    /** Whether nothing is waited for. */
    boolean atRest() {
        return awaited() == null;
    }

    /** The write of this number, if its echo is still expected. */
    @Nullable
    Write<V> byNumber(long number) {
        return writes.stream()
                .filter(write -> write.number == number)
                .findFirst()
                .orElse(null);
    }

    /** The call has ended: what was held for it must show soon. */
    void release(long now) {
        writes.forEach(write -> write.release(now + answerWithin));
    }

    /** Time begins anew for this write. */
    void prolong(Write<V> write, long now) {
        write.expires = now + answerWithin;
    }

    /**
     * Forgets these writes.
     *
     * @return the one that was waited for, if it is among them
     */
    @Nullable
    Write<V> forget(Predicate<Write<V>> these) {
        Write<V> awaited = awaited();
        writes.removeIf(these);
        return awaited != null && !writes.contains(awaited) ? awaited : null;
    }

    /** Forgets the writes whose time is over; see {@link #forget}. */
    @Nullable
    Write<V> expire(long now) {
        return forget(write -> !write.held && write.expires - now <= 0);
    }

    OptionalLong nextDeadline() {
        return writes.stream()
                .filter(write -> !write.held)
                .mapToLong(write -> write.expires)
                .min();
    }

    boolean known() {
        return settled != null;
    }

    V settled() {
        return Objects.requireNonNull(settled);
    }
}
