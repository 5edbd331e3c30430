package io.connects.salesforce;

import io.connects.core.Backoff;
import io.connects.core.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server of Salesforce's that answers what it is told, in order. */
final class ScriptedServer implements AutoCloseable {
    static final String ID = "001M000000qfPySIAU";

    final MockWebServer http = new MockWebServer();

    ScriptedServer() throws Exception {
        http.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + http.getPort());
    }

    SalesforceOptions.Builder options() {
        return SalesforceOptions.builder()
                .loginUri(uri())
                .credentials(new Credentials.ClientCredentials("an-app", Secret.of("s3cr3t")))
                .requestTimeout(Duration.ofSeconds(5))
                .reconnectSlowly(new Backoff(Duration.ofHours(1), Duration.ofHours(1)));
    }

    ScriptedServer answer(int status, String body) {
        http.enqueue(new MockResponse.Builder().code(status).body(body).build());
        return this;
    }

    ScriptedServer token(String token) {
        return token(token, uri(), "");
    }

    ScriptedServer token(String token, URI instance, String more) {
        return answer(200, "{\"access_token\":\"" + token + "\",\"instance_url\":\"" + instance + "\"" + more + "}");
    }

    /** A token and the list of versions, which every client asks for first. */
    ScriptedServer ready() {
        return token("t1").versions();
    }

    ScriptedServer versions() {
        return answer(200, "[{\"version\":\"64.0\"}]");
    }

    int requests() {
        return http.getRequestCount();
    }

    RecordedRequest request() throws InterruptedException {
        RecordedRequest request = http.takeRequest(10, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("there was no request");
        }
        return request;
    }

    static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }

    static Throwable failure(CompletableFuture<?> future) {
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
    }
}
