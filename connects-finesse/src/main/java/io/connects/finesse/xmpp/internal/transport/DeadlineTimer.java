package io.connects.finesse.xmpp.internal.transport;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One deadline at a time, which comes on a serial executor. Its methods but {@link #execute} are called on that executor. */
public final class DeadlineTimer {
    private static final Logger log = LoggerFactory.getLogger(DeadlineTimer.class);

    private final ScheduledExecutorService timer;
    private final Executor own;
    private final LongSupplier nanos;
    private @Nullable ScheduledFuture<?> scheduled;
    private long at;
    private boolean stopped;

    public DeadlineTimer(ScheduledExecutorService timer, Executor own, LongSupplier nanos) {
        this.timer = timer;
        this.own = own;
        this.nanos = nanos;
    }

    /** Runs something on the serial executor; from any thread. False when its threads have ended. */
    public boolean execute(Runnable task) {
        try {
            own.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            log.debug("The XMPP session's threads have ended: {}", e.getMessage());
            return false;
        }
    }

    /** Replaces the deadline; a task that comes early does no harm. */
    public void at(OptionalLong deadline, Runnable task) {
        if (stopped || (scheduled != null && deadline.isPresent() && deadline.getAsLong() - at >= 0)) {
            return;
        }
        cancel();
        if (deadline.isPresent()) {
            at = deadline.getAsLong();
            schedule(at - nanos.getAsLong(), task, false);
        }
    }

    /** The last deadline, so long from now; the task runs even when the serial executor's threads have ended by then. */
    public void last(Duration delay, Runnable task) {
        stop();
        schedule(delay.toNanos(), task, true);
    }

    /** Takes no deadline any more. */
    public void stop() {
        cancel();
        stopped = true;
    }

    private void cancel() {
        if (scheduled != null) {
            scheduled.cancel(false);
            scheduled = null;
        }
    }

    private void schedule(long delayNanos, Runnable task, boolean surely) {
        try {
            scheduled = timer.schedule(
                    () -> {
                        boolean runs = execute(() -> {
                            scheduled = null;
                            task.run();
                        });
                        if (!runs && surely) {
                            task.run();
                        }
                    },
                    Math.max(0, delayNanos),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("The XMPP session's timer has ended: {}", e.getMessage());
        }
    }
}
