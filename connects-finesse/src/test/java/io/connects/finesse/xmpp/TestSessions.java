package io.connects.finesse.xmpp;

import io.connects.core.Secret;
import io.connects.core.http.ClientResources;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;

/** Sessions with scripted peers, and what they run on. */
final class TestSessions implements AutoCloseable {
    static final String PASSWORD = "s3cret-Word";

    private final OkHttpClient http = new OkHttpClient();
    private final ExecutorService callbacks = Executors.newSingleThreadExecutor(task -> new Thread(task, "callbacks"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<XmppSession> sessions = new ArrayList<>();

    static XmppOptions.Builder options(URI endpoint) {
        return XmppOptions.builder()
                .endpoint(endpoint)
                .domain("example.com")
                .pubSubDomain("pubsub.example.com")
                .resource("connects")
                .closeTimeout(Duration.ofMillis(300))
                .credentials(new FinesseCredentials.Password("1001", Secret.of(PASSWORD)));
    }

    XmppSession open(XmppOptions options, XmppListener listener) {
        XmppSession session = XmppSession.open(
                options,
                new ClientResources(http, callbacks, timer, new Random(), InstantSource.system(), System::nanoTime),
                listener);
        sessions.add(session);
        return session;
    }

    static XmppEnd end(XmppSession session) {
        return outcome(session.ended());
    }

    static <T> T outcome(CompletableFuture<T> future) {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        sessions.forEach(XmppSession::close);
        sessions.forEach(TestSessions::end);
        callbacks.shutdown();
        timer.shutdown();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
