package io.connects.core.http;

import io.connects.core.ClosedException;
import io.connects.core.NoAnswerException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.ProtocolViolationException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * HTTP requests as futures, with two promises that a routing adapter lives by: a failure says whether the request may have reached the server
 * ({@link PeerUnreachableException}: certainly not; {@link NoAnswerException}: perhaps), and a request that changes something is sent once
 * at most, and not after its time. Thread-safe. Futures complete on the callback executor.
 */
public final class HttpCalls {
    private final String owner;
    private final OkHttpClient reading;
    private final OkHttpClient changing;
    private final Executor callbacks;
    private final ScheduledExecutorService timer;
    private final int maxResponseBytes;

    /**
     * @param owner who is closed when nothing can be sent any more, such as {@code the Salesforce client}
     * @param http as the caller wants it; redirects and silent repetitions are switched off here
     */
    public HttpCalls(
            String owner,
            OkHttpClient http,
            Duration connectTimeout,
            Executor callbacks,
            ScheduledExecutorService timer,
            int maxResponseBytes) {
        this.owner = owner;
        this.reading = http.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(connectTimeout)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .addNetworkInterceptor(HttpCalls::exchange)
                .build();
        this.changing = reading.newBuilder().retryOnConnectionFailure(false).build();
        this.callbacks = callbacks;
        this.timer = timer;
        this.maxResponseBytes = maxResponseBytes;
    }

    /** Called when a connection is there and nothing has been written to it yet. */
    private static Response exchange(Interceptor.Chain chain) throws IOException {
        Attempt attempt = chain.request().tag(Attempt.class);
        if (attempt != null && !attempt.begins()) {
            throw new IOException("no time was left to send it");
        }
        // OkHttp repeats any request, a POST too, that is answered with 503 and "Retry-After: 0".
        return chain.proceed(chain.request())
                .newBuilder()
                .removeHeader("Retry-After")
                .build();
    }

    /**
     * Sends the request and reads the whole reply; fails with a {@code ConnectsException}.
     *
     * @param within how long all of it may take from now on, waiting for other requests included
     */
    public CompletableFuture<HttpReply> send(Request request, Duration within) {
        return send(request, Deadlines.in(within));
    }

    /** The same with a time of its own for sending. */
    public CompletableFuture<HttpReply> send(Request request, Deadlines deadlines) {
        var future = new CompletableFuture<HttpReply>();
        var attempt = new Attempt(deadlines.sendBy());
        Request tagged = request.newBuilder().tag(Attempt.class, attempt).build();
        Call call = (request.method().equals("GET") ? reading : changing).newCall(tagged);
        Future<?> unsent;
        Future<?> unanswered;
        try {
            // OkHttp's own time limit begins only when a call leaves the dispatcher's queue.
            unsent = alarm(deadlines.sendBy(), () -> {
                attempt.givenUp();
                if (!attempt.began()) {
                    expired(call, attempt, future);
                }
            });
            unanswered = alarm(deadlines.answerBy(), () -> expired(call, attempt, future));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new ClosedException(owner));
        }
        var unused = future.whenComplete((reply, failure) -> {
            unsent.cancel(false);
            unanswered.cancel(false);
        });
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                fail(future, attempt, failure(request, attempt, e));
            }

            @Override
            public void onResponse(Call answered, Response response) {
                HttpReply reply;
                try (response) {
                    reply = new HttpReply(response.code(), response.headers(), body(response));
                } catch (IOException e) {
                    fail(future, attempt, failure(request, attempt, e));
                    return;
                } catch (ProtocolViolationException e) {
                    fail(future, attempt, e);
                    return;
                }
                execute(() -> future.complete(reply), future, attempt);
            }
        });
        return future;
    }

    private Future<?> alarm(long at, Runnable ring) {
        return timer.schedule(ring, at - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** A call that still waits in the dispatcher's queue is answered here: OkHttp would do so only when its turn comes. */
    private void expired(Call call, Attempt attempt, CompletableFuture<HttpReply> future) {
        attempt.givenUp();
        call.cancel();
        fail(future, attempt, failure(call.request(), attempt, new IOException("no answer in time")));
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

    private static RuntimeException failure(Request request, Attempt attempt, IOException e) {
        String what = named(request) + ": " + e.getMessage();
        return attempt.began() ? new NoAnswerException(what, e) : new PeerUnreachableException(what, e);
    }

    /** Method, host and path: queries may hold names and are left out. */
    private static String named(Request request) {
        return request.method() + " " + request.url().host() + ":"
                + request.url().port() + request.url().encodedPath();
    }

    private void fail(CompletableFuture<HttpReply> future, Attempt attempt, RuntimeException e) {
        execute(() -> future.completeExceptionally(e), future, attempt);
    }

    private void execute(Runnable completion, CompletableFuture<HttpReply> future, Attempt attempt) {
        try {
            callbacks.execute(completion);
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(
                    attempt.began()
                            ? new NoAnswerException("the answer was lost: the callback executor rejected it", e)
                            : new ClosedException(owner));
        }
    }

    /** Remembers whether any byte of the request may have left, and sees to it that none leaves once the attempt was given up. */
    private static final class Attempt {
        private enum Progress {
            WAITING,
            BEGAN,
            GIVEN_UP
        }

        private final long deadline;
        private final AtomicReference<Progress> progress = new AtomicReference<>(Progress.WAITING);

        Attempt(long deadline) {
            this.deadline = deadline;
        }

        /** Whether the request may be written now; asked again when OkHttp repeats a read. */
        boolean begins() {
            if (System.nanoTime() - deadline >= 0) {
                givenUp();
            }
            return progress.compareAndSet(Progress.WAITING, Progress.BEGAN) || began();
        }

        void givenUp() {
            progress.compareAndSet(Progress.WAITING, Progress.GIVEN_UP);
        }

        boolean began() {
            return progress.get() == Progress.BEGAN;
        }
    }
}
