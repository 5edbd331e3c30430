package io.connects.salesforce.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.salesforce.routing.FeedKind;
import io.connects.salesforce.setup.Finding.Severity;
import io.connects.salesforce.testorg.TestOrg;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link OrgChecks} finds of what {@link OrgSetup} makes, in an org in which all is well but one thing. */
@Timeout(60)
final class SetUpChecksTest {
    private static final String GUARD = "object Connects_Assignment__c: ";
    private static final String SETUP = "./connects salesforce setup";

    private FurnishedOrg well;

    @BeforeEach
    void start() throws Exception {
        well = new FurnishedOrg();
    }

    @AfterEach
    void stop() {
        well.close();
    }

    @Test
    void a_topic_that_is_missing() {
        well.options.psrTopic("Other");
        well.finds(Severity.FAULT, "PushTopic Other: missing", SETUP, "");
    }

    @Test
    void a_topic_with_another_query() {
        well.org.createTopic("Other", "SELECT Id FROM PendingServiceRouting");
        well.options.psrTopic("Other");
        well.finds(Severity.WARN, "PushTopic Other: its query is SELECT Id FROM", SETUP, "");
    }

    private void changeEvents(String type, String filter) {
        well.options.feed(FeedKind.CHANGE_EVENTS);
        well.org.create("PlatformEventChannel", Map.of("DeveloperName", "ConnectsRouting", "ChannelType", type));
        well.org.createChannel(filter);
    }

    @Test
    void a_channel_and_its_members_are_well() {
        changeEvents("data", null);
        assertThat(well.run())
                .contains(
                        Finding.ok("channel ConnectsRouting__chn: there"),
                        Finding.ok("channel member PendingServiceRoutingChangeEvent: there"),
                        Finding.ok("channel member AgentWorkChangeEvent: there"));
        well.findsNothing();
    }

    @Test
    void a_channel_that_is_missing_with_its_members() {
        well.options.feed(FeedKind.CHANGE_EVENTS);
        assertThat(well.run())
                .filteredOn(finding -> finding.severity() == Severity.FAULT)
                .extracting(Finding::what)
                .containsExactly(
                        "channel ConnectsRouting__chn: missing",
                        "channel member PendingServiceRoutingChangeEvent: missing",
                        "channel member AgentWorkChangeEvent: missing");
    }

    @Test
    void a_channel_of_another_type() {
        changeEvents("event", null);
        well.finds(Severity.WARN, "channel ConnectsRouting__chn: its type is event, expected data", "delete it", "");
    }

    @Test
    void a_channel_member_that_is_filtered() {
        changeEvents("data", "IsReadyForRouting=true");
        well.finds(
                Severity.WARN,
                "channel member PendingServiceRoutingChangeEvent: it is filtered by IsReadyForRouting=true",
                "delete it",
                "");
    }

    private void guarded() {
        well.org.hasGuard();
        well.options.guardedAssignment(true);
    }

    @Test
    void a_guard_object_that_is_well() {
        guarded();
        assertThat(well.run()).contains(Finding.ok(GUARD + "there"));
        well.findsNothing();
    }

    @Test
    void a_guard_object_that_is_missing() {
        well.options.guardedAssignment(true);
        well.finds(Severity.FAULT, GUARD + "missing", "Object Manager > Create", "Object Manager");
    }

    @Test
    void a_guard_object_without_its_key() {
        guarded();
        well.org.lacks(TestOrg.GUARD, "Key__c");
        well.finds(Severity.FAULT, GUARD + "it has no field Key__c", "Object Manager > Create", "Object Manager");
    }

    @Test
    void a_guard_object_whose_key_is_not_unique() {
        guarded();
        well.org.schema().repeatable(TestOrg.GUARD, "Key__c");
        well.finds(Severity.FAULT, GUARD + "Key__c is not unique", "Object Manager > Create", "Object Manager");
    }

    @Test
    void a_guard_object_whose_key_may_not_be_set() {
        guarded();
        well.org.schema().readOnly(TestOrg.GUARD, "Key__c");
        well.finds(Severity.FAULT, GUARD + "the user may not set Key__c", "Object Manager > Create", "Object Manager");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "PushTopic, PushTopic ConnectsPsr, PUSH_TOPIC",
        "PendingServiceRouting, PushTopics, PUSH_TOPIC",
        "PlatformEventChannel, channel ConnectsRouting__chn, CHANGE_EVENTS",
        "PlatformEventChannelMember, channel ConnectsRouting__chn, CHANGE_EVENTS",
        "Connects_Assignment__c, object Connects_Assignment__c, NONE",
    })
    void set_up_that_salesforce_refuses_to_show_is_a_finding(String asked, String what, FeedKind feed) {
        changeEvents("data", null);
        guarded();
        well.options.feed(feed);
        well.org.schema().forbid(asked, "INSUFFICIENT_ACCESS");
        assertThat(well.run()).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.FAULT);
            assertThat(finding.what()).startsWith(what + ": ").contains("INSUFFICIENT_ACCESS");
            assertThat(finding.page()).isEqualTo("Permission Sets");
        });
    }
}
