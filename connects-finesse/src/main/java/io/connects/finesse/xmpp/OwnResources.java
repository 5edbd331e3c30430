package io.connects.finesse.xmpp;

import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;

/** What a session runs on whose caller brings nothing. */
final class OwnResources {
    /** A polite end takes two. */
    private static final long LAST_SECONDS = 3;

    private final OkHttpClient http = new OkHttpClient();
    private final ExecutorService callbacks = Executors.newSingleThreadExecutor(named("connects-xmpp-callbacks"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(named("connects-xmpp-timer"));

    private static ThreadFactory named(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    XmppResources resources() {
        return new XmppResources(http, callbacks, timer, new SecureRandom(), System::nanoTime);
    }

    void end() {
        var unused = timer.schedule(this::endNow, LAST_SECONDS, TimeUnit.SECONDS);
    }

    private void endNow() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        callbacks.shutdown();
        timer.shutdown();
    }
}
