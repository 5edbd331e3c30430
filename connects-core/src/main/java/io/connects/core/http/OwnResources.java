package io.connects.core.http;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** Threads and connections of a client that was given none; closing ends them, and requests under way fail. Thread-safe. */
public final class OwnResources implements AutoCloseable {
    /** Enough that long reads do not hold back what is urgent. */
    private static final int MAX_CALLS_AT_ONCE = 256;

    private final String name;
    private final ExecutorService io = Executors.newCachedThreadPool(threads("io"));
    private final ExecutorService callbacks = Executors.newCachedThreadPool(threads("callback"));
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads("timer"));
    private final Dispatcher dispatcher = new Dispatcher(io);
    private final OkHttpClient http;

    /** @param name of the peer, such as {@code salesforce}; threads are called by it */
    public OwnResources(String name) {
        this.name = name;
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        dispatcher.setMaxRequests(MAX_CALLS_AT_ONCE);
        dispatcher.setMaxRequestsPerHost(MAX_CALLS_AT_ONCE);
        http = new OkHttpClient.Builder().dispatcher(dispatcher).build();
    }

    /** What a client runs on. */
    public ClientResources resources() {
        return new ClientResources(
                http, callbacks, timer, new SecureRandom(), InstantSource.system(), System::nanoTime);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        dispatcher.cancelAll();
        io.shutdown();
        callbacks.shutdown();
        http.connectionPool().evictAll();
    }

    private ThreadFactory threads(String purpose) {
        var count = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, "connects-" + name + "-" + purpose + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
