package io.connects.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.ClosedException;
import io.connects.core.NoAnswerException;
import io.connects.core.PeerUnreachableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpCallsTest {
    private final MockWebServer server = new MockWebServer();
    private final OkHttpClient http = new OkHttpClient();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void start() throws Exception {
        server.start();
        server.enqueue(new MockResponse.Builder().build());
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        server.close();
    }

    private CompletableFuture<HttpReply> post(Executor callbacks, Duration within) {
        Request request = new Request.Builder()
                .url(server.url("/"))
                .post(RequestBody.create("{}", MediaType.get("application/json")))
                .build();
        return new HttpCalls("the client", http, Duration.ofSeconds(5), callbacks, timer, 1_000).send(request, within);
    }

    private static Throwable failure(CompletableFuture<?> future) {
        try {
            future.orTimeout(10, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            return e.getCause();
        }
        throw new AssertionError("it succeeded");
    }

    @Test
    void sends_nothing_late_even_when_its_timer_is_late() throws Exception {
        var busy = new CountDownLatch(1);
        var unused = timer.submit(() -> busy.await(30, TimeUnit.SECONDS));
        assertThat(failure(post(Runnable::run, Duration.ofNanos(1)))).isInstanceOf(PeerUnreachableException.class);
        assertThat(server.getRequestCount()).isZero();
        busy.countDown();
    }

    @Test
    void leaves_open_what_happened_when_an_answer_cannot_be_handed_over() {
        Executor closed = task -> {
            throw new RejectedExecutionException("on purpose");
        };
        assertThat(failure(post(closed, Duration.ofSeconds(5)))).isInstanceOf(NoAnswerException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
        server.close();
        http.connectionPool().evictAll();
        assertThat(failure(post(closed, Duration.ofSeconds(5)))).isInstanceOf(ClosedException.class);
    }
}
