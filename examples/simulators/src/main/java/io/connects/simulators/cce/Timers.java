package io.connects.simulators.cce;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts timers that run with a lock held. */
final class Timers {
    private static final Logger log = LoggerFactory.getLogger(Timers.class);

    private final ScheduledExecutorService scheduler;

    Timers(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    Future<?> after(Duration delay, Object lock, Runnable action) {
        return scheduler.schedule(
                () -> {
                    try {
                        synchronized (lock) {
                            action.run();
                        }
                    } catch (RuntimeException e) {
                        log.error("A timer of the little CCE failed", e);
                    }
                },
                delay.toNanos(),
                TimeUnit.NANOSECONDS);
    }
}
