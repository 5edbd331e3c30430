package io.connects.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.simulators.network.TcpProxy;
import io.connects.simulators.salesforce.SalesforceLedger.Duplicate.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamingTest {
    private static final String PSRS = "/topic/PSRs";
    private static final String WORKS = "/topic/Works";
    private final ManualScheduler time = new ManualScheduler();
    private final SalesforceOrg org = new SalesforceOrg(OrgOptions.builder()
            .clock(time)
            .scheduler(time)
            .retention(5, Duration.ofHours(24))
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
        org.createPushTopic(
                "PSRs",
                "SELECT Id, Serial, IsPushed, WorkItemId, CreatedDate FROM PendingServiceRouting"
                        + " WHERE RoutingModel = 'ExternalRouting'");
        org.createPushTopic("Works", "SELECT Id, Status FROM AgentWork");
    }

    @AfterEach
    void close() {
        org.close();
        time.shutdownNow();
    }

    private StockClient client(Map<String, Long> from) {
        return new StockClient(org, rest.token(), from);
    }

    private String psr() {
        return org.createCase(Map.of(), queue).psrId();
    }

    @Test
    void a_stock_client_sees_the_life_of_a_psr_and_the_status_of_work_as_a_number() {
        try (var client = client(Map.of(PSRS, -1L));
                var works = client(Map.of(WORKS, -1L))) {
            await().until(() -> client.subscribed() && works.subscribed());
            String psr = psr();
            String work = rest.assign(psr, anna).json().path("id").asText();
            org.accept(work);
            await().until(() -> client.events.size() == 3 && works.events.size() == 2);

            assertThat(client.types()).containsExactly("created", "updated", "deleted");
            assertThat(StockClient.sobject(client.events.get(1)))
                    .containsEntry("Id", psr)
                    .containsEntry("Serial", 2L)
                    .containsEntry("IsPushed", true);
            assertThat(String.valueOf(StockClient.sobject(client.events.get(0)).get("CreatedDate")))
                    .endsWith("Z");
            assertThat(StockClient.sobject(client.events.get(2))).containsOnlyKeys("Id");
            assertThat(works.events)
                    .extracting(data -> StockClient.sobject(data).get("Status"))
                    .containsExactly(0L, 3L);
            assertThat(client.replies.get(0).getExt())
                    .containsEntry("replay", true)
                    .containsEntry("payload.format", true);
        }
    }

    @Test
    void changes_of_fields_a_topic_does_not_name_are_no_event() {
        String psr = psr();
        rest.post(
                RestClient.DATA + "/sobjects/PushTopic",
                Map.of(
                        "Name", "Where",
                        "Query", "SELECT Id, RoutingPriority FROM PendingServiceRouting WHERE IsPushed = false",
                        "ApiVersion", 67.0,
                        "NotifyForFields", "Where",
                        "NotifyForOperationDelete", false));
        try (var client = client(Map.of("/topic/Where", -1L))) {
            await().until(client::subscribed);
            org.retarget(psr, Map.of("RoutingPriority", 9L));
            org.withdraw(psr);
            String next = psr();
            await().until(() -> client.events.size() == 1);
            assertThat(StockClient.sobject(client.events.get(0))).containsEntry("Id", next);
        }
    }

    @Test
    void replay_gives_everything_after_an_id_or_all_that_is_retained() {
        String first = psr();
        String second = psr();
        long id;
        try (var all = client(Map.of(PSRS, -2L))) {
            await().until(() -> all.events.size() == 2);
            id = StockClient.replayId(all.events.get(0));
            assertThat(StockClient.sobject(all.events.get(0))).containsEntry("Id", first);
        }
        try (var rest = client(Map.of(PSRS, id))) {
            await().until(() -> rest.events.size() == 1);
            assertThat(StockClient.sobject(rest.events.get(0))).containsEntry("Id", second);
        }
    }

    @Test
    void an_id_outside_the_retention_or_never_given_is_invalid() {
        psr();
        long old;
        try (var all = client(Map.of(PSRS, -2L))) {
            await().until(() -> all.events.size() == 1);
            old = StockClient.replayId(all.events.get(0));
        }
        for (int i = 0; i < 5; i++) {
            psr();
        }
        for (long id : new long[] {old, 1_000_000L}) {
            try (var client = client(Map.of(PSRS, id))) {
                await().until(() ->
                        client.heard("/meta/subscribe", "400::The replayId {" + id + "} you provided was invalid."));
            }
        }
        time.advance(Duration.ofHours(25));
        try (var client = client(Map.of(PSRS, -2L))) {
            await().until(client::subscribed);
            assertThat(client.events).isEmpty();
        }
    }

    @Test
    void an_unknown_topic_and_a_missing_replay_key_are_named() {
        try (var client = client(Map.of("/topic/None", -1L))) {
            await().until(() -> client.heard("/meta/subscribe", "400::"));
        }
        try (var client = client(Map.of(PSRS, StockClient.NO_KEY))) {
            await().until(() -> client.heard(
                    "/meta/subscribe",
                    "400::The replayId for channel {/topic/PSRs} wasn't found using the provided replay ID map {{}}"));
        }
    }

    @Test
    void garbage_and_old_versions_are_bad_requests() {
        assertThat(raw(org.uri() + "/cometd/67.0", "x")).isEqualTo(400);
        assertThat(raw(org.uri() + "/cometd/67.0", "[".repeat(32_769))).isEqualTo(413);
        assertThat(raw(org.uri() + "/cometd/67.0", "[".repeat(32_768))).isEqualTo(400);
        assertThat(raw(org.uri() + "/cometd/12.0", "[]")).isEqualTo(400);
    }

    private int raw(String uri, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(uri))
                    .header("Authorization", "Bearer " + rest.token())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .statusCode();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_handshake_without_a_good_token_is_denied_with_its_reason() {
        try (var client = new StockClient(org, "stale", Map.of(PSRS, -1L))) {
            await().until(() -> client.heard("/meta/handshake", "403::Handshake denied"));
            assertThat(String.valueOf(client.replies.get(0).getExt().get("sfdc")))
                    .contains("401::Authentication invalid");
            assertThat(client.replies.get(0).getAdvice()).containsEntry("reconnect", "none");
        }
        org.faults().denyHandshakes(1, "503::Server is too busy");
        try (var client = client(Map.of(PSRS, -1L))) {
            await().until(() -> client.heard("/meta/handshake", "403::Handshake denied"));
            assertThat(String.valueOf(client.replies.get(0).getExt().get("sfdc")))
                    .contains("503::Server is too busy");
        }
    }

    @Test
    void an_expired_token_ends_a_session_at_its_next_connect() {
        try (var client = client(Map.of(PSRS, -1L))) {
            await().until(client::subscribed);
            org.expireTokens();
            psr();
            await().until(() -> client.heard("/meta/connect", "401::Authentication invalid"));
        }
    }

    @Test
    void a_forgotten_session_is_an_unknown_client_and_subscribing_again_loses_and_repeats_nothing() {
        try (var client = client(Map.of(PSRS, -2L))) {
            await().until(client::subscribed);
            psr();
            await().until(() -> client.events.size() == 1);
            org.killStreamingSessions();
            psr();
            psr();
            await().until(() -> client.heard("/meta/connect", "403::Unknown client"));
            await().until(() -> client.handshakes() == 2);
            psr();
            await().until(() -> client.events.size() == 4);
            assertThat(client.events.stream()
                            .map(data -> StockClient.sobject(data).get("Id")))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void the_org_may_stop_and_start_and_a_cut_line_heals() {
        try (var proxy = TcpProxy.to(org.port());
                var client = new StockClient(org, rest.token(), Map.of(PSRS, -2L), proxy.port())) {
            await().until(client::subscribed);
            proxy.cutAll();
            await().until(client::reconnected);
            psr();
            await().until(() -> client.events.size() == 1);
            org.stop();
            psr();
            org.start();
            psr();
            await().until(() -> client.events.size() == 3);
            assertThat(client.types()).containsExactly("created", "created", "created");
        }
    }

    @Test
    void events_are_dropped_doubled_and_swapped_by_switch() {
        try (var client = client(Map.of(PSRS, -1L))) {
            await().until(client::subscribed);
            org.faults().dropEvents(1);
            psr();
            org.faults().duplicateEvents(1);
            String doubled = psr();
            org.faults().reorderEvents(1);
            String late = psr();
            String early = psr();
            await().until(() -> client.events.size() == 4);
            assertThat(client.events)
                    .extracting(data -> StockClient.sobject(data).get("Id"))
                    .containsExactly(doubled, doubled, early, late);
        }
    }

    @Test
    void an_offer_long_after_the_withdrawal_was_known_is_a_duplicate_and_a_quick_one_is_not() {
        try (var client = client(Map.of(PSRS, -1L))) {
            await().until(client::subscribed);
            String psr = psr();
            var record = rest.get(RestClient.DATA + "/sobjects/PendingServiceRouting/" + psr)
                    .json();
            org.withdraw(psr);
            await().until(() -> org.ledger().psrs().get(0).endKnownToClient().isPresent());
            Map<String, Object> body = RestClient.assignment(record, psr, anna);

            time.advance(Duration.ofSeconds(2));
            rest.post(RestClient.DATA + "/sobjects/AgentWork", body);
            assertThat(org.ledger().duplicates()).isEmpty();
            time.advance(Duration.ofMillis(1));
            rest.post(RestClient.DATA + "/sobjects/AgentWork", body);
            assertThat(org.ledger().duplicates())
                    .extracting(SalesforceLedger.Duplicate::kind)
                    .containsExactly(Kind.OFFERED_AFTER_WITHDRAWAL);
            assertThat(org.ledger().attemptsAfterEnd()).hasSize(2);
        }
    }

    @Test
    void a_push_topic_is_refused_when_an_org_would_refuse_it() {
        for (String query : List.of("SELECT Serial FROM PendingServiceRouting", "SELECT Id FROM Nope", "nonsense")) {
            var answer = rest.post(
                    RestClient.DATA + "/sobjects/PushTopic", Map.of("Name", "Bad", "Query", query, "ApiVersion", 67.0));
            assertThat(answer.status()).as(query).isEqualTo(400);
        }
        var twice = rest.post(
                RestClient.DATA + "/sobjects/PushTopic",
                Map.of("Name", "PSRs", "Query", "SELECT Id FROM Case", "ApiVersion", 67.0));
        assertThat(twice.errorCode()).isEqualTo("DUPLICATE_VALUE");
        assertThat(rest.query("SELECT Id FROM PushTopic")
                        .json()
                        .path("totalSize")
                        .asInt())
                .isEqualTo(2);
    }
}
