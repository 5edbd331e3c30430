package io.connects.salesforce.internal;

import io.connects.core.ClosedException;
import io.connects.core.NoAnswerException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.ProtocolViolationException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * HTTP requests as futures, with two promises that a routing adapter lives by: a failure says whether the request may have reached the server
 * ({@link PeerUnreachableException}: certainly not; {@link NoAnswerException}: perhaps), and a request that changes something is sent once
 * at most. Thread-safe. Futures complete on the callback executor.
 */
public final class HttpCalls {
    private final OkHttpClient reading;
    private final OkHttpClient changing;
    private final Executor callbacks;
    private final int maxResponseBytes;

    /** @param http as the caller wants it; redirects and silent repetitions are switched off here */
    public HttpCalls(OkHttpClient http, Duration connectTimeout, Executor callbacks, int maxResponseBytes) {
        this.reading = http.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(connectTimeout)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .eventListenerFactory(call -> {
                    Sent sent = call.request().tag(Sent.class);
                    return sent == null ? EventListener.NONE : sent;
                })
                // OkHttp repeats any request, a POST too, that is answered with 503 and "Retry-After: 0".
                .addNetworkInterceptor(chain -> chain.proceed(chain.request())
                        .newBuilder()
                        .removeHeader("Retry-After")
                        .build())
                .build();
        this.changing = reading.newBuilder().retryOnConnectionFailure(false).build();
        this.callbacks = callbacks;
        this.maxResponseBytes = maxResponseBytes;
    }

    /** Sends the request and reads the whole reply; fails with a {@code ConnectsException}. */
    public CompletableFuture<HttpReply> send(Request request, Duration timeout) {
        var future = new CompletableFuture<HttpReply>();
        var sent = new Sent();
        Request tagged = request.newBuilder().tag(Sent.class, sent).build();
        Call call = (request.method().equals("GET") ? reading : changing).newCall(tagged);
        call.timeout().timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                fail(future, failure(request, sent, e));
            }

            @Override
            public void onResponse(Call answered, Response response) {
                HttpReply reply;
                try (response) {
                    reply = new HttpReply(response.code(), body(response));
                } catch (IOException e) {
                    fail(future, failure(request, sent, e));
                    return;
                } catch (ProtocolViolationException e) {
                    fail(future, e);
                    return;
                }
                execute(() -> future.complete(reply), future);
            }
        });
        return future;
    }

    private byte[] body(Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(maxResponseBytes + 1L)) {
            throw new ProtocolViolationException(
                    "the response to " + named(response.request()) + " is longer than " + maxResponseBytes + " bytes",
                    maxResponseBytes,
                    source.peek().readByteArray(ProtocolViolationException.MAX_BYTES_KEPT));
        }
        return source.readByteArray();
    }

    private static RuntimeException failure(Request request, Sent sent, IOException e) {
        String what = named(request) + ": " + e.getMessage();
        return sent.began ? new NoAnswerException(what, e) : new PeerUnreachableException(what, e);
    }

    /** Method, host and path: queries may hold names and are left out. */
    private static String named(Request request) {
        return request.method() + " " + request.url().host() + ":"
                + request.url().port() + request.url().encodedPath();
    }

    private void fail(CompletableFuture<HttpReply> future, RuntimeException e) {
        execute(() -> future.completeExceptionally(e), future);
    }

    private void execute(Runnable completion, CompletableFuture<HttpReply> future) {
        try {
            callbacks.execute(completion);
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(new ClosedException("the Salesforce client"));
        }
    }

    /** Remembers whether any byte of the request may have left. */
    private static final class Sent extends EventListener {
        private volatile boolean began;

        @Override
        public void requestHeadersStart(Call call) {
            began = true;
        }
    }
}
