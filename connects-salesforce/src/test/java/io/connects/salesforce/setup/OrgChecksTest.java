package io.connects.salesforce.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.routing.Agents;
import io.connects.core.routing.RouteMap;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.setup.Finding.Severity;
import io.connects.salesforce.testorg.TestOrg;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OrgChecksTest {
    @Test
    void what_the_org_refuses_to_tell_is_a_finding_and_the_rest_is_told() throws Exception {
        try (var org = new TestOrg()) {
            org.lacks("PendingServiceRouting", "Serial");
            try (SalesforceClient client = SalesforceClient.open(org.options().build())) {
                List<Finding> findings = new OrgChecks(
                                client,
                                TestOrg.routing().build(),
                                RouteMap.builder().build(),
                                Agents.NONE)
                        .run()
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join();
                assertThat(findings).anySatisfy(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.FAULT);
                    assertThat(finding.what())
                            .startsWith("PendingServiceRouting: ")
                            .contains("Serial");
                });
                assertThat(findings)
                        .anySatisfy(finding ->
                                assertThat(finding.what()).startsWith("service channels: Salesforce refused to tell"));
                assertThat(findings)
                        .anySatisfy(finding -> assertThat(finding.what()).startsWith("API version"));
            }
        }
    }
}
