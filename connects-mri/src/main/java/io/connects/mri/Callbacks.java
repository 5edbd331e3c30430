package io.connects.mri;

import io.connects.core.SerialExecutor;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes callbacks one at a time, in order, and knows how many wait, so that a peer cannot send faster than the listener listens. Threads that
 * refuse callbacks lose them, with an ERROR, and disturb nothing else. Thread-safe.
 */
final class Callbacks {
    /**
     * So many may wait before no more bytes are taken from peers. Heartbeats cannot be answered from then on until half of them are done: a
     * listener that stalls for longer than the PIM's patience costs the session.
     */
    static final int MANY = 10_000;

    private static final Logger log = LoggerFactory.getLogger(MriSession.class);
    private static final int FEW = MANY / 2;

    private final Executor threads;
    private final SerialExecutor serial = new SerialExecutor(this::handOver);
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Runnable whenFew;
    private volatile boolean refused;

    /** @param threads run the callbacks; they should refuse none */
    Callbacks(Executor threads) {
        this.threads = threads;
    }

    /** Answers false when the threads refuse the callback, which is lost then. */
    boolean run(Runnable callback) {
        try {
            // Under the lock of the serial executor nothing is handed over between the count and the queue.
            synchronized (serial) {
                waiting.incrementAndGet();
                serial.execute(() -> {
                    try {
                        callback.run();
                    } finally {
                        if (waiting.decrementAndGet() == FEW) {
                            resume();
                        }
                    }
                });
            }
            return true;
        } catch (RejectedExecutionException e) {
            log.debug("An MRI callback is lost", e);
            return false;
        }
    }

    private void handOver(Runnable task) {
        try {
            threads.execute(task);
        } catch (RuntimeException e) {
            if (!refused) {
                refused = true;
                log.error("The executor refuses MRI callbacks: outcomes of tasks are lost", e);
            }
            // The serial executor, whose lock this thread has, drops all that waits; nothing is running.
            if (waiting.getAndSet(0) > FEW) {
                resume();
            }
            throw new RejectedExecutionException("the threads refuse callbacks", e);
        }
    }

    private void resume() {
        Runnable action = whenFew;
        if (action != null) {
            action.run();
        }
    }

    boolean tooMany() {
        return waiting.get() > MANY;
    }

    boolean few() {
        return waiting.get() <= FEW;
    }

    /** @param action is run, on any thread and without waiting, each time that no more than half of many wait again */
    void whenFew(Runnable action) {
        whenFew = action;
    }
}
