package io.connects.mri;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.event.Level;

/** How loudly to log a peer's faults: the first ones of an hour as warnings, the others at DEBUG. Not thread-safe. */
final class WarningBudget {
    static final int WARNINGS = 20;
    static final Duration PERIOD = Duration.ofHours(1);

    private final LongSupplier clock;
    private long since;
    private int spent;

    /** @param clock nanoseconds that never go back */
    WarningBudget(LongSupplier clock) {
        this.clock = clock;
        this.since = clock.getAsLong();
    }

    /** At which level to log one more fault. */
    Level spend() {
        if (clock.getAsLong() - since >= PERIOD.toNanos()) {
            since = clock.getAsLong();
            spent = 0;
        }
        if (spent >= WARNINGS) {
            return Level.DEBUG;
        }
        spent++;
        return Level.WARN;
    }
}
