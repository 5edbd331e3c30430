package io.connects.simulators.salesforce;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Clock and scheduler in one, whose time goes on only by {@link #advance}. */
final class ManualScheduler extends ScheduledThreadPoolExecutor implements InstantSource {
    private record Due(Instant at, Timer timer) {}

    private static final class Timer extends FutureTask<Void> implements ScheduledFuture<Void> {
        Timer(Runnable command) {
            super(command, null);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }

    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    ManualScheduler() {
        super(1);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        var timer = new Timer(command);
        due.add(new Due(now.plus(Duration.ofNanos(unit.toNanos(delay))), timer));
        return timer;
    }

    void advance(Duration by) {
        Instant until = instant().plus(by);
        for (Due next = next(until); next != null; next = next(until)) {
            next.timer().run();
        }
        synchronized (this) {
            now = until;
        }
    }

    private synchronized Due next(Instant until) {
        if (due.isEmpty() || due.peek().at().isAfter(until)) {
            return null;
        }
        Due next = due.poll();
        now = next.at();
        return next;
    }
}
