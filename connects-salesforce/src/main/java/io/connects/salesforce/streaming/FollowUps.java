package io.connects.salesforce.streaming;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A timer that runs what is due at once on the thread that has just read an answer, when it has processed it: the next poll then wakes no other
 * thread. Everything else is left to the timer behind it, which stays its owner's. Thread-safe.
 */
final class FollowUps extends AbstractExecutorService implements ScheduledExecutorService {
    private final ScheduledExecutorService timer;
    private final AtomicReference<@Nullable Thread> reading = new AtomicReference<>();
    /** Of the thread that has claimed this. */
    private final Deque<Runnable> due = new ArrayDeque<>();

    FollowUps(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Whether this thread is from now on the one whose follow-ups are its own; false while another is. */
    boolean claim() {
        return reading.compareAndSet(null, Thread.currentThread());
    }

    void release() {
        reading.set(null);
    }

    boolean claimed() {
        return reading.get() == Thread.currentThread();
    }

    /** Processes an answer on the thread that has claimed this, and then does what that made due. */
    void around(Runnable processing) {
        try {
            processing.run();
        } finally {
            for (Runnable next = due.poll(); next != null; next = due.poll()) {
                next.run();
            }
        }
    }

    private static final class AtOnce<V> extends FutureTask<V> implements ScheduledFuture<V> {
        AtOnce(Callable<V> task) {
            super(task);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(0, other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return schedule(
                () -> {
                    task.run();
                    return null;
                },
                delay,
                unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        if (delay > 0 || !claimed()) {
            return timer.schedule(task, delay, unit);
        }
        var atOnce = new AtOnce<V>(task);
        due.add(atOnce);
        return atOnce;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        return timer.scheduleAtFixedRate(task, first, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        return timer.scheduleWithFixedDelay(task, first, delay, unit);
    }

    @Override
    public void execute(Runnable task) {
        timer.execute(task);
    }

    @Override
    public void shutdown() {
        // The timer is another's.
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return timer.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return timer.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return timer.awaitTermination(timeout, unit);
    }
}
