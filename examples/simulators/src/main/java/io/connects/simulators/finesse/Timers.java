package io.connects.simulators.finesse;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts timers that run with the pair's monitor held. */
final class Timers {
    private static final Logger log = LoggerFactory.getLogger(Timers.class);

    private final ScheduledExecutorService scheduler;
    private final Object monitor;

    Timers(ScheduledExecutorService scheduler, Object monitor) {
        this.scheduler = scheduler;
        this.monitor = monitor;
    }

    Future<?> after(Duration delay, Runnable action) {
        return scheduler.schedule(guarded(action), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs soon on the scheduler's threads; nothing happens when those have ended. */
    void soon(Runnable action) {
        try {
            scheduler.execute(guarded(action));
        } catch (RejectedExecutionException e) {
            log.debug("The pair's threads have ended", e);
        }
    }

    private Runnable guarded(Runnable action) {
        return () -> {
            try {
                synchronized (monitor) {
                    action.run();
                }
            } catch (RuntimeException e) {
                log.error("A timer of the simulated Finesse failed", e);
            }
        };
    }
}
