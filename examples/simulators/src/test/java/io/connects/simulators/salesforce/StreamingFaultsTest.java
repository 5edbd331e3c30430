package io.connects.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.cometd.bayeux.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamingFaultsTest {
    private static final String PSRS = "/topic/PSRs";
    private final SalesforceOrg org = new SalesforceOrg(
            OrgOptions.builder().connectTimeout(Duration.ofSeconds(30)).build());
    private RestClient rest;
    private String queue;

    @BeforeEach
    void open() {
        org.start();
        rest = RestClient.loggedIn(org);
        queue = org.createQueue("Support", Duration.ZERO);
        org.createPushTopic("PSRs", "SELECT Id, Serial FROM PendingServiceRouting");
    }

    @AfterEach
    void close() {
        org.close();
    }

    private StockClient client(long from) {
        return new StockClient(org, rest.token(), Map.of(PSRS, from));
    }

    private static boolean gaveReason(StockClient client, String reason) {
        return client.replies.stream()
                .map(Message::getExt)
                .anyMatch(ext -> String.valueOf(ext).contains("failureReason=" + reason));
    }

    @Test
    void refused_streaming_ends_sessions_and_denies_handshakes_until_it_is_allowed() {
        try (var client = client(-1)) {
            await().until(client::subscribed);
            org.faults().refuseStreaming("403::Streaming is off");
            await().until(() -> gaveReason(client, "403::Streaming is off"));
        }
        org.faults().allowStreaming();
        try (var client = client(-1)) {
            await().until(client::subscribed);
        }
    }

    @Test
    void a_refused_subscription_says_why() {
        org.faults().refuseSubscriptions(PSRS, "403::Subscription limit exceeded for this topic");
        try (var client = client(-1)) {
            await().until(() -> client.heard("/meta/subscribe", "403::Subscription limit exceeded"));
        }
        org.faults().allowSubscriptions(PSRS);
        try (var client = client(-1)) {
            await().until(client::subscribed);
        }
    }

    @Test
    void the_daily_limit_of_events_stops_connects_and_handshakes_until_it_is_lifted() {
        try (var client = client(-1)) {
            await().until(client::subscribed);
            org.faults().exceedDailyEvents(true);
            await().until(() -> client.heard("/meta/connect", "403::Organization total events daily limit exceeded"));
        }
        org.createCase(Map.of(), queue);
        try (var client = client(-1)) {
            await().until(() -> client.heard("/meta/handshake", "403::Organization total events daily limit exceeded"));
        }
        org.faults().exceedDailyEvents(false);
        try (var client = client(-2)) {
            await().until(() -> client.events.size() == 1);
        }
    }

    @Test
    void a_busy_server_pretends_that_the_token_is_bad() {
        org.faults().misleadHandshakes(1);
        try (var client = client(-1)) {
            await().until(() -> client.heard("/meta/handshake", "401::Authentication invalid"));
            assertThat(gaveReason(client, "503::Server is too busy")).isTrue();
        }
    }

    @Test
    void forgotten_events_make_their_replay_ids_invalid() {
        org.createCase(Map.of(), queue);
        org.createCase(Map.of(), queue);
        org.faults().forgetEvents();
        try (var client = client(1)) {
            await().until(() -> client.heard("/meta/subscribe", "400::The replayId {1} you provided was invalid"));
        }
        try (var client = client(-2)) {
            await().until(client::subscribed);
            assertThat(client.events).isEmpty();
        }
    }
}
