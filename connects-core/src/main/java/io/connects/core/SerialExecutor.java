package io.connects.core;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after another, in the order they were handed over, on the threads of another executor. Whatever a task sees was done before
 * by the tasks ahead of it, so state owned by one serial executor needs no lock. Thread-safe.
 *
 * <p>Tasks that wait are run together, {@value #AT_ONCE} at most before others get a turn on the same threads. When the other executor refuses
 * them, everything that waits is dropped and {@link #execute} throws.
 *
 * <p>A task that throws is logged and does not stop those behind it. The queue is not bounded: callers bound what they hand over.
 */
public final class SerialExecutor implements Executor {
    private static final Logger log = LoggerFactory.getLogger(SerialExecutor.class);
    /** Handing over costs a thread's waking, which is more than most tasks take. */
    private static final int AT_ONCE = 100;

    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    /** @param threads gives the threads; may be shared by any number of serial executors */
    public SerialExecutor(Executor threads) {
        this.threads = Objects.requireNonNull(threads, "threads");
    }

    @Override
    public synchronized void execute(Runnable task) {
        waiting.add(Objects.requireNonNull(task, "task"));
        if (!running) {
            running = true;
            handOver();
        }
    }

    private synchronized void handOver() {
        try {
            threads.execute(this::runSome);
        } catch (RejectedExecutionException e) {
            // The threads are gone: what waits will never run, and whoever hands over more is told so.
            running = false;
            waiting.clear();
            throw e;
        }
    }

    private void runSome() {
        boolean more = true;
        try {
            for (int i = 0; i < AT_ONCE && more; i++) {
                more = runNext();
            }
        } finally {
            // Also when an error ended this thread's part.
            if (more) {
                handOverRest();
            }
        }
    }

    /** False when nothing waits. */
    private boolean runNext() {
        Runnable task = next();
        if (task == null) {
            return false;
        }
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("A task on a serial executor failed; those behind it go on", e);
        }
        return true;
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        running = task != null;
        return task;
    }

    private void handOverRest() {
        try {
            handOver();
        } catch (RejectedExecutionException e) {
            log.debug("Tasks on a serial executor were dropped: its threads have ended", e);
        }
    }
}
