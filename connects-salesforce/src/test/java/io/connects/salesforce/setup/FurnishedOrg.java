package io.connects.salesforce.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.routing.Agent;
import io.connects.core.routing.Agents;
import io.connects.core.routing.RouteMap;
import io.connects.core.routing.RouteTarget;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.routing.ExternalRoutingOptions;
import io.connects.salesforce.setup.Finding.Severity;
import io.connects.salesforce.testorg.TestOrg;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An org in which all is well: a queue, a channel, an agent, topics and limits. */
final class FurnishedOrg implements AutoCloseable {
    static final String ID = "00D000000000001EAA";

    final TestOrg org = new TestOrg();
    final List<Agent> agents = new ArrayList<>();
    final RouteMap.Builder map = RouteMap.builder();
    final ExternalRoutingOptions.Builder options = TestOrg.routing();
    final String queue = queue("Support", "ExternalRouting");
    final String user = user();
    private final SalesforceClient client = SalesforceClient.open(org.options().build());

    FurnishedOrg() throws Exception {
        String channel = org.create("ServiceChannel", Map.of("DeveloperName", "Cases", "CapacityModel", "TabBased"));
        map.add(queue, channel, target(20));
        org.organization(ID, true);
        org.schema().limit("DailyApiRequests", 100_000, 30_000);
        org.schema().limit("DailyStreamingApiEvents", 50_000, 50_000);
        assertThat(new OrgSetup(client, options.build()).carryOut()).succeedsWithin(Duration.ofSeconds(10));
    }

    /** Creates a queue, and gives its id. */
    String queue(String name, String model) {
        String config = org.create(
                "QueueRoutingConfig", Map.of("DeveloperName", name, "RoutingModel", model, "PushTimeout", 20));
        return org.create("Group", Map.of("Name", name, "Type", "Queue", "QueueRoutingConfigId", config));
    }

    /** Creates a configured agent, and gives the id of the user. */
    String user() {
        String id = org.create("User", Map.of("IsActive", true));
        agents.add(new Agent("agent" + agents.size(), 1_000 + agents.size(), id));
        return id;
    }

    static RouteTarget target(int pushTimeout) {
        return new RouteTarget(5003, "8000", Duration.ofSeconds(30), Duration.ofSeconds(pushTimeout), Map.of());
    }

    List<Finding> run() {
        return new OrgChecks(client, options.build(), map.build(), Agents.of(agents))
                .run()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** Finds this, and everything else is well. */
    void finds(Severity severity, String what, String remedy, String page) {
        assertThat(run())
                .filteredOn(finding -> finding.severity() != Severity.OK)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(severity);
                    assertThat(finding.what()).startsWith(what);
                    assertThat(finding.remedy()).contains(remedy);
                    assertThat(finding.page()).isEqualTo(page);
                });
    }

    void findsNothing() {
        assertThat(run()).allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.OK));
    }

    @Override
    public void close() {
        client.close();
        org.close();
    }
}
