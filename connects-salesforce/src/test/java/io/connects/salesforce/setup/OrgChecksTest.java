package io.connects.salesforce.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.routing.Agent;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.routing.CapacityCheck;
import io.connects.salesforce.routing.FeedKind;
import io.connects.salesforce.setup.Finding.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An org in which all is well, and one thing changed at a time. */
@Timeout(60)
final class OrgChecksTest {
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
    void says_of_everything_that_it_is_well() {
        well.options.expectedOrganization(FurnishedOrg.ID).expectedSandbox(true);
        assertThat(well.run())
                .containsExactly(
                        Finding.ok("API version 66.0"),
                        Finding.ok("organization: the expected one"),
                        Finding.ok("PendingServiceRouting: every field that routing needs"),
                        Finding.ok("AgentWork: may be created with every field that routing sets"),
                        Finding.ok("queue Support (" + well.queue + "): External Routing, push timeout 20 s"),
                        Finding.ok("service channels: none with status-based capacity"),
                        Finding.ok("agents: 1 active users"),
                        Finding.ok("agents: none is a direct member of a queue that Omni-Channel routes"),
                        Finding.ok("PushTopic ConnectsPsr: there"),
                        Finding.ok("PushTopic ConnectsAgentWork: there"),
                        Finding.ok("DailyApiRequests: 30000 of 100000 left"),
                        Finding.ok("DailyStreamingApiEvents: 50000 of 50000 left"));
    }

    @Test
    void another_organization() {
        well.options.expectedOrganization("00D000000000002EAA");
        well.finds(
                Severity.FAULT,
                "organization: the login leads to the org " + FurnishedOrg.ID,
                "loginUri",
                "Company Information");
    }

    @Test
    void production_instead_of_a_sandbox() {
        well.org.organization(FurnishedOrg.ID, false);
        well.options.expectedSandbox(true);
        well.finds(
                Severity.FAULT, "organization: the login leads to a production org", "Sandbox", "Company Information");
    }

    @Test
    void a_field_of_psrs_that_is_missing() {
        well.options.feed(FeedKind.NONE);
        well.org.lacks("PendingServiceRouting", "Serial");
        well.finds(
                Severity.FAULT, "PendingServiceRouting: Salesforce refused to tell", "permissions", "Permission Sets");
    }

    @ParameterizedTest
    @CsvSource({"UserId", "PendingServiceRoutingId", "CapacityPercentage"})
    void a_field_of_agent_work_that_may_not_be_set(String field) {
        well.org.schema().readOnly("AgentWork", field);
        well.finds(
                Severity.FAULT,
                "AgentWork: the user may not set on create: " + field,
                "Create on AgentWork and Edit",
                "Permission Sets");
    }

    @Test
    void the_field_that_skips_the_capacity_check_where_cisco_owns_capacity() {
        well.org.schema().readOnly("AgentWork", "ShouldSkipCapacityCheck");
        well.findsNothing();
        well.options.capacityCheck(CapacityCheck.CISCO);
        well.finds(
                Severity.FAULT,
                "AgentWork: the user may not set on create: ShouldSkipCapacityCheck",
                "Edit",
                "Permission Sets");
    }

    @Test
    void a_queue_that_is_not_there() {
        String none = SalesforceId.of("00G000000000999").value();
        well.map.add(none, null, FurnishedOrg.target(20));
        well.finds(Severity.FAULT, "queue " + none + ": there is none with this id", "correct queueId", "Queues");
    }

    @Test
    void a_group_that_is_no_queue() {
        well.org.change("Group", "Type", "Regular");
        well.finds(Severity.FAULT, said("it is a group of type Regular"), "name a queue", "Queues");
    }

    @Test
    void a_queue_without_a_routing_configuration() {
        well.org.change("Group", "QueueRoutingConfigId", null);
        well.finds(Severity.FAULT, said("no routing configuration is seen"), "External Routing", "Queues");
    }

    @Test
    void a_routing_configuration_that_the_user_does_not_see() {
        well.org.change(
                "Group",
                "QueueRoutingConfigId",
                SalesforceId.of("0K9000000000999").value());
        well.finds(Severity.FAULT, said("no routing configuration is seen"), "External Routing", "Queues");
    }

    @Test
    void a_queue_that_omni_channel_routes_itself() {
        well.org.change("QueueRoutingConfig", "RoutingModel", "LeastActive");
        well.finds(Severity.FAULT, said("its routing model is LeastActive"), "External Routing", QueueChecks.ROUTING);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"0", "null"})
    void no_push_timeout(Integer seconds) {
        well.org.change("QueueRoutingConfig", "PushTimeout", seconds);
        well.finds(Severity.FAULT, said("it has no push timeout"), "set the push timeout to 20 s", QueueChecks.ROUTING);
    }

    @Test
    void a_push_timeout_that_leaves_no_time_before_the_start_timeout() {
        well.org.change("QueueRoutingConfig", "PushTimeout", 22);
        well.finds(
                Severity.FAULT, said("push timeout 22 s in the org, 20 s configured"), "the same", QueueChecks.ROUTING);
        well.org.change("QueueRoutingConfig", "PushTimeout", 23);
        well.finds(
                Severity.FAULT,
                said("push timeout 23 s in the org, and less than 8 s below the start timeout 30 s"),
                "set the push timeout to 20 s",
                QueueChecks.ROUTING);
    }

    @Test
    void another_push_timeout_than_configured() {
        well.org.change("QueueRoutingConfig", "PushTimeout", 15);
        well.finds(
                Severity.FAULT,
                said("push timeout 15 s in the org, 20 s configured"),
                "make pushTimeout in the configuration",
                QueueChecks.ROUTING);
    }

    @Test
    void an_overflow_assignee() {
        well.org.change("QueueRoutingConfig", "OverflowAssigneeId", well.user);
        well.finds(Severity.WARN, said("what exceeds the org's limits goes to"), "is not routed", QueueChecks.ROUTING);
    }

    private String said(String what) {
        return "queue Support (" + well.queue + "): " + what;
    }

    @Test
    void status_based_capacity_of_a_configured_channel() {
        well.org.create("ServiceChannel", Map.of("DeveloperName", "Chats", "CapacityModel", "StatusBased"));
        well.findsNothing();
        well.map.add(well.queue("Chats", "ExternalRouting"), null, FurnishedOrg.target(20));
        well.finds(
                Severity.WARN,
                "service channel Chats: its capacity model is Status-Based",
                "Tab-Based",
                "Omni-Channel > Service Channels");
    }

    @Test
    void status_based_capacity_of_a_named_channel() {
        well.org.change("ServiceChannel", "CapacityModel", "StatusBased");
        well.finds(
                Severity.WARN,
                "service channel Cases: its capacity model is Status-Based",
                "Tab-Based",
                "Omni-Channel > Service Channels");
    }

    @Test
    void an_org_without_capacity_models_has_no_wrong_one() {
        well.org.schema().lacks("ServiceChannel", "CapacityModel");
        well.findsNothing();
    }

    @Test
    void an_agent_who_is_no_user() {
        String none = SalesforceId.of("005000000009999").value();
        well.agents.add(new Agent("nobody", 2_000, none));
        well.finds(Severity.FAULT, "agent: there is no user " + none, "correct userId", "Users");
    }

    @Test
    void an_agent_who_is_not_active() {
        well.org.change("User", "IsActive", false);
        well.finds(Severity.FAULT, "agent: the user " + well.user + " is not active", "activate the user", "Users");
    }

    @Test
    void many_agents_are_all_looked_at() {
        for (int i = 0; i < 450; i++) {
            well.user();
        }
        assertThat(well.run()).contains(Finding.ok("agents: 451 active users"));
    }

    @Test
    void a_queue_that_omni_channel_routes_to_a_configured_agent() {
        String other = well.queue("Sales", "MostAvailable");
        well.findsNothing();
        well.org.create("GroupMember", Map.of("GroupId", well.queue, "UserOrGroupId", well.user));
        well.findsNothing();
        well.org.create("GroupMember", Map.of("GroupId", other, "UserOrGroupId", well.user));
        well.finds(
                Severity.WARN,
                "queue Sales (" + other + "): Omni-Channel routes its work to 1 of the configured agents, such as "
                        + well.user,
                "leave these agents to one of the two",
                "Queues");
    }

    @ParameterizedTest
    @CsvSource({"DailyApiRequests", "DailyStreamingApiEvents"})
    void a_limit_of_which_less_than_thirty_per_cent_is_left(String name) {
        well.org.schema().limit(name, 1_000, 299);
        well.finds(Severity.WARN, name + ": 299 of 1000 left", "less than 30 %", "Company Information");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "PendingServiceRouting, PendingServiceRouting",
        "AgentWork, AgentWork",
        "Group, queues",
        "QueueRoutingConfig, queues",
        "QueueRoutingConfig, other queues of the agents",
        "ServiceChannel, service channels",
        "User, agents",
        "Organization, organization",
        "Organization, set-up",
        "limits, limits",
    })
    void what_salesforce_refuses_to_tell_is_a_finding_and_the_rest_is_told(String asked, String check) {
        well.options.expectedOrganization(FurnishedOrg.ID);
        well.org.schema().forbid(asked, "INSUFFICIENT_ACCESS");
        List<Finding> findings = well.run();
        assertThat(findings)
                .contains(Finding.fault(
                        check + ": Salesforce refused to tell: INSUFFICIENT_ACCESS: as told",
                        "give the integration user what is missing; see the permissions in docs/salesforce-setup.md",
                        "Permission Sets"));
        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.OK)
                .hasSizeGreaterThan(5);
    }
}
