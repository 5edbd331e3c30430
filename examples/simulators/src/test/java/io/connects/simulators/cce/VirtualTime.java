package io.connects.simulators.cce;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A clock that stands still, and a scheduler on it, for tests on one thread. */
public final class VirtualTime extends AbstractExecutorService implements ScheduledExecutorService, InstantSource {
    public static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final PriorityQueue<Timer<?>> timers = new PriorityQueue<>(
            Comparator.<Timer<?>, Instant>comparing(t -> t.at).thenComparing(t -> t.order));
    private final Queue<Runnable> ready = new ArrayDeque<>();
    private Instant now = START;
    private long order;

    @Override
    public Instant instant() {
        return now;
    }

    /** Runs what is ready, and nothing that needs time to pass. */
    public void settle() {
        pass(Duration.ZERO);
    }

    /** Lets time pass, and runs everything that falls due, at its time. */
    public void pass(Duration duration) {
        Instant end = now.plus(duration);
        runReady();
        while (!timers.isEmpty() && !timers.peek().at.isAfter(end)) {
            Timer<?> timer = timers.remove();
            now = timer.at;
            timer.run();
            runReady();
        }
        now = end;
    }

    private void runReady() {
        for (Runnable next = ready.poll(); next != null; next = ready.poll()) {
            next.run();
        }
    }

    @Override
    public void execute(Runnable command) {
        ready.add(command);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(new Timer<>(command, now.plusNanos(unit.toNanos(delay)), ++order));
    }

    private Timer<?> add(Timer<?> timer) {
        timers.add(timer);
        return timer;
    }

    private final class Timer<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
        private final Instant at;
        private final long order;

        private Timer(Runnable command, Instant at, long order) {
            super(command, null);
            this.at = at;
            this.order = order;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(now, at));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }

        @Override
        public boolean isPeriodic() {
            return false;
        }
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long delay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long delay, long pause, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
