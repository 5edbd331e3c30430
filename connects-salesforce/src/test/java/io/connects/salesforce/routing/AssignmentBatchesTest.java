package io.connects.salesforce.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.routing.Agent;
import io.connects.core.routing.AssignmentResult;
import io.connects.core.routing.AssignmentResult.Assigned;
import io.connects.core.routing.AssignmentResult.NotSent;
import io.connects.core.routing.AssignmentResult.Refused;
import io.connects.core.routing.AssignmentResult.Scope;
import io.connects.core.routing.AssignmentResult.Unanswered;
import io.connects.core.routing.Psr;
import io.connects.core.routing.Standing;
import io.connects.core.routing.WorkItem;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.testorg.TestOrg;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The source against an org, many work items at a time. */
@Timeout(60)
final class AssignmentBatchesTest {
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final String TOGETHER = "POST composite/sobjects";
    private static final String ALONE = "POST sobjects/AgentWork";

    private TestOrg org;
    private SalesforceWorkSource source;

    @BeforeEach
    void start() throws Exception {
        org = new TestOrg();
        org.page(2000);
        open(options -> options);
    }

    @AfterEach
    void stop() {
        source.close();
        org.close();
    }

    private void open(UnaryOperator<ExternalRoutingOptions.Builder> change) {
        if (source != null) {
            source.close();
        }
        source = SalesforceWorkSource.open(
                org.options().build(),
                change.apply(TestOrg.routing().assignmentLinger(Duration.ofMillis(100)))
                        .build());
    }

    private List<Psr> put(int count) {
        var psrs = new ArrayList<Psr>();
        for (int i = 0; i < count; i++) {
            psrs.add(org.newPsr());
            org.put(psrs.get(i));
        }
        return psrs;
    }

    private static Agent agent(int number) {
        return new Agent(
                "agent" + number,
                1000 + number,
                SalesforceId.of(String.format("005%012d", number)).value());
    }

    /** All at once, each for an agent of its own; the first goes alone, because nothing is under way. */
    private List<AssignmentResult> assign(List<Psr> psrs) {
        org.answersAfter(Duration.ofMillis(30));
        var results = new ArrayList<CompletableFuture<AssignmentResult>>();
        for (int i = 0; i < psrs.size(); i++) {
            results.add(source.assign(psrs.get(i), agent(i + 1), TIME, TIME));
        }
        return results.stream().map(AssignmentBatchesTest::get).toList();
    }

    private static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private List<String> creates() {
        return org.calls().stream().filter(call -> call.startsWith("POST")).toList();
    }

    private long works(Psr psr) {
        return org.agentWorks(psr.id()).size();
    }

    @Test
    void a_single_item_is_one_read_of_each_object_and_one_plain_create() {
        Psr psr = put(1).get(0);
        get(source.read(psr));
        org.calls().clear();
        get(source.read(psr));
        assertThat(get(source.assign(psr, agent(1), TIME, TIME))).isInstanceOf(Assigned.class);
        assertThat(org.calls()).containsExactlyInAnyOrder("GET PendingServiceRouting", "GET Case", ALONE);
    }

    @Test
    void many_items_are_read_with_a_few_requests() {
        List<Psr> psrs = put(401);
        get(source.read(psrs.get(0)));
        org.calls().clear();
        org.answersAfter(Duration.ofMillis(30));
        List<CompletableFuture<Optional<WorkItem>>> reads =
                psrs.stream().map(source::read).toList();
        for (int i = 0; i < psrs.size(); i++) {
            WorkItem item = get(reads.get(i)).orElseThrow();
            assertThat(item.psr()).isEqualTo(psrs.get(i));
            assertThat(item.fields()).containsEntry("Subject", "Help");
        }
        assertThat(org.calls()).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void items_are_read_around_an_id_of_another_object() {
        List<Psr> psrs = new ArrayList<>(put(20));
        psrs.add(Psr.builder(
                        SalesforceId.of("001000000000001").value(),
                        psrs.get(0).workItemId(),
                        psrs.get(0).queueId(),
                        psrs.get(0).channelId(),
                        psrs.get(0).createdDate())
                .build());
        List<CompletableFuture<Optional<WorkItem>>> reads =
                psrs.stream().map(source::read).toList();
        reads.subList(0, 20).forEach(read -> assertThat(get(read)).isPresent());
        assertThat(reads.get(20)).failsWithin(TIME).withThrowableThat().withMessageContaining("INVALID_QUERY_FILTER");
    }

    @Test
    void fields_that_are_hidden_meanwhile_stay_out_without_a_restart() {
        List<Psr> psrs = put(3);
        assertThat(get(source.read(psrs.get(0))).orElseThrow().fields()).hasSize(2);
        org.lacks("Case", "Subject");
        org.lacks("PendingServiceRouting", "SecondaryRoutingPriority");
        for (Psr psr : psrs) {
            WorkItem item = get(source.read(psr)).orElseThrow();
            assertThat(item.psr()).isEqualTo(psr);
            assertThat(item.fields()).isEqualTo(Map.of("CaseNumber", "00001000"));
        }
    }

    @Test
    void many_are_asked_about_with_a_few_requests_the_psrs_first() {
        List<Psr> psrs = put(50);
        assign(psrs);
        get(source.inspect(psrs.get(0).id()));
        org.calls().clear();
        List<CompletableFuture<Standing>> standings =
                psrs.stream().map(psr -> source.inspect(psr.id())).toList();
        for (int i = 0; i < psrs.size(); i++) {
            Standing standing = get(standings.get(i));
            assertThat(standing.psr()).contains(psrs.get(i));
            assertThat(standing.active().orElseThrow().userId())
                    .isEqualTo(agent(i + 1).userId());
        }
        assertThat(org.calls()).hasSizeLessThanOrEqualTo(4).startsWith("GET PendingServiceRouting", "GET AgentWork");
    }

    @Test
    void assignments_that_come_while_one_is_under_way_are_created_together() {
        List<Psr> psrs = put(100);
        assertThat(assign(psrs)).hasOnlyElementsOfType(Assigned.class);
        assertThat(psrs).allMatch(psr -> works(psr) == 1);
        assertThat(creates()).hasSizeLessThanOrEqualTo(3).contains(ALONE, TOGETHER);
    }

    @Test
    void one_agent_is_in_a_batch_once() {
        List<Psr> psrs = put(4);
        org.createFault((fields, together) -> null);
        org.answersAfter(Duration.ofMillis(30));
        List<CompletableFuture<AssignmentResult>> results = psrs.stream()
                .map(psr -> source.assign(psr, agent(1), TIME, TIME))
                .toList();
        results.forEach(result -> assertThat(get(result)).isInstanceOf(Assigned.class));
        assertThat(creates()).containsOnly(ALONE).hasSize(4);
    }

    @Test
    void a_validation_rule_refuses_one_item_and_not_its_neighbours() {
        List<Psr> psrs = put(20);
        org.createFault((fields, together) -> psrs.get(7).id().equals(fields.get("PendingServiceRoutingId"))
                ? "FIELD_CUSTOM_VALIDATION_EXCEPTION"
                : null);
        List<AssignmentResult> results = assign(psrs);
        assertThat(results.get(7)).isEqualTo(new Refused(Scope.ONE, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "as told"));
        assertThat(results.stream().filter(Assigned.class::isInstance)).hasSize(19);
        assertThat(org.createsReceived()).isEqualTo(20);
    }

    @Test
    void a_trigger_that_fails_on_batches_costs_each_item_a_second_create_once_and_then_none() {
        org.createFault((fields, together) -> together > 1 ? "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY" : null);
        List<Psr> psrs = put(20);
        assertThat(assign(psrs)).hasOnlyElementsOfType(Assigned.class);
        int tries = org.createsReceived();
        assertThat(tries).isGreaterThan(20);
        List<Psr> later = put(20);
        assertThat(assign(later)).hasOnlyElementsOfType(Assigned.class);
        assertThat(org.createsReceived()).isEqualTo(tries + 20);
        assertThat(psrs).allMatch(psr -> works(psr) == 1);
    }

    @Test
    void batches_are_tried_again_after_a_pause() {
        open(options -> options.batchPause(Duration.ofMillis(100)));
        org.refuseNextBatch(400, "[{\"errorCode\":\"JSON_PARSER_ERROR\",\"message\":\"as told\"}]");
        assertThat(assign(put(10))).hasOnlyElementsOfType(Assigned.class);
        await().atMost(TIME).until(() -> {
            org.calls().clear();
            assertThat(assign(put(10))).hasOnlyElementsOfType(Assigned.class);
            return creates().contains(TOGETHER);
        });
    }

    @Test
    void a_locked_row_is_tried_once_more_alone_and_stops_no_batches() {
        List<Psr> psrs = put(20);
        org.createFault(
                (fields, together) -> together > 1 && psrs.get(7).id().equals(fields.get("PendingServiceRoutingId"))
                        ? "UNABLE_TO_LOCK_ROW"
                        : null);
        assertThat(assign(psrs)).hasOnlyElementsOfType(Assigned.class);
        assertThat(org.createsReceived()).isEqualTo(21);
        org.calls().clear();
        assertThat(assign(put(20))).hasOnlyElementsOfType(Assigned.class);
        assertThat(creates()).contains(TOGETHER);
    }

    @Test
    void what_fell_with_another_one_is_tried_once_more_alone() {
        org.createFault((fields, together) -> together > 1 ? "ALL_OR_NONE_OPERATION_ROLLED_BACK" : null);
        List<Psr> psrs = put(10);
        assertThat(assign(psrs)).hasOnlyElementsOfType(Assigned.class);
        assertThat(psrs).allMatch(psr -> works(psr) == 1);
    }

    @Test
    void a_batch_that_was_refused_by_salesforces_own_word_is_sent_as_singles() {
        org.refuseNextBatch(400, "[{\"errorCode\":\"JSON_PARSER_ERROR\",\"message\":\"as told\"}]");
        List<Psr> psrs = put(20);
        assertThat(assign(psrs)).hasOnlyElementsOfType(Assigned.class);
        assertThat(psrs).allMatch(psr -> works(psr) == 1);
    }

    @Test
    void a_batch_that_met_a_limit_is_refused_to_each_and_not_repeated() {
        org.refuseNextBatch(403, "[{\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"as told\"}]");
        List<AssignmentResult> results = assign(put(20));
        assertThat(results.subList(1, 20)).containsOnly(new Refused(Scope.ORG, "REQUEST_LIMIT_EXCEEDED", "as told"));
        assertThat(creates()).containsExactlyInAnyOrder(ALONE, TOGETHER);
    }

    @Test
    void a_batch_without_an_answer_leaves_each_of_it_open_and_is_never_repeated() {
        List<Psr> psrs = put(20);
        org.createFault((fields, together) -> {
            if (together > 1) {
                org.cutNextCreate();
            }
            return null;
        });
        List<AssignmentResult> results = assign(psrs);
        assertThat(results.get(0)).isInstanceOf(Assigned.class);
        assertThat(results.subList(1, 20)).hasOnlyElementsOfType(Unanswered.class);
        assertThat(psrs).allMatch(psr -> works(psr) == 1);
    }

    @Test
    void an_edge_that_answers_a_batch_in_the_place_of_salesforce_leaves_each_of_it_open() {
        org.refuseNextBatch(504, "<html><title>Gateway</title></html>");
        assertThat(assign(put(20)).subList(1, 20)).hasOnlyElementsOfType(Unanswered.class);
        assertThat(creates()).containsExactlyInAnyOrder(ALONE, TOGETHER);
    }

    @Test
    void what_waits_is_answered_when_the_source_is_closed() {
        open(options -> options.assignmentLinger(Duration.ofMillis(100)));
        List<Psr> psrs = put(3);
        get(source.readAgain(List.of(psrs.get(0).id())));
        org.answersAfter(Duration.ofSeconds(2));
        List<CompletableFuture<AssignmentResult>> results = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            results.add(source.assign(psrs.get(i), agent(i + 1), TIME, TIME));
        }
        source.close();
        results.forEach(result -> assertThat(get(result)).isInstanceOfAny(NotSent.class, Unanswered.class));
    }

    @Test
    void cisco_owns_capacity_when_told_so() {
        Psr psr = put(1).get(0);
        get(source.assign(psr, agent(1), TIME, TIME));
        assertThat(org.all("AgentWork").get(0)).doesNotContainKey("ShouldSkipCapacityCheck");
        open(options -> options.capacityCheck(CapacityCheck.CISCO));
        get(source.assign(psr.toBuilder().capacity(2.0, null).build(), agent(1), TIME, TIME));
        assertThat(org.all("AgentWork").get(1))
                .containsEntry("ShouldSkipCapacityCheck", true)
                .containsEntry("CapacityWeight", 2.0);
    }
}
