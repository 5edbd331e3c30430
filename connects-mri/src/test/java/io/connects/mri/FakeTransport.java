package io.connects.mri;

import io.connects.mri.internal.transport.Transport;
import io.connects.mri.message.MriMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Writes down what a runner does; the loop is the caller's thread, and time passes only as the test says. */
final class FakeTransport implements Transport {
    /** What the runner did, in order. */
    final List<String> deeds = new ArrayList<>();

    long now;
    /** Whether the loop is busy with something else. */
    boolean stalled;

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Timer> timers = new ArrayList<>();

    /** Lets the loop run what was posted to it meanwhile. */
    void goOn() {
        stalled = false;
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }

    /** Lets time pass, and what is due happen. */
    void pass(long nanos) {
        now += nanos;
        List<Timer> due = timers.stream()
                .filter(timer -> !timer.isDone() && timer.at <= now)
                .toList();
        timers.removeAll(due);
        due.forEach(timer -> timer.complete(null));
    }

    @Override
    public void start() {}

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public void execute(Runnable task) {
        if (stalled) {
            waiting.add(task);
        } else {
            task.run();
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delayNanos) {
        var timer = new Timer(now + delayNanos);
        var unused = timer.thenRun(task);
        timers.add(timer);
        return timer;
    }

    @Override
    public void send(long connection, MriMessage message) {
        deeds.add("send " + message.getClass().getSimpleName());
    }

    @Override
    public void disconnect(long connection, String reason) {
        deeds.add("disconnect " + reason);
    }

    @Override
    public void pauseReading(boolean pause) {
        deeds.add(pause ? "pause" : "resume");
    }

    @Override
    public void stop(Runnable afterwards) {
        deeds.add("stop");
        afterwards.run();
    }

    private final class Timer extends CompletableFuture<Void> implements ScheduledFuture<Void> {
        private final long at;

        Timer(long at) {
            this.at = at;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
