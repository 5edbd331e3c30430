package io.connects.salesforce.streaming;

import static org.awaitility.Awaitility.await;

import io.connects.core.http.ClientResources;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.testorg.TestOrg;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that has read an answer polls again itself: whatever befalls it there must not end in silence. */
@Timeout(60)
final class PollThreadTest {
    private final AtomicBoolean broken = new AtomicBoolean();
    private final AtomicInteger polls = new AtomicInteger();
    private final List<String> states = new CopyOnWriteArrayList<>();
    private final AtomicInteger events = new AtomicInteger();
    private TestOrg org;
    private SalesforceClient base;
    private EventStream stream;

    @BeforeEach
    void start() throws Exception {
        org = new TestOrg(Duration.ofMillis(50));
        base = SalesforceClient.open(org.options().build());
        ClientResources on = base.resources();
        OkHttpClient http = on.http()
                .newBuilder()
                .addInterceptor(chain -> {
                    if (chain.request().url().encodedPath().endsWith("/connect")) {
                        polls.incrementAndGet();
                        if (broken.getAndSet(false)) {
                            throw new IllegalStateException("a bug");
                        }
                    }
                    return chain.proceed(chain.request());
                })
                .build();
        var own = new ClientResources(http, on.callbacks(), on.timer(), on.random(), on.clock(), on.nanos());
        org.createTopic("T", "SELECT Id FROM Case");
        stream = new EventStream(
                SalesforceClient.open(org.options().build(), own),
                List.of("/topic/T"),
                new StreamListener() {
                    @Override
                    public void state(State state, Trouble trouble, String reason) {
                        states.add(state + " " + reason);
                    }

                    @Override
                    public void subscribed(Set<String> channels, boolean gapless) {}

                    @Override
                    public void event(StreamEvent event) {
                        events.incrementAndGet();
                    }
                },
                on.callbacks());
        stream.start();
        eventually(() -> states.contains("LIVE subscribed") && polls.get() > 5);
    }

    @AfterEach
    void stop() {
        stream.close();
        base.close();
        org.close();
    }

    private interface Condition {
        boolean holds();
    }

    private static void eventually(Condition condition) {
        await().atMost(Duration.ofSeconds(20)).until(condition::holds);
    }

    @Test
    void a_bug_below_it_is_said_and_the_stream_goes_on() {
        broken.set(true);
        eventually(() ->
                states.stream().anyMatch(state -> state.contains("the HTTP client failed") && state.contains("a bug")));
        eventually(() -> states.get(states.size() - 1).equals("LIVE subscribed"));
        org.stream().publish("T", "created", Map.of("Id", "x"));
        eventually(() -> events.get() == 1);
    }

    @Test
    void it_is_let_go_when_the_stream_is_closed() {
        stream.close();
        eventually(() -> base.resources().http().dispatcher().runningCallsCount() == 0);
    }
}
