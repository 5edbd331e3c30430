package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.testorg.TestOrg;
import io.connects.salesforce.testorg.TestStream.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class EventStreamTest {
    private static final String CHANNEL = "/topic/T";

    private final Heard heard = new Heard();
    private TestOrg org;
    private SalesforceClient client;
    private EventStream stream;

    private static final class Heard implements StreamListener {
        private final List<StreamEvent> events = new CopyOnWriteArrayList<>();
        private final List<String> states = new CopyOnWriteArrayList<>();
        private final List<Set<String>> subscribed = new CopyOnWriteArrayList<>();
        private final List<Boolean> gapless = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch hold = new CountDownLatch(0);
        private volatile State state = State.DOWN;

        @Override
        public void state(State now, Trouble trouble, String reason) {
            states.add(now + " " + reason);
            state = now;
        }

        @Override
        public void subscribed(Set<String> channels, boolean resumed) {
            subscribed.add(channels);
            gapless.add(resumed);
        }

        @Override
        public void event(StreamEvent event) {
            try {
                hold.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            events.add(event);
        }

        List<Object> numbers() {
            return events.stream()
                    .map(event -> ((Map<?, ?>) event.data().get("sobject")).get("N"))
                    .map(Object.class::cast)
                    .toList();
        }

        void live(int subscriptions) {
            await().atMost(Duration.ofSeconds(20)).until(() -> state == State.LIVE && gapless.size() >= subscriptions);
        }
    }

    @BeforeEach
    void start() throws Exception {
        org = new TestOrg();
        client = SalesforceClient.open(org.options().maxWaitingEvents(20).build());
        stream = new EventStream(
                client, List.of(CHANNEL), heard, client.resources().callbacks());
    }

    @AfterEach
    void stop() {
        stream.stop().orTimeout(10, TimeUnit.SECONDS).join();
        client.close();
        org.close();
    }

    private void publish(int... numbers) {
        for (int number : numbers) {
            org.stream().publish("T", "updated", Map.of("N", number));
        }
    }

    private void hears(Integer... numbers) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(heard.numbers()).contains((Object[]) numbers));
        assertThat(heard.numbers()).containsExactly((Object[]) numbers);
    }

    private void live() {
        stream.start();
        heard.live(1);
    }

    @Test
    void goes_on_after_the_last_event_without_loss_or_repetition_when_the_server_forgot_it() {
        live();
        publish(1, 2, 3);
        hears(1, 2, 3);
        org.stream().killSessions();
        publish(4, 5);
        heard.live(2);
        publish(6);
        hears(1, 2, 3, 4, 5, 6);
        assertThat(heard.gapless).containsExactly(false, true);
    }

    @Test
    void goes_on_when_the_server_was_restarted_on_the_same_port() throws Exception {
        live();
        publish(1);
        hears(1);
        org.stop();
        await().atMost(Duration.ofSeconds(20)).until(() -> heard.state == StreamListener.State.DOWN);
        org.start();
        publish(2);
        heard.live(2);
        publish(3);
        hears(1, 2, 3);
    }

    @Test
    void emp_connector_counts_an_event_as_processed_only_when_the_listener_returned() {
        live();
        heard.hold = new CountDownLatch(1);
        publish(1, 2, 3);
        await().until(() -> org.stream().lastReplayAsked(CHANNEL) == -1);
        org.stream().killSessions();
        heard.hold.countDown();
        heard.live(2);
        hears(1, 2, 3);
    }

    @Test
    void falls_back_loudly_when_the_replay_id_is_not_known_any_more() {
        live();
        publish(1);
        hears(1);
        org.stream().forgetRetained();
        org.stream().killSessions();
        heard.live(2);
        publish(2);
        hears(1, 2);
        assertThat(heard.gapless).containsExactly(false, false);
        assertThat(org.stream().lastReplayAsked(CHANNEL)).isEqualTo(-1);
    }

    @Test
    void fetches_a_new_token_when_a_poll_is_refused_and_shows_no_old_cookies() {
        live();
        publish(1);
        hears(1);
        org.revokeTokens();
        publish(2, 3);
        heard.live(2);
        hears(1, 2, 3);
        assertThat(org.tokensIssued()).isEqualTo(2);
        assertThat(org.stream().handshakeCookies()).hasSizeGreaterThan(1).containsOnly("");
    }

    @Test
    void does_not_believe_a_401_whose_reason_is_a_busy_server() {
        org.stream()
                .refuseNext(new Refusal(
                        "/meta/handshake", "401::Authentication invalid", "503::Server is too busy.", "none"));
        org.stream()
                .refuseNext(new Refusal(
                        "/meta/subscribe", "401::Authentication invalid", "503::Server is too busy.", null));
        live();
        assertThat(org.tokensIssued()).isEqualTo(1);
        assertThat(heard.states).anySatisfy(state -> assertThat(state).contains("503::Server is too busy"));
    }

    @Test
    void connects_anew_when_the_advice_is_to_give_up() {
        live();
        publish(1);
        hears(1);
        org.stream().refuseNext(new Refusal("/meta/connect", "403::Unknown client", null, "none"));
        heard.live(2);
        publish(2);
        hears(1, 2);
    }

    @Test
    void tries_a_refused_channel_again_until_it_is_accepted() {
        org.stream().refuseNext(new Refusal("/meta/subscribe", "400::The channel specified is not valid", null, null));
        live();
        publish(1);
        hears(1);
        assertThat(heard.states).anySatisfy(state -> assertThat(state).contains("channel specified is not valid"));
        assertThat(org.stream().handshakes()).isEqualTo(1);
    }

    @Test
    void says_what_is_subscribed_again_only_when_a_refused_channel_is_accepted() {
        org.stream().refuseSubscriptions("/topic/U", 4);
        stream = new EventStream(
                client, List.of(CHANNEL, "/topic/U"), heard, client.resources().callbacks());
        live();
        assertThat(heard.subscribed).containsExactly(Set.of(CHANNEL), Set.of(CHANNEL, "/topic/U"));
        assertThat(org.stream().handshakes()).isEqualTo(1);
    }

    @Test
    void connects_anew_when_one_subscription_of_two_is_never_answered() {
        org.stream().loseAnswers("/topic/U", 1);
        client.close();
        client = SalesforceClient.open(
                org.options().maxNetworkDelay(Duration.ofSeconds(1)).build());
        stream = new EventStream(
                client, List.of(CHANNEL, "/topic/U"), heard, client.resources().callbacks());
        live();
        assertThat(heard.subscribed).containsExactly(Set.of(CHANNEL, "/topic/U"));
        assertThat(heard.states)
                .anySatisfy(state -> assertThat(state).contains("no reply to /meta/subscribe of /topic/U"));
        assertThat(org.stream().handshakes()).isEqualTo(2);
    }

    @Test
    void emp_connector_60_a_message_larger_than_a_mebibyte_is_not_lost() {
        live();
        org.stream().publish("T", "updated", Map.of("N", 1, "Text", "x".repeat(2 * 1024 * 1024)));
        hears(1);
    }

    @Test
    void gives_up_a_message_that_is_too_large_after_a_second_try_and_goes_on() {
        client.close();
        client = SalesforceClient.open(org.options().maxResponseBytes(100_000).build());
        stream = new EventStream(
                client, List.of(CHANNEL), heard, client.resources().callbacks());
        live();
        publish(1);
        hears(1);
        org.stream().publish("T", "updated", Map.of("N", 0, "Text", "x".repeat(200_000)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> heard.gapless.lastIndexOf(false) > 0 && heard.state == StreamListener.State.LIVE);
        publish(2);
        hears(1, 2);
        assertThat(heard.states).anySatisfy(state -> assertThat(state).contains("longer than 100000 bytes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"topic/T", "", "/", "?"})
    void refuses_what_is_no_channel(String channel) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventStream(
                        client,
                        List.of(CHANNEL, channel),
                        heard,
                        client.resources().callbacks()))
                .withMessageStartingWith("channels: ");
    }

    @Test
    void goes_on_after_a_listener_that_throws() {
        var failing = new StreamListener() {
            private final List<StreamEvent> events = new CopyOnWriteArrayList<>();

            @Override
            public void state(State state, Trouble trouble, String reason) {}

            @Override
            public void subscribed(Set<String> channels, boolean resumed) {
                publish(1, 2);
            }

            @Override
            public void event(StreamEvent event) {
                events.add(event);
                throw new IllegalStateException("on purpose");
            }
        };
        stream = new EventStream(
                client, List.of(CHANNEL), failing, client.resources().callbacks());
        stream.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> failing.events.size() == 2);
    }

    @Test
    void makes_the_server_wait_for_a_slow_listener_and_loses_nothing() {
        live();
        heard.hold = new CountDownLatch(1);
        Integer[] all = IntStream.range(0, 500).boxed().toArray(Integer[]::new);
        for (int number : all) {
            publish(number);
        }
        heard.hold.countDown();
        hears(all);
    }

    @Test
    void ends_its_threads_and_its_session() {
        live();
        stream.stop().orTimeout(10, TimeUnit.SECONDS).join();
        client.close();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("connects-salesforce-")));
    }
}
