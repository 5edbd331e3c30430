package io.connects.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeDataCaptureTest {
    private static final String ROUTING = "/data/ConnectsRouting__chn";
    private static final String TOOLING = RestClient.DATA + "/tooling";
    private final ManualScheduler time = new ManualScheduler();
    private final SalesforceOrg org = new SalesforceOrg(OrgOptions.builder()
            .clock(time)
            .scheduler(time)
            .connectTimeout(Duration.ofSeconds(5))
            .maxInterval(Duration.ofSeconds(5))
            .changeCapture(Duration.ofDays(3), 5)
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
    }

    @AfterEach
    void close() {
        org.close();
        time.shutdownNow();
    }

    private StockClient client(String channel) {
        var client = new StockClient(org, rest.token(), Map.of(channel, -1L));
        await().until(client::subscribed);
        return client;
    }

    private void routingChannel() {
        org.createChangeChannel("ConnectsRouting__chn", "PendingServiceRouting", "AgentWork");
    }

    private String psr() {
        return org.createCase(Map.of(), queue).psrId();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> payload(Map<String, Object> data) {
        return (Map<String, Object>) data.get("payload");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> header(Map<String, Object> data) {
        return (Map<String, Object>) payload(data).get("ChangeEventHeader");
    }

    private static List<Object> types(StockClient client) {
        return client.events.stream()
                .map(data -> header(data).get("entityName") + " " + header(data).get("changeType"))
                .map(Object.class::cast)
                .toList();
    }

    private static Map<String, Object> only(StockClient client, String type) {
        return client.events.stream()
                .filter(data -> type.equals(
                        header(data).get("entityName") + " " + header(data).get("changeType")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_assignment_is_told_by_changes_with_the_changed_fields_and_a_deletion_without_fields() {
        routingChannel();
        try (var client = client(ROUTING)) {
            String psr = psr();
            String work = rest.assign(psr, anna).json().path("id").asText();
            org.accept(work);
            await().until(() -> client.events.size() == 5);

            assertThat(types(client))
                    .containsExactly(
                            "PendingServiceRouting CREATE",
                            "AgentWork CREATE",
                            "PendingServiceRouting UPDATE",
                            "AgentWork UPDATE",
                            "PendingServiceRouting DELETE");
            assertThat(String.valueOf(payload(only(client, "PendingServiceRouting CREATE"))
                            .get("CreatedDate")))
                    .endsWith("Z");
            assertThat(payload(only(client, "AgentWork CREATE"))).containsEntry("Status", "Assigned");
            assertThat(payload(only(client, "PendingServiceRouting UPDATE")))
                    .containsEntry("IsPushed", true)
                    .doesNotContainKey("WorkItemId");
            assertThat(payload(only(client, "PendingServiceRouting DELETE"))).containsOnlyKeys("ChangeEventHeader");
            assertThat(header(only(client, "PendingServiceRouting DELETE")).get("recordIds"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .containsExactly(psr);
        }
    }

    @Test
    void records_changed_in_the_same_way_by_one_transaction_share_an_event() {
        routingChannel();
        rest.assign(psr(), anna);
        rest.assign(psr(), anna);
        try (var client = client("/data/AgentWorkChangeEvent")) {
            org.offline(anna);
            await().until(() -> client.events.size() == 1);

            assertThat(header(client.events.get(0)).get("recordIds"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(2);
        }
    }

    @Test
    void a_member_with_a_filter_on_a_field_tells_its_fields_always_and_never_of_deletion() {
        rest.post(
                TOOLING + "/sobjects/PlatformEventChannel",
                Map.of("FullName", "Mine__chn", "Metadata", Map.of("channelType", "data", "label", "Mine")));
        var made = rest.post(
                TOOLING + "/sobjects/PlatformEventChannelMember",
                Map.of(
                        "FullName",
                        "Mine_chn_PendingServiceRoutingChangeEvent",
                        "Metadata",
                        Map.of(
                                "eventChannel",
                                "Mine__chn",
                                "selectedEntity",
                                "PendingServiceRoutingChangeEvent",
                                "filterExpression",
                                "RoutingModel='ExternalRouting' AND (IsReadyForRouting=true OR Serial > 99)")));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        try (var filtered = client("/data/Mine__chn");
                var all = client("/data/ChangeEvents")) {
            String psr = psr();
            org.retarget(psr, Map.of("RoutingPriority", 7L));
            org.withdraw(psr);
            await().until(() -> all.events.size() == 3 && filtered.events.size() == 2);

            assertThat(types(filtered)).containsExactly("PendingServiceRouting CREATE", "PendingServiceRouting UPDATE");
            assertThat(payload(filtered.events.get(1)))
                    .containsEntry("RoutingModel", "ExternalRouting")
                    .containsEntry("IsReadyForRouting", true);
            assertThat(payload(all.events.get(1))).doesNotContainKey("RoutingModel");
        }
    }

    @Test
    void the_ledger_knows_a_withdrawal_that_change_data_capture_delivered() {
        routingChannel();
        try (var client = client(ROUTING)) {
            String psr = psr();
            org.withdraw(psr);
            await().until(() -> client.events.size() == 2);
            await().untilAsserted(() -> assertThat(org.ledger().psrs())
                    .filteredOn(account -> account.psrId().equals(psr))
                    .allMatch(account -> account.endKnownToClient().isPresent()));
        }
    }

    @Test
    void gaps_come_on_demand_and_a_transaction_too_large_overflows() {
        routingChannel();
        for (int i = 0; i < 6; i++) {
            rest.assign(psr(), anna);
        }
        try (var client = client(ROUTING)) {
            org.faults().gapChanges(1);
            psr();
            org.offline(anna);
            org.overflowChanges("AgentWork");
            await().until(() -> types(client).stream()
                            .filter("AgentWork GAP_OVERFLOW"::equals)
                            .count()
                    == 2);

            assertThat(types(client).get(0)).isEqualTo("PendingServiceRouting GAP_CREATE");
            assertThat(payload(client.events.get(0))).containsOnlyKeys("ChangeEventHeader");
            assertThat(types(client)).contains("PendingServiceRouting GAP_OVERFLOW");
        }
    }

    @Test
    void a_change_is_retained_for_three_days() {
        routingChannel();
        psr();
        time.advance(Duration.ofHours(71));
        try (var client = new StockClient(org, rest.token(), Map.of(ROUTING, -2L))) {
            await().until(() -> client.events.size() == 1);
        }
        time.advance(Duration.ofHours(2));
        try (var client = new StockClient(org, rest.token(), Map.of(ROUTING, 1L))) {
            await().until(() -> client.heard("/meta/subscribe", "400::The replayId {1} you provided was invalid"));
        }
    }

    @Test
    void channels_and_members_are_read_and_deleted_by_the_tooling_api_alone() {
        routingChannel();
        String soql = "SELECT Id, DeveloperName, EventChannel, SelectedEntity, FilterExpression"
                + " FROM PlatformEventChannelMember WHERE EventChannel = 'ConnectsRouting__chn'";
        var members = rest.get(TOOLING + "/query?q=" + soql.replace(' ', '+')).json();

        assertThat(members.path("totalSize").asInt()).isEqualTo(2);
        assertThat(members.path("records").path(0).path("DeveloperName").asText())
                .isEqualTo("ConnectsRouting_chn_PendingServiceRoutingChangeEvent");
        assertThat(rest.query(soql).errorCode()).isEqualTo("INVALID_TYPE");
        members.path("records")
                .forEach(member -> assertThat(rest.delete(TOOLING + "/sobjects/PlatformEventChannelMember/"
                                        + member.path("Id").asText())
                                .status())
                        .isEqualTo(204));
        assertThat(rest.get(TOOLING + "/query?q=SELECT+Id,+DeveloperName,+ChannelType+FROM+PlatformEventChannel")
                        .json()
                        .path("records")
                        .path(0)
                        .path("ChannelType")
                        .asText())
                .isEqualTo("data");
        try (var client = new StockClient(org, rest.token(), Map.of("/data/AgentWorkChangeEvent", -1L))) {
            await().until(() -> client.heard("/meta/subscribe", "400::The channel specified does not exist"));
        }
    }

    @Test
    void the_organization_and_an_object_added_later_are_found() {
        var row = rest.query("SELECT Id, Name, IsSandbox, InstanceName FROM Organization")
                .json()
                .path("records")
                .path(0);
        assertThat(row.path("Id").asText()).startsWith("00D").hasSize(18);
        assertThat(row.path("IsSandbox").asBoolean()).isTrue();

        org.addObject("object Connects_Assignment__c a07 cud Connects Assignment\nKey__c string cux");
        assertThat(rest.post(RestClient.DATA + "/sobjects/Connects_Assignment__c", Map.of("Key__c", "k"))
                        .status())
                .isEqualTo(201);
        psr();
        assertThat(rest.query("SELECT Id FROM PendingServiceRouting WHERE SystemModstamp > 2000-01-01T00:00:00Z")
                        .json()
                        .path("totalSize")
                        .asInt())
                .isEqualTo(1);
    }
}
