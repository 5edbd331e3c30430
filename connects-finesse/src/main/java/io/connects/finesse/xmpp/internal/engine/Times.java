package io.connects.finesse.xmpp.internal.engine;

import java.util.OptionalLong;

/** Points in time of one clock, which may wrap around. */
public final class Times {
    private Times() {}

    /** The earlier of two, where there are two. */
    public static OptionalLong earlier(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.getAsLong() - other.getAsLong() <= 0 ? one : other;
    }

    /** Whether a deadline has come. */
    public static boolean isDue(OptionalLong deadline, long now) {
        return deadline.isPresent() && now - deadline.getAsLong() >= 0;
    }
}
