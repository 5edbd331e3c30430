package io.connects.salesforce.routing;

import java.time.Duration;

/** How long to do without something that failed: twice as long each time, up to 16 times, until it works. Not thread-safe. */
final class Pause {
    private static final int MOST_DOUBLINGS = 4;

    private final Duration first;
    private int inARow;
    private boolean begun;
    private long until;

    Pause(Duration first) {
        this.first = first;
    }

    boolean on(long now) {
        return begun && until - now > 0;
    }

    /** Begins, unless it is on: what failed at the same time is one failure. Gives how long it lasts; zero when it was on. */
    Duration begin(long now) {
        if (on(now)) {
            return Duration.ZERO;
        }
        Duration lasts = first.multipliedBy(1L << Math.min(inARow++, MOST_DOUBLINGS));
        begun = true;
        until = now + lasts.toNanos();
        return lasts;
    }

    void worked() {
        inARow = 0;
    }
}
