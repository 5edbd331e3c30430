package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.routing.Agent;
import io.connects.core.routing.AssignmentResult;
import io.connects.core.routing.AssignmentResult.Assigned;
import io.connects.core.routing.AssignmentResult.Fenced;
import io.connects.core.routing.AssignmentResult.NotSent;
import io.connects.core.routing.AssignmentResult.Refused;
import io.connects.core.routing.AssignmentResult.Scope;
import io.connects.core.routing.AssignmentResult.Unanswered;
import io.connects.core.routing.Psr;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.testorg.TestOrg;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class GuardedAssignmentsTest {
    private static final Duration TIME = Duration.ofSeconds(10);

    private TestOrg org;
    private SalesforceWorkSource source;
    private Psr psr;

    @BeforeEach
    void start() throws Exception {
        org = new TestOrg();
        source = SalesforceWorkSource.open(
                org.options().build(), TestOrg.routing().guardedAssignment(true).build());
        psr = org.newPsr();
        org.put(psr);
    }

    @AfterEach
    void stop() {
        source.close();
        org.close();
    }

    private AssignmentResult assign(Psr one) {
        return source.assign(one, new Agent("anna", 1001, org.userId()), TIME, TIME)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void creates_the_guard_row_with_the_agent_work() {
        org.hasGuard();
        assertThat(assign(psr)).isInstanceOf(Assigned.class);
        assertThat(org.all(TestOrg.GUARD))
                .extracting(row -> row.get("Key__c"))
                .containsExactly(psr.id() + ":" + psr.serial());
        assertThat(org.agentWorks(psr.id())).hasSize(1);
    }

    @Test
    void a_second_create_for_the_same_state_of_a_psr_is_fenced() {
        org.hasGuard();
        org.cutNextCreate();
        assertThat(assign(psr)).isInstanceOf(Unanswered.class);
        assertThat(assign(psr)).isInstanceOf(Fenced.class);
        assertThat(org.agentWorks(psr.id())).hasSize(1);
        assertThat(assign(psr.toBuilder().serial(psr.serial() + 1).build())).isInstanceOf(Assigned.class);
    }

    @Test
    void a_refused_agent_work_leaves_no_guard_row() {
        org.hasGuard();
        org.createFault((fields, together) -> "FIELD_CUSTOM_VALIDATION_EXCEPTION");
        assertThat(assign(psr)).isEqualTo(new Refused(Scope.ONE, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "as told"));
        assertThat(org.all(TestOrg.GUARD)).isEmpty();
    }

    @Test
    void an_org_without_the_guard_is_told_how_to_get_it_and_needs_no_restart_then() {
        assertThat(assign(psr)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.scope()).isEqualTo(Scope.ORG);
            assertThat(refused.text()).contains("./connects salesforce setup", "Connects_Assignment__c");
        });
        assertThat(org.agentWorks(psr.id())).isEmpty();
        org.hasGuard();
        assertThat(assign(psr)).isInstanceOf(Assigned.class);
    }

    @Test
    void a_guard_without_its_key_is_no_guard() {
        org.hasGuard();
        org.lacks(TestOrg.GUARD, "Key__c");
        assertThat(assign(psr))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.text()).contains("Key__c"));
    }

    @Test
    void nothing_was_sent_when_there_was_no_time_to_look_for_the_guard() {
        assertThat(source.assign(psr, new Agent("anna", 1001, org.userId()), Duration.ofNanos(1), TIME)
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join())
                .isInstanceOf(NotSent.class);
    }

    @Test
    void rows_that_are_older_than_a_day_are_deleted() {
        org.hasGuard();
        for (int i = 0; i < 7; i++) {
            assign(psr.toBuilder().serial(i).build());
        }
        org.change(TestOrg.GUARD, "CreatedDate", "2026-01-01T00:00:00.000+0000");
        assign(psr.toBuilder().serial(99).build());
        try (var client = SalesforceClient.open(org.options().build())) {
            assertThat(new GuardRows(client)
                            .sweep()
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join())
                    .isEqualTo(7);
        }
        assertThat(org.all(TestOrg.GUARD)).extracting(row -> row.get("Key__c")).isEqualTo(List.of(psr.id() + ":99"));
    }
}
