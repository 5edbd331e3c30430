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
 * <p>A task that throws is logged and does not stop those behind it. The queue is not bounded: callers bound what they hand over.
 */
public final class SerialExecutor implements Executor {
    private static final Logger log = LoggerFactory.getLogger(SerialExecutor.class);

    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private @Nullable Runnable running;

    /** @param threads gives the threads; may be shared by any number of serial executors */
    public SerialExecutor(Executor threads) {
        this.threads = Objects.requireNonNull(threads, "threads");
    }

    @Override
    public synchronized void execute(Runnable task) {
        waiting.add(Objects.requireNonNull(task, "task"));
        if (running == null) {
            next();
        }
    }

    private synchronized void next() {
        Runnable task = waiting.poll();
        running = task;
        if (task == null) {
            return;
        }
        try {
            threads.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            // This task is lost, which the caller learns; the next one asks the threads again.
            running = null;
            throw e;
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("A task on a serial executor failed; those behind it go on", e);
        } finally {
            next();
        }
    }
}
