package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.ProtocolViolationException;
import io.connects.core.http.ClientResources;
import io.connects.core.routing.Agent;
import io.connects.core.routing.AgentWork;
import io.connects.core.routing.AssignmentResult;
import io.connects.core.routing.AssignmentResult.NotSent;
import io.connects.core.routing.AssignmentResult.Refused;
import io.connects.core.routing.AssignmentResult.Scope;
import io.connects.core.routing.AssignmentResult.Unanswered;
import io.connects.core.routing.Psr;
import io.connects.core.routing.Standing;
import io.connects.core.routing.WorkSource;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.testorg.TestOrg;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SalesforceWorkSourceTest {
    private final Heard heard = new Heard();
    private TestOrg org;
    private WorkSource source;

    @BeforeEach
    void start() throws Exception {
        org = new TestOrg();
        source = org.source();
    }

    @AfterEach
    void stop() {
        source.close();
        org.close();
    }

    private void live() {
        source.start(heard);
        await().atMost(Duration.ofSeconds(20)).until(() -> heard.state == WorkSource.State.LIVE && heard.ended > 0);
    }

    private Psr put() {
        Psr psr = org.newPsr();
        org.put(psr);
        return psr;
    }

    private static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private AssignmentResult assign(Psr psr, Duration within) {
        return get(source.assign(psr, new Agent("an-agent", 1000, org.userId()), within, within));
    }

    @Test
    void creates_the_topics_that_are_missing() {
        live();
        assertThat(org.topics()).containsOnlyKeys("ConnectsPsr", "ConnectsAgentWork");
        assertThat(org.topics().get("ConnectsPsr")).contains("RoutingModel = 'ExternalRouting'", "Serial", "GroupId");
    }

    @Test
    void says_which_topic_to_create_when_it_may_not() {
        source.close();
        source = SalesforceWorkSource.open(
                org.options().build(), TestOrg.routing().createTopics(false).build());
        source.start(heard);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        heard.states.stream().anyMatch(state -> state.contains("Name=ConnectsPsr, Query=SELECT Id")));
        assertThat(org.topics()).isEmpty();
    }

    @Test
    void completes_the_events_of_a_topic_that_selects_too_little() {
        org.createTopic(
                "ConnectsPsr", "SELECT Id, Serial FROM PendingServiceRouting WHERE RoutingModel = 'ExternalRouting'");
        live();
        Psr psr = put();
        await().atMost(Duration.ofSeconds(20)).until(() -> heard.changed.contains(psr));
    }

    @Test
    void does_without_fields_that_the_org_lacks() {
        org.lacks("PendingServiceRouting", "SecondaryRoutingPriority");
        live();
        assertThat(org.topics().get("ConnectsPsr")).doesNotContain("SecondaryRoutingPriority");
        Psr psr = put();
        await().atMost(Duration.ofSeconds(20)).until(() -> heard.changed.contains(psr));
    }

    @Test
    void reads_the_fields_that_the_work_item_has() {
        Psr psr = put();
        assertThat(get(source.read(psr)).orElseThrow().fields())
                .isEqualTo(Map.of("CaseNumber", "00001000", "Subject", "Help"));
    }

    @Test
    void survives_events_that_make_no_sense_and_reads_a_snapshot() {
        live();
        org.stream().publish("ConnectsPsr", "exploded", Map.of("Id", "x"));
        org.stream().publish("ConnectsPsr", "updated", Map.of("Id", 7, "Serial", "many"));
        org.stream().publish("ConnectsAgentWork", "updated", Map.of("Status", List.of()));
        Psr psr = put();
        await().atMost(Duration.ofSeconds(20)).until(() -> heard.changed.contains(psr) && heard.ended > 1);
    }

    @Test
    void reports_agent_work_whose_status_is_a_number() {
        live();
        Psr psr = put();
        var event = Map.of(
                "Id", "0Bz000000000001",
                "PendingServiceRoutingId", psr.id(),
                "WorkItemId", psr.workItemId(),
                "UserId", org.userId(),
                "Status", 2);
        org.stream().publish("ConnectsAgentWork", "updated", event);
        await().atMost(Duration.ofSeconds(20)).until(() -> !heard.works.isEmpty());
        assertThat(heard.works.get(0).status()).isEqualTo(AgentWork.Status.DECLINED);
        assertThat(heard.works.get(0).psrId()).isEqualTo(psr.id());
    }

    @Test
    void reads_snapshots_of_many_pages() {
        for (int i = 0; i < 10; i++) {
            put();
        }
        live();
        assertThat(heard.snapshot).hasSize(10);
    }

    @Test
    void assigns_with_a_new_token_when_the_old_one_was_refused() {
        Psr psr = put();
        live();
        org.revokeTokens();
        assertThat(assign(psr, Duration.ofSeconds(5))).isInstanceOf(AssignmentResult.Assigned.class);
        assertThat(org.agentWorks(psr.id())).hasSize(1);
    }

    @Test
    void leaves_it_open_when_the_edge_answers_in_the_place_of_salesforce() {
        Psr psr = put();
        for (int status : new int[] {502, 503, 504}) {
            org.refuseNextCreate(status, "<html><title>Gateway</title></html>");
            assertThat(assign(psr, Duration.ofSeconds(5))).isInstanceOf(Unanswered.class);
            org.refuseNextCreate(status, "{\"error\":\"Gateway Timeout\"}");
            assertThat(assign(psr, Duration.ofSeconds(5))).isInstanceOf(Unanswered.class);
        }
        org.refuseNextCreate(503, "[{\"errorCode\":\"SERVER_UNAVAILABLE\",\"message\":\"maintenance\"}]");
        assertThat(assign(psr, Duration.ofSeconds(5)))
                .isEqualTo(new Refused(Scope.ORG, "SERVER_UNAVAILABLE", "maintenance"));
        assertThat(org.createsReceived()).isEqualTo(7);
    }

    @Test
    void knows_that_nothing_was_sent_when_there_is_no_connection_or_no_time() throws Exception {
        Psr psr = put();
        assertThat(assign(psr, Duration.ofNanos(1))).isInstanceOf(NotSent.class);
        get(source.readAgain(List.of(psr.id())));
        org.stop();
        // A connection that is just being closed cannot be told from one on which the answer was lost: use it up.
        assertThat(source.readAgain(List.of(psr.id()))).failsWithin(Duration.ofSeconds(10));
        assertThat(assign(psr, Duration.ofSeconds(5))).isInstanceOf(NotSent.class);
    }

    @Test
    void inspects_and_hands_over_when_the_budget_is_spent() {
        source.close();
        Psr psr = put();
        try (var own = SalesforceClient.open(org.options().build())) {
            ClientResources on = own.resources();
            var spent = on.http()
                    .newBuilder()
                    .addInterceptor(chain -> chain.proceed(chain.request())
                            .newBuilder()
                            .header("Sforce-Limit-Info", "api-usage=5000/5000")
                            .build())
                    .build();
            var resources = new ClientResources(spent, on.callbacks(), on.timer(), on.random(), on.clock(), on.nanos());
            source = new SalesforceWorkSource(
                    SalesforceClient.open(org.options().build(), resources),
                    TestOrg.routing().build());
            assertThat(assign(psr, Duration.ofSeconds(5))).isInstanceOf(AssignmentResult.Assigned.class);
            assertThat(get(source.inspect(psr.id())).psr()).isPresent();
            get(source.handToQueue(psr, org.otherQueueId()));
            assertThat(source.readAgain(List.of(psr.id())))
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withMessageContaining("API budget");
        }
    }

    @Test
    void inspects_around_an_agent_work_that_cannot_be_read() {
        Psr psr = put();
        assign(psr, Duration.ofSeconds(5));
        org.change("AgentWork", "Status", "Parked");
        assign(psr, Duration.ofSeconds(5));
        assertThat(get(source.inspect(psr.id())).agentWorks())
                .singleElement()
                .satisfies(work -> assertThat(work.status()).isEqualTo(AgentWork.Status.ASSIGNED));
        org.change("AgentWork", "CreatedDate", "yesterday");
        Standing standing = get(source.inspect(psr.id()));
        assertThat(standing.agentWorks()).isEmpty();
        assertThat(standing.psr()).contains(psr);
    }

    @Test
    void fails_rather_than_take_a_psr_that_cannot_be_read_for_gone() {
        Psr psr = put();
        org.change("PendingServiceRouting", "CreatedDate", "yesterday");
        assertThat(source.inspect(psr.id()))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(ProtocolViolationException.class);
    }
}
