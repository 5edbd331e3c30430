package io.connects.simulators.cce;

import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Voice calls at random times, as a small load beside the tasks; drawn from a seed. Thread-safe. */
public final class VoiceLoad implements AutoCloseable {
    private final LittleCce cce;
    private final Calls calls;
    private final ScheduledExecutorService scheduler;
    private final SplittableRandom random;
    private @Nullable Future<?> next;
    private boolean closed;

    /**
     * What arrives.
     *
     * @param skillGroup whom the calls are for
     * @param every how far apart they are in the mean
     * @param talk how long each lasts
     * @param patience after how long a caller gives up
     */
    public record Calls(int skillGroup, Duration every, Duration talk, Duration patience) {
        public Calls {
            requirePositive(every, "every");
            requirePositive(talk, "talk");
            requirePositive(patience, "patience");
        }

        private static void requirePositive(Duration duration, String name) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException(name + ": must be positive, was " + duration);
            }
        }
    }

    private VoiceLoad(LittleCce cce, Calls calls, long seed, ScheduledExecutorService scheduler) {
        this.cce = Objects.requireNonNull(cce, "cce");
        this.calls = Objects.requireNonNull(calls, "calls");
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        this.random = new SplittableRandom(seed);
    }

    /** Lets calls arrive until it is closed. */
    public static VoiceLoad start(LittleCce cce, Calls calls, long seed, ScheduledExecutorService scheduler) {
        VoiceLoad load = new VoiceLoad(cce, calls, seed, scheduler);
        load.plan();
        return load;
    }

    private synchronized void plan() {
        if (!closed) {
            long nanos =
                    (long) (-Math.log(1 - random.nextDouble()) * calls.every().toNanos());
            next = scheduler.schedule(this::arrive, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void arrive() {
        cce.call(calls.skillGroup(), calls.talk(), calls.patience());
        plan();
    }

    /** No more calls arrive; those that are there go on. */
    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel(false);
        }
    }
}
