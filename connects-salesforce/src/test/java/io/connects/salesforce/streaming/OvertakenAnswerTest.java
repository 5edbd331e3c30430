package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.http.ClientResources;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.testorg.TestOrg;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server sends events with whatever it answers next. The answers to a subscription and to a poll are under way at once, and one may overtake the
 * other and the other be lost: what came first is not yet the end of what came before it.
 */
@Timeout(60)
final class OvertakenAnswerTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<StreamListener.State> states = new CopyOnWriteArrayList<>();
    /** Which answer is kept back: the first to a request with this in its body. */
    private final AtomicReference<String> kept = new AtomicReference<>();

    private final CountDownLatch isKept = new CountDownLatch(1);
    private final CountDownLatch lose = new CountDownLatch(1);
    private TestOrg org;
    private SalesforceClient base;
    private EventStream stream;

    @BeforeEach
    void start() throws Exception {
        org = new TestOrg(Duration.ofMillis(500));
        base = SalesforceClient.open(org.options().build());
        ClientResources on = base.resources();
        OkHttpClient http = on.http().newBuilder().addInterceptor(this::keep).build();
        stream = new EventStream(
                SalesforceClient.open(
                        org.options().maxNetworkDelay(Duration.ofSeconds(30)).build(),
                        new ClientResources(http, on.callbacks(), on.timer(), on.random(), on.clock(), on.nanos())),
                List.of("/topic/T"),
                new StreamListener() {
                    @Override
                    public void state(State state, Trouble trouble, String reason) {
                        states.add(state);
                    }

                    @Override
                    public void subscribed(Set<String> channels, boolean gapless) {}

                    @Override
                    public void event(StreamEvent event) {
                        heard.add(String.valueOf(((Map<?, ?>) event.data().get("sobject")).get("Id")));
                    }
                },
                on.callbacks());
        stream.start();
        eventually(() -> states.contains(StreamListener.State.LIVE));
        publish("first");
        eventually(() -> heard.contains("first"));
    }

    @AfterEach
    void stop() {
        lose.countDown();
        stream.close();
        base.close();
        org.close();
    }

    /** Keeps one answer back, and loses it in the end. */
    private Response keep(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        var body = new Buffer();
        if (chain.request().body() != null) {
            chain.request().body().writeTo(body);
        }
        String wanted = kept.get();
        if (wanted != null && body.readUtf8().contains(wanted) && kept.compareAndSet(wanted, null)) {
            response.close();
            isKept.countDown();
            try {
                assertThat(lose.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("lost on the way");
        }
        return response;
    }

    private void publish(String id) {
        org.stream().publish("T", "created", Map.of("Id", id));
    }

    private interface Condition {
        boolean holds();
    }

    private static void eventually(Condition condition) {
        await().atMost(Duration.ofSeconds(20)).until(condition::holds);
    }

    @Test
    void what_came_with_the_lost_answer_to_a_subscription_comes_again() throws Exception {
        kept.set("/meta/subscribe");
        org.stop();
        publish("replayed");
        org.start();
        assertThat(isKept.await(20, TimeUnit.SECONDS)).isTrue();
        publish("told by a poll");
        eventually(() -> heard.contains("told by a poll"));
        assertThat(heard).doesNotContain("replayed");
        lose.countDown();
        eventually(() -> heard.contains("replayed"));
    }

    @Test
    void positions_move_on_once_all_has_come() throws Exception {
        publish("second");
        eventually(() -> heard.contains("second"));
        long before = org.stream().lastReplayAsked("/topic/T");
        org.stream().killSessions();
        eventually(() -> org.stream().lastReplayAsked("/topic/T") > before);
        publish("third");
        eventually(() -> heard.contains("third"));
        assertThat(heard).containsExactly("first", "second", "third");
    }
}
