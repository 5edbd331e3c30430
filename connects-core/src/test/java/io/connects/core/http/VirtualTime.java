package io.connects.core.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;

/** Time that passes when told, and the one thread of its world. Not thread-safe. */
public final class VirtualTime extends AbstractExecutorService implements ScheduledExecutorService {
    private final PriorityQueue<Task<?>> scheduled = new PriorityQueue<>(
            Comparator.<Task<?>>comparingLong(task -> task.at).thenComparingLong(task -> task.number));
    private final Queue<Runnable> ready = new ArrayDeque<>();
    private long now = Long.MAX_VALUE - Duration.ofMillis(7).toNanos(); // nanoTime may overflow at any moment
    private long passed;
    private long number;
    private boolean ended;

    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {
        private final long at;
        private final long number;

        Task(Callable<V> work, long at, long number) {
            super(work);
            this.at = at;
            this.number = number;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - passed, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    /** Resources of a world of which everything depends on this seed. */
    public ClientResources resources(OkHttpClient http, long seed) {
        return resources(http, () -> Instant.EPOCH.plusNanos(passed), seed);
    }

    /** The same with a wall clock that says what it is told to. */
    public ClientResources resources(OkHttpClient http, InstantSource wallClock, long seed) {
        return new ClientResources(http, ready::add, this, new Random(seed), wallClock, () -> now);
    }

    /** How much has passed. */
    public long millis() {
        return passed / 1_000_000;
    }

    /** How much has passed, to the nanosecond. */
    public Duration passed() {
        return Duration.ofNanos(passed);
    }

    /** Runs what is ready, and whatever becomes due within this time. */
    public void pass(long millis) {
        pass(Duration.ofMillis(millis));
    }

    /** Runs what is ready, and whatever becomes due within this time. */
    public void pass(Duration time) {
        long until = passed + time.toNanos();
        settle();
        while (!scheduled.isEmpty() && scheduled.peek().at <= until) {
            Task<?> next = scheduled.remove();
            now += Math.max(0, next.at - passed);
            passed = Math.max(passed, next.at);
            next.run();
            settle();
        }
        now += until - passed;
        passed = until;
    }

    private void settle() {
        for (Runnable next = ready.poll(); next != null; next = ready.poll()) {
            next.run();
        }
    }

    /** How many tasks wait for their time. */
    public long waiting() {
        return scheduled.stream().filter(task -> !task.isCancelled()).count();
    }

    /** Runs this after so much time. */
    public void in(long millis, Runnable work) {
        var unused = schedule(work, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        return schedule(
                () -> {
                    work.run();
                    return null;
                },
                delay,
                unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
        if (ended) {
            throw new RejectedExecutionException("ended");
        }
        var task = new Task<>(work, passed + unit.toNanos(delay), number++);
        scheduled.add(task);
        return task;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long initial, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long initial, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        ended = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        ended = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return ended;
    }

    @Override
    public boolean isTerminated() {
        return ended;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return ended;
    }

    @Override
    public void execute(Runnable command) {
        ready.add(command);
    }
}
