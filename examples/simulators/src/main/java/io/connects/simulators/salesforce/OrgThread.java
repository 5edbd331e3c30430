package io.connects.simulators.salesforce;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that owns the org's state. Calls from it run at once; calls from others wait their turn. */
final class OrgThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrgThread.class);
    private volatile @Nullable Thread owner;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "salesforce-org");
        thread.setDaemon(true);
        owner = thread;
        return thread;
    });

    <T extends @Nullable Object> T call(Supplier<T> work) {
        if (Thread.currentThread() == owner) {
            return work.get();
        }
        try {
            return CompletableFuture.supplyAsync(work, executor).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    void execute(Runnable work) {
        executor.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.warn("event=org_task_failed", e);
            }
        });
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
