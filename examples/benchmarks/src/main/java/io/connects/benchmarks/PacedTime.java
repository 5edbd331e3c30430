package io.connects.benchmarks;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Clock, nanoseconds and timer that all run so many times faster than the world. Thread-safe. */
public final class PacedTime implements InstantSource, LongSupplier {
    private final Instant begin = Instant.now();
    private final long beginNanos = System.nanoTime();
    private final double speed;

    /** @param speed 60 lets a minute pass in a second */
    public PacedTime(double speed) {
        this.speed = speed;
    }

    @Override
    public Instant instant() {
        return begin.plusNanos(getAsLong());
    }

    @Override
    public long getAsLong() {
        return (long) ((System.nanoTime() - beginNanos) * speed);
    }

    /** A timer of one thread. */
    public ScheduledThreadPoolExecutor timer(String name) {
        var timer = new Timer(name);
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }

    private final class Timer extends ScheduledThreadPoolExecutor {
        Timer(String name) {
            super(1, task -> {
                var thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
            });
        }

        private long paced(long delay, TimeUnit unit) {
            return (long) (unit.toNanos(delay) / speed);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return super.schedule(task, paced(delay, unit), TimeUnit.NANOSECONDS);
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
            return super.schedule(task, paced(delay, unit), TimeUnit.NANOSECONDS);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
            return super.scheduleAtFixedRate(task, paced(first, unit), paced(period, unit), TimeUnit.NANOSECONDS);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
            return super.scheduleWithFixedDelay(task, paced(first, unit), paced(delay, unit), TimeUnit.NANOSECONDS);
        }
    }
}
