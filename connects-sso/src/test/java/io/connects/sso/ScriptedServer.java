package io.connects.sso;

import io.connects.core.http.ClientResources;
import io.connects.core.http.OwnResources;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server that answers what it is told, in order. */
public final class ScriptedServer implements AutoCloseable {
    private final MockWebServer http = new MockWebServer();
    private final OwnResources own = new OwnResources("test");

    public ScriptedServer() throws Exception {
        http.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + http.getPort());
    }

    public ClientResources resources() {
        return own.resources();
    }

    public ScriptedServer answer(int status, String body) {
        http.enqueue(new MockResponse.Builder().code(status).body(body).build());
        return this;
    }

    public ScriptedServer redirect(String location) {
        http.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", location)
                .build());
        return this;
    }

    /** An answer with a header and a body; slow when {@code bytesPerSecond} is positive. */
    public ScriptedServer answer(int status, String body, String header, String value, int bytesPerSecond) {
        MockResponse.Builder answer =
                new MockResponse.Builder().code(status).body(body).addHeader(header, value);
        if (bytesPerSecond > 0) {
            answer.throttleBody(bytesPerSecond, 1, TimeUnit.SECONDS);
        }
        http.enqueue(answer.build());
        return this;
    }

    public int requests() {
        return http.getRequestCount();
    }

    public RecordedRequest request() throws InterruptedException {
        RecordedRequest request = http.takeRequest(10, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("there was no request");
        }
        return request;
    }

    public static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }

    public static Throwable failure(CompletableFuture<?> future) {
        try {
            get(future);
        } catch (CompletionException e) {
            return e.getCause();
        }
        throw new AssertionError("it succeeded");
    }

    @Override
    public void close() {
        http.close();
        own.close();
    }
}
