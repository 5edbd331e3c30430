package io.connects.core.routing;

import static io.connects.core.routing.Table.ANNA;
import static io.connects.core.routing.Table.BEN;
import static io.connects.core.routing.Table.SALES;
import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.TASK;
import static io.connects.core.routing.Table.TICK;
import static io.connects.core.routing.Table.answered;
import static io.connects.core.routing.Table.assign;
import static io.connects.core.routing.Table.changed;
import static io.connects.core.routing.Table.chosen;
import static io.connects.core.routing.Table.ended;
import static io.connects.core.routing.Table.inspected;
import static io.connects.core.routing.Table.key;
import static io.connects.core.routing.Table.psr;
import static io.connects.core.routing.Table.read;
import static io.connects.core.routing.Table.request;
import static io.connects.core.routing.Table.work;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssignmentsTest {
    private final Psr psr = psr(1).build();
    private final Table table = Table.ready();

    @Test
    void a_create_is_sent_until_seven_seconds_after_the_answer_arrived_and_not_later() {
        TaskKey key = table.submitted(psr, 0);
        assertThat(table.on(ended(key, chosen(ANNA), 10 * SECOND), 17 * SECOND))
                .containsExactly(assign(key, psr, ANNA, Duration.ZERO));
        Table late = Table.ready();
        late.submitted(psr, 0);
        assertThat(late.on(ended(key, chosen(ANNA), 10 * SECOND), 17 * SECOND + 1))
                .containsExactly(new Effect.Read(psr));
        assertThat(late.said).extracting(Decision::reason).contains(Reason.LATE);
    }

    @Test
    void a_push_timeout_of_its_own_moves_the_deadline() {
        Psr quick = psr.toBuilder().pushTimeout(Duration.ofSeconds(10)).build();
        TaskKey key = table.submitted(quick, 0);
        assertThat(table.on(ended(key, chosen(ANNA), 0), 17 * SECOND))
                .containsExactly(assign(key, quick, ANNA, Duration.ZERO));
    }

    @Test
    void a_push_timeout_that_leaves_no_time_is_parked_and_no_agent_is_asked() {
        Psr slow = psr.toBuilder().pushTimeout(Duration.ofSeconds(23)).build();
        assertThat(table.on(changed(slow), 0)).isEmpty();
        assertThat(table.said).extracting(Decision::reason).contains(Reason.PUSH_TIMEOUT_TOO_LONG);
        assertThat(table.phase("item1")).isEqualTo(Phase.PARKED);
    }

    @Test
    void an_unanswered_create_is_asked_about_before_anything_else() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        assertThat(table.on(answered(key, new AssignmentResult.Unanswered("silence"), 5 * SECOND), 5 * SECOND))
                .containsExactly(new Effect.Inspect("psr1"));
        assertThat(table.on(new Event.InspectFailed("psr1", "503"), 5 * SECOND)).isEmpty();
        assertThat(table.wakesAt()).isEqualTo(6);
        assertThat(table.on(TICK, 6 * SECOND)).containsExactly(new Effect.Inspect("psr1"));
        assertThat(table.on(inspected("psr1", psr, 6 * SECOND), 6 * SECOND))
                .containsExactly(assign(key, psr, ANNA, Duration.ofSeconds(1)));
    }

    @Test
    void an_unanswered_create_that_had_happened_is_not_repeated() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        table.on(answered(key, new AssignmentResult.Unanswered("silence"), SECOND), SECOND);
        assertThat(table.on(inspected("psr1", psr, SECOND, work(psr, ANNA, AgentWork.Status.ASSIGNED)), SECOND))
                .isEmpty();
        assertThat(table.kinds()).contains(Decision.Kind.ASSIGNED);
        assertThat(table.phase("item1")).isEqualTo(Phase.PUSHED);
    }

    @Test
    void a_fenced_create_is_asked_about_and_is_nobodys_fault() {
        for (int n = 1; n <= 3; n++) {
            Psr next = psr(n).build();
            TaskKey key = table.assigning(next, ANNA, 0);
            assertThat(table.on(answered(key, new AssignmentResult.Fenced("duplicate"), SECOND), SECOND))
                    .containsExactly(new Effect.Inspect(next.id()));
        }
        assertThat(table.on(inspected("psr1", psr, SECOND, work(psr, ANNA, AgentWork.Status.ASSIGNED)), SECOND))
                .isEmpty();
        assertThat(table.phase("item1")).isEqualTo(Phase.PUSHED);
        assertThat(table.kinds()).doesNotContain(Decision.Kind.AGENT_FAILING, Decision.Kind.BREAKER_OPENED);
    }

    @Test
    void an_unanswered_create_that_had_not_happened_is_not_repeated_after_the_deadline() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        table.on(answered(key, new AssignmentResult.Unanswered("silence"), 5 * SECOND), 5 * SECOND);
        assertThat(table.on(inspected("psr1", psr, 8 * SECOND), 8 * SECOND)).containsExactly(new Effect.Read(psr));
    }

    @Test
    void what_was_not_sent_is_tried_three_times_in_a_second_each() {
        Table patient = Table.ready(RoutingOptions.builder().failuresToOpen(9).build());
        TaskKey key = patient.assigning(psr, ANNA, 0);
        var notSent = answered(key, new AssignmentResult.NotSent("no connection"), 0);
        assertThat(patient.on(notSent, 0)).isEmpty();
        assertThat(patient.on(TICK, 1 * SECOND)).containsExactly(assign(key, psr, ANNA, Duration.ofSeconds(6)));
        patient.on(notSent, 1 * SECOND);
        assertThat(patient.on(TICK, 2 * SECOND)).containsExactly(assign(key, psr, ANNA, Duration.ofSeconds(5)));
        assertThat(patient.on(notSent, 2 * SECOND)).containsExactly(new Effect.Read(psr));
    }

    @Test
    void a_refusal_asks_for_another_agent_and_three_of_one_agent_raise_an_alarm() {
        var offline = new AssignmentResult.Refused(AssignmentResult.Scope.ONE, "OFFLINE", "offline");
        for (int n = 1; n <= 3; n++) {
            Psr next = psr(n).build();
            TaskKey key = table.assigning(next, ANNA, 0);
            assertThat(table.on(answered(key, offline, 0), 0)).containsExactly(new Effect.Read(next));
            assertThat(table.kinds().contains(Decision.Kind.AGENT_FAILING)).isEqualTo(n == 3);
        }
        assertThat(table.engine.breakerOpen()).isFalse();
    }

    @Test
    void an_unknown_agent_is_an_alarm_and_the_item_is_asked_again() {
        TaskKey key = table.submitted(psr, 0);
        var stranger = new TaskOutcome.AgentChosen(TASK, 9999);
        assertThat(table.on(ended(key, stranger, 0), 0)).containsExactly(new Effect.Read(psr));
        assertThat(table.kinds()).contains(Decision.Kind.UNKNOWN_AGENT);
    }

    @Test
    void a_preferred_agent_is_named_to_Cisco_and_another_is_taken_unless_required() {
        Psr wish = psr.toBuilder().preferredUser(BEN.userId(), false).build();
        table.on(changed(wish), 0);
        assertThat(table.on(read(wish, 0), 0))
                .containsExactly(
                        new Effect.Submit(RouteTarget.ONLY, key(1, 1), request(key(1, 1), SALES, "new", 5002, null)));
        assertThat(table.on(ended(key(1, 1), chosen(ANNA), 0), 0)).containsExactly(assign(key(1, 1), wish, ANNA));
    }

    @Test
    void a_required_agent_is_the_only_one_who_gets_it() {
        Psr must = psr.toBuilder().preferredUser(BEN.userId(), true).build();
        TaskKey key = table.submitted(must, 0);
        assertThat(table.on(ended(key, chosen(ANNA), 0), 0)).containsExactly(new Effect.Read(must));
        assertThat(table.said).extracting(Decision::reason).contains(Reason.NOT_THE_REQUIRED_AGENT);
        assertThat(table.on(read(must, 0), 0)).hasSize(1);
        assertThat(table.on(ended(key(1, 2), chosen(BEN), 0), 0)).containsExactly(assign(key(1, 2), must, BEN));
    }

    @Test
    void a_required_agent_whom_nobody_knows_parks_the_item() {
        Psr must = psr.toBuilder().preferredUser("userNobody", true).build();
        assertThat(table.on(changed(must), 0)).isEmpty();
        assertThat(table.said).extracting(Decision::reason).contains(Reason.UNKNOWN_PREFERRED_AGENT);
        Psr may = psr(2).preferredUser("userNobody", false).build();
        assertThat(table.on(changed(may), 0)).isEqualTo(List.of(new Effect.Read(may)));
    }
}
