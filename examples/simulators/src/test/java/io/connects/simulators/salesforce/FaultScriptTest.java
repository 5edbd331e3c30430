package io.connects.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cometd.bayeux.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultScriptTest {
    private static final String PSRS = "/topic/PSRs";
    private static final String VERSION = RestClient.DATA + "/limits";
    private final ManualScheduler time = new ManualScheduler();
    private final SalesforceOrg org = new SalesforceOrg(OrgOptions.builder()
            .clock(time)
            .scheduler(time)
            .dailyRequests(1_000)
            .connectTimeout(Duration.ofSeconds(5))
            .maxInterval(Duration.ofSeconds(5))
            .build());
    private RestClient rest;
    private String queue;
    private String anna;

    @BeforeEach
    void open() {
        org.start();
        rest = RestClient.loggedIn(org);
        queue = org.createQueue("Support", Duration.ZERO);
        anna = org.createUser("anna", 10);
        org.online(anna);
        org.createPushTopic("PSRs", "SELECT Id, Serial FROM PendingServiceRouting");
        org.createChangeChannel("Routing__chn", "PendingServiceRouting");
    }

    @AfterEach
    void close() {
        org.close();
        time.shutdownNow();
    }

    /** The fault happens after a second. */
    private void fault(String words) {
        org.run(FaultScript.parse("# one fault\n\nat 1s " + words + "\n"));
        time.advance(Duration.ofSeconds(1));
    }

    private String psr() {
        return org.createCase(Map.of(), queue).psrId();
    }

    private String refusal() {
        return rest.assign(psr(), anna).errorCode();
    }

    private StockClient client(String channel, long from) {
        return new StockClient(org, rest.token(), Map.of(channel, from));
    }

    private StockClient subscribed(String channel) {
        StockClient client = client(channel, -1);
        await().until(client::subscribed);
        return client;
    }

    private void handshakeSays(String error) {
        try (var client = client(PSRS, -1)) {
            await().until(() -> client.replies.stream()
                    .anyMatch(reply -> (reply.get(Message.ERROR_FIELD) + " " + reply.getExt()).contains(error)));
        }
    }

    @Test
    void tokens_expire_again_and_again() {
        org.run(FaultScript.parse("every 10s expire-tokens"));
        for (int i = 0; i < 3; i++) {
            rest.logIn(org);
            assertThat(rest.get(VERSION).status()).isEqualTo(200);
            time.advance(Duration.ofSeconds(10));
            assertThat(rest.get(VERSION).status()).isEqualTo(401);
        }
    }

    @Test
    void sessions_are_killed() {
        try (var client = subscribed(PSRS)) {
            fault("kill-sessions");
            await().until(() -> client.heard("/meta/connect", "403::Unknown client"));
        }
    }

    @Test
    void the_org_moves_and_stops_and_starts() {
        fault("switch-instance");
        assertThat(rest.get(VERSION).status()).isEqualTo(301);
        fault("stop");
        assertThatThrownBy(() -> rest.get(VERSION)).isInstanceOf(java.io.UncheckedIOException.class);
        fault("start");
        rest.logIn(org);
        assertThat(rest.get(VERSION).status()).isEqualTo(200);
    }

    @Test
    void events_are_forgotten() {
        psr();
        fault("forget-events");
        try (var client = client(PSRS, 1)) {
            await().until(() -> client.heard("/meta/subscribe", "400::The replayId {1}"));
        }
    }

    @Test
    void streaming_is_refused_and_allowed() {
        fault("refuse-streaming 403::Not for you");
        handshakeSays("403::Not for you");
        fault("allow-streaming");
        subscribed(PSRS).close();
    }

    @Test
    void subscriptions_are_refused_and_allowed() {
        fault("refuse-subscriptions " + PSRS + " 403::Subscription limit exceeded");
        try (var client = client(PSRS, -1)) {
            await().until(() -> client.heard("/meta/subscribe", "403::Subscription limit exceeded"));
        }
        fault("allow-subscriptions " + PSRS);
        subscribed(PSRS).close();
    }

    @Test
    void handshakes_fail_for_the_limit_for_a_wrong_reason_and_for_a_given_one() {
        fault("daily-events on");
        handshakeSays("403::Organization total events daily limit exceeded");
        fault("daily-events off");
        fault("mislead-handshakes 1");
        handshakeSays("503::Server is too busy");
        fault("deny-handshakes 1 403::To protect all customers");
        handshakeSays("403::To protect all customers");
    }

    @Test
    void the_org_is_read_only() {
        fault("readonly on");
        assertThat(refusal()).isEqualTo("INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE");
        fault("readonly off");
        assertThat(refusal()).isEmpty();
    }

    @Test
    void changes_are_gaps_and_overflows() {
        try (var client = subscribed("/data/Routing__chn")) {
            fault("gap-changes 1");
            psr();
            fault("overflow PendingServiceRouting");
            await().until(() -> client.events.size() == 2);
            assertThat(client.events.toString()).contains("GAP_CREATE", "GAP_OVERFLOW");
        }
    }

    @Test
    void events_are_dropped_doubled_and_swapped() {
        try (var client = subscribed(PSRS)) {
            fault("drop-events 1");
            psr();
            fault("duplicate-events 1");
            psr();
            await().until(() -> client.events.size() == 2);
            fault("reorder-events 1");
            psr();
            psr();
            await().until(() -> client.events.size() == 4);
            List<Long> ids = client.events.stream().map(StockClient::replayId).toList();
            assertThat(ids.get(0)).isEqualTo(ids.get(1));
            assertThat(ids.get(2)).isGreaterThan(ids.get(3));
        }
    }

    @Test
    void answers_of_creates_are_cut_though_they_happen() {
        fault("cut-creates 1");
        assertThatThrownBy(() -> rest.assign(psr(), anna)).isInstanceOf(java.io.UncheckedIOException.class);
        assertThat(org.ledger().works()).hasSize(1);
    }

    @Test
    void creates_are_refused_by_locks_and_codes() {
        fault("lock-rows 1");
        assertThat(refusal()).isEqualTo("UNABLE_TO_LOCK_ROW");
        fault("refuse-creates 1 SOME_CODE in some words");
        assertThat(refusal()).isEqualTo("SOME_CODE");
        assertThat(refusal()).isEmpty();
    }

    @Test
    void a_trigger_fails_for_all_or_for_many_together() {
        fault("trigger on");
        assertThat(refusal()).isEqualTo("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");
        fault("trigger together");
        assertThat(refusal()).isEmpty();
        assertThat(together()).containsOnly(false);
        fault("trigger off");
        assertThat(together()).containsOnly(true);
    }

    private List<Boolean> together() {
        List<Map<String, Object>> records = new java.util.ArrayList<>();
        for (String psr : List.of(psr(), psr())) {
            var fields = new java.util.HashMap<>(RestClient.assignment(
                    rest.get(RestClient.DATA + "/sobjects/PendingServiceRouting/" + psr)
                            .json(),
                    psr,
                    anna));
            fields.put("attributes", Map.of("type", "AgentWork"));
            records.add(fields);
        }
        List<Boolean> results = new java.util.ArrayList<>();
        rest.post(RestClient.DATA + "/composite/sobjects", Map.of("records", records))
                .json()
                .forEach(result -> results.add(result.path("success").asBoolean()));
        return results;
    }

    @Test
    void a_queue_is_validated() {
        fault("validate-queue Support Only on Mondays");
        assertThat(refusal()).isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION");
        fault("validate-queue Support off");
        assertThat(refusal()).isEmpty();
    }

    @Test
    void bodies_are_torn() {
        fault("tear-answers 1");
        assertThatThrownBy(() -> rest.get(VERSION)).isInstanceOf(java.io.UncheckedIOException.class);
        assertThat(rest.get(VERSION).status()).isEqualTo(200);
        fault("tear-streaming 1");
        try (var client = client(PSRS, -1)) {
            await().until(() -> client.replies.stream().anyMatch(reply -> !reply.isSuccessful()));
        }
    }

    @Test
    void bodies_trickle() {
        fault("trickle-answers 1 1s");
        var answer = java.util.concurrent.CompletableFuture.supplyAsync(() -> rest.get(VERSION));
        assertThat(answer).isNotDone();
        await().until(() -> {
            time.advance(Duration.ofSeconds(1));
            return answer.isDone();
        });
        assertThat(answer.join().json().has("DailyApiRequests")).isTrue();
        fault("trickle-streaming 1 1s");
        try (var client = client(PSRS, -1)) {
            await().until(() -> {
                time.advance(Duration.ofSeconds(1));
                return !client.replies.isEmpty();
            });
        }
    }

    @Test
    void tokens_are_refused() {
        fault("refuse-tokens 1 invalid_grant not today");
        assertThat(rest.form("grant_type=client_credentials&client_id=" + org.clientId() + "&client_secret="
                                + org.clientSecret())
                        .text())
                .contains("invalid_grant", "not today");
    }

    @Test
    void answers_are_html_errors_and_late() {
        fault("html 1 502");
        assertThat(rest.get(VERSION).status()).isEqualTo(502);
        fault("rest-error 1 500 UNKNOWN_EXCEPTION oh dear");
        assertThat(rest.get(VERSION).errorCode()).isEqualTo("UNKNOWN_EXCEPTION");
        fault("delay retrieve 3s");
        var answer = java.util.concurrent.CompletableFuture.supplyAsync(() -> rest.get(VERSION));
        await().until(() -> {
            time.advance(Duration.ofSeconds(3));
            return answer.isDone();
        });
    }

    @Test
    void the_days_requests_are_spent() {
        fault("spend-requests 1000");
        assertThat(rest.get(VERSION).errorCode()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
    }

    @Test
    void items_are_imported_and_moved_by_thousands() {
        String sales = org.createQueue("Sales", Duration.ZERO);
        fault("import-cases 300 Support");
        fault("move-all Support Sales 250");
        assertThat(org.ledger().psrs())
                .filteredOn(psr -> psr.queueId().equals(sales))
                .hasSize(250);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sometimes 1s stop",
                "at noon stop",
                "at 1s explode",
                "at 1s readonly maybe",
                "at 1s lock-rows many",
                "at 1s html 1",
                "at 1s stop now",
                "every 0s stop"
            })
    void a_line_that_cannot_be_understood_is_named_by_its_number(String line) {
        assertThatThrownBy(() -> FaultScript.parse("# first\nat 1s stop\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 3: ");
    }
}
