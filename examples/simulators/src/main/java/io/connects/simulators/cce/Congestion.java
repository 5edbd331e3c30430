package io.connects.simulators.cce;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Congestion control: counts the calls and tasks of the last second, and rejects new tasks in shares that grow with the load. It draws no lots: of
 * a share of a tenth it rejects every tenth. Guarded by the lock of its {@link LittleCce}.
 */
final class Congestion {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    /** Loads and shares are in thousandths. */
    private static final int WHOLE = 1000;

    private static final int FIRST_LEVEL = 1100;
    private static final int SECOND_LEVEL = 1300;
    private static final int THIRD_LEVEL = 1500;
    private static final int FIRST_SHARE = 100;
    private static final int SECOND_SHARE = 300;

    private final int rated;
    private final Deque<Instant> arrivals = new ArrayDeque<>();
    private long owed;

    Congestion(int ratedPerSecond) {
        rated = ratedPerSecond;
    }

    void arrived(Instant now) {
        while (!arrivals.isEmpty() && Duration.between(arrivals.getFirst(), now).compareTo(PERIOD) >= 0) {
            arrivals.removeFirst();
        }
        arrivals.addLast(now);
    }

    /** Whether the task that arrived last is rejected. */
    boolean rejects() {
        long share = share((long) arrivals.size() * WHOLE / rated);
        if (share == 0) {
            owed = 0;
            return false;
        }
        owed += share;
        if (owed < WHOLE) {
            return false;
        }
        owed -= WHOLE;
        return true;
    }

    /** Above the third level as much is let in as at the third level, and no more. */
    private static long share(long load) {
        if (load <= FIRST_LEVEL) {
            return 0;
        }
        if (load <= SECOND_LEVEL) {
            return FIRST_SHARE;
        }
        return load <= THIRD_LEVEL ? SECOND_SHARE : WHOLE - (long) (WHOLE - SECOND_SHARE) * THIRD_LEVEL / load;
    }
}
