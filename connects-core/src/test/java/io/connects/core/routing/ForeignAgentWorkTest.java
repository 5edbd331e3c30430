package io.connects.core.routing;

import static io.connects.core.routing.Table.ANNA;
import static io.connects.core.routing.Table.BEN;
import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.TICK;
import static io.connects.core.routing.Table.answered;
import static io.connects.core.routing.Table.assign;
import static io.connects.core.routing.Table.assigned;
import static io.connects.core.routing.Table.changed;
import static io.connects.core.routing.Table.chosen;
import static io.connects.core.routing.Table.ended;
import static io.connects.core.routing.Table.inspected;
import static io.connects.core.routing.Table.key;
import static io.connects.core.routing.Table.later;
import static io.connects.core.routing.Table.psr;
import static io.connects.core.routing.Table.read;
import static io.connects.core.routing.Table.removed;
import static io.connects.core.routing.Table.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.routing.AgentWork.Status;
import org.junit.jupiter.api.Test;

/** Whose an AgentWork is, and that somebody else's raises an alarm. What follows after several is in {@link AssigningStoppedTest}. */
class ForeignAgentWorkTest {
    private static final AssignmentResult SILENCE = new AssignmentResult.Unanswered("silence");
    private static final AssignmentResult REFUSED =
            new AssignmentResult.Refused(AssignmentResult.Scope.ONE, "DUPLICATE", "somebody has it");

    private final Psr psr = psr(1).build();
    private final Table table = Table.ready();

    /** Whether this news raises the alarm. */
    private boolean foreign(AgentWork work, long now) {
        table.on(seen(work), now);
        return alarmed();
    }

    private boolean alarmed() {
        return table.kinds().contains(Decision.Kind.FOREIGN_AGENT_WORK);
    }

    private static Event seen(AgentWork work) {
        return new Event.AgentWorkSeen(work, Table.at(0));
    }

    private AgentWork work(String id, Agent agent) {
        return work(id, agent, Status.ASSIGNED);
    }

    private AgentWork work(String id, Agent agent, Status status) {
        return new AgentWork(id, psr.id(), psr.workItemId(), agent.userId(), status);
    }

    @Test
    void what_an_earlier_life_was_creating_may_land_within_the_first_minute() {
        table.submitted(psr, -10 * SECOND);

        assertThat(foreign(work("earlier", ANNA), -SECOND)).isFalse();
        assertThat(foreign(work("earlier", ANNA, Status.OPENED), SECOND)).isFalse();
        assertThat(foreign(work("workB", BEN), SECOND)).isTrue();
    }

    @Test
    void somebody_elses_raises_an_alarm_that_names_it_and_its_user() {
        table.submitted(psr, 0);

        assertThat(foreign(work("workB", BEN), SECOND)).isTrue();

        assertThat(table.said).singleElement().satisfies(alarm -> {
            assertThat(alarm.psrId()).isEqualTo("psr1");
            assertThat(alarm.workItemId()).isEqualTo("item1");
            assertThat(alarm.reason()).isEqualTo(Reason.OFF_THE_BOOKS);
            assertThat(alarm.detail()).startsWith("workB to user userBen: ");
        });
    }

    @Test
    void each_is_complained_of_once_however_often_it_is_heard_of() {
        table.submitted(psr, 0);

        assertThat(foreign(work("workB", BEN), SECOND)).isTrue();
        assertThat(foreign(work("workB", BEN), SECOND)).isFalse();
        assertThat(foreign(work("workB", BEN, Status.OPENED), SECOND)).isFalse();
        table.on(inspected("psr1", psr, SECOND, work("workB", BEN)), SECOND);
        assertThat(alarmed()).isFalse();
        assertThat(foreign(work("workC", BEN), SECOND)).isTrue();
    }

    @Test
    void ours_is_not_foreign() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        table.on(answered(key, assigned(), SECOND), SECOND);

        assertThat(foreign(work("work1", ANNA), SECOND)).isFalse();
        assertThat(foreign(work("work1", ANNA, Status.OPENED), SECOND)).isFalse();
    }

    @Test
    void ours_of_an_earlier_attempt_is_not_foreign() {
        table.on(answered(table.assigning(psr, ANNA, 0), assigned(), 0), 0);
        Psr declined = later(psr.toBuilder().lastDeclinedSession("session"));
        table.on(changed(declined), SECOND);
        table.on(read(declined, SECOND), SECOND);
        table.on(ended(key(1, 2), chosen(BEN), SECOND), SECOND);
        table.on(answered(key(1, 2), new AssignmentResult.Assigned("work2"), SECOND), SECOND);

        assertThat(foreign(work("work1", ANNA), SECOND)).isFalse();
        assertThat(foreign(work("work2", BEN), SECOND)).isFalse();
        assertThat(foreign(work("work3", BEN), SECOND)).isTrue();
    }

    @Test
    void news_that_overtakes_the_answer_is_held_back_and_is_ours() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        assertThat(foreign(work("work1", ANNA), SECOND)).isFalse();

        table.on(answered(key, assigned(), SECOND), SECOND);

        assertThat(alarmed()).isFalse();
    }

    @Test
    void news_that_overtakes_a_refusal_is_held_back_and_is_foreign() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        assertThat(foreign(work("workA", ANNA), SECOND)).isFalse();
        assertThat(foreign(work("workA", ANNA, Status.OPENED), SECOND)).isFalse();

        table.on(answered(key, REFUSED, SECOND), SECOND);

        assertThat(table.kinds()).containsOnlyOnce(Decision.Kind.FOREIGN_AGENT_WORK);
    }

    @Test
    void one_beside_our_own_is_foreign_when_ours_is_known() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        foreign(work("work1", ANNA), SECOND);
        assertThat(foreign(work("workB", BEN), SECOND)).isFalse();

        table.on(answered(key, assigned(), SECOND), SECOND);

        assertThat(table.said)
                .filteredOn(said -> said.kind() == Decision.Kind.FOREIGN_AGENT_WORK)
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.detail()).startsWith("workB"));
    }

    @Test
    void it_is_judged_although_its_psr_has_gone_meanwhile() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        foreign(work("workB", BEN), SECOND);
        table.on(removed("psr1", SECOND), SECOND);

        table.on(answered(key, REFUSED, SECOND), SECOND);

        assertThat(alarmed()).isTrue();
        assertThat(table.engine.items()).isEmpty();
        assertThat(foreign(work("workC", BEN), 60 * SECOND)).isTrue();
    }

    @Test
    void what_is_found_after_a_silence_is_ours() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        table.on(answered(key, SILENCE, SECOND), SECOND);
        assertThat(foreign(work("work1", ANNA), SECOND)).isFalse();

        table.on(inspected("psr1", psr, SECOND, work("work1", ANNA)), SECOND);

        assertThat(table.kinds()).contains(Decision.Kind.ASSIGNED).doesNotContain(Decision.Kind.FOREIGN_AGENT_WORK);
        assertThat(foreign(work("work1", ANNA, Status.OPENED), SECOND)).isFalse();
    }

    @Test
    void another_users_that_is_found_after_a_silence_is_foreign() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        table.on(answered(key, SILENCE, SECOND), SECOND);

        table.on(inspected("psr1", psr, SECOND, work("workB", BEN)), SECOND);

        assertThat(alarmed()).isTrue();
    }

    @Test
    void what_lands_after_we_have_asked_is_ours_when_it_is_for_our_agent() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        table.on(answered(key, SILENCE, 5 * SECOND), 5 * SECOND);
        assertThat(table.on(inspected("psr1", psr, 8 * SECOND), 8 * SECOND)).containsExactly(new Effect.Read(psr));

        assertThat(foreign(work("late", ANNA), 9 * SECOND)).isFalse();
        assertThat(foreign(work("other", BEN), 9 * SECOND)).isTrue();
    }

    @Test
    void what_an_earlier_attempt_of_ours_made_is_ours_when_the_guard_says_so() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        table.on(answered(key, new AssignmentResult.Fenced("duplicate"), 5 * SECOND), 5 * SECOND);
        table.on(inspected("psr1", psr, 8 * SECOND), 8 * SECOND);

        assertThat(foreign(work("late", ANNA), 9 * SECOND)).isFalse();
    }

    @Test
    void what_was_heard_of_before_the_submission_is_not_foreign() {
        table.on(new Event.RouterState(RouteTarget.ONLY, TaskRouter.State.DOWN, ""), 0);
        table.on(changed(psr), 0);
        assertThat(foreign(work("first", BEN), 0)).isFalse();
        assertThat(foreign(work("second", BEN), 0)).isFalse();
        table.on(new Event.RouterState(RouteTarget.ONLY, TaskRouter.State.READY, ""), SECOND);
        assertThat(table.on(read(psr, SECOND), SECOND)).hasSize(1).first().isInstanceOf(Effect.Submit.class);

        assertThat(foreign(work("first", BEN, Status.OPENED), SECOND)).isFalse();
        assertThat(foreign(work("second", BEN), SECOND)).isFalse();
    }

    @Test
    void what_was_heard_of_before_the_psr_itself_is_not_foreign() {
        assertThat(foreign(work("first", BEN), 0)).isFalse();
        table.on(seen(work("first", BEN, Status.DECLINED)), 0);
        table.submitted(psr, SECOND);

        assertThat(foreign(work("first", BEN), SECOND)).isFalse();
    }

    @Test
    void one_that_had_ended_when_it_was_first_heard_of_may_be_older_than_the_submission() {
        table.submitted(psr, 0);

        assertThat(foreign(work("workB", BEN, Status.DECLINED), SECOND)).isFalse();
        assertThat(foreign(work("workB", BEN), SECOND)).isFalse();
    }

    @Test
    void nor_is_one_whose_end_was_first_heard_of_beside_another_of_the_same_work_item() {
        table.on(answered(table.assigning(psr, ANNA, 0), assigned(), 0), 0);

        assertThat(foreign(work("workB", BEN, Status.DECLINED), SECOND)).isFalse();
        assertThat(foreign(work("workB", BEN), SECOND)).isFalse();
    }

    @Test
    void one_of_a_psr_that_was_never_submitted_is_nobodys_concern() {
        table.on(changed(psr.toBuilder().readyForRouting(false).build()), 0);

        assertThat(foreign(work("workB", BEN), SECOND)).isFalse();
    }

    @Test
    void one_without_a_psr_is_nobodys_concern() {
        table.submitted(psr, 0);

        var listView = new AgentWork("workB", null, "item1", BEN.userId(), Status.ASSIGNED);
        assertThat(foreign(listView, SECOND)).isFalse();
    }

    @Test
    void a_newer_psr_of_the_same_work_item_is_another_matter() {
        table.submitted(psr, 0);
        table.on(changed(psr(2, "item1").readyForRouting(false).build()), SECOND);

        var transferred = new AgentWork("workB", "psr2", "item1", BEN.userId(), Status.ASSIGNED);
        assertThat(foreign(transferred, SECOND)).isFalse();
        assertThat(foreign(work("workC", BEN), SECOND)).isTrue();
    }

    @Test
    void one_that_is_found_while_another_psr_waits_for_it_is_foreign() {
        table.submitted(psr, 0);
        table.on(changed(psr(2, "item1").build()), 0);
        table.on(changed(later(psr.toBuilder().pushed(true))), 0);
        assertThat(table.on(ended(key(1, 1), new TaskOutcome.Cancelled(), SECOND), SECOND))
                .containsExactly(new Effect.Inspect("psr1"));

        Psr pushed = later(psr.toBuilder().pushed(true));
        table.on(inspected("psr1", pushed, SECOND, work("workB", BEN)), SECOND);

        assertThat(alarmed()).isTrue();
    }

    @Test
    void a_changed_queue_does_not_make_it_forget_whose_it_is() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        table.on(changed(to("queueSupport", psr).build()), SECOND);
        table.on(answered(key, assigned(), SECOND), SECOND);

        assertThat(foreign(work("work1", ANNA), SECOND)).isFalse();
    }

    @Test
    void the_others_are_assigned_as_before() {
        table.submitted(psr, 0);
        table.submitted(psr(2).build(), 0);
        foreign(work("workB", BEN), SECOND);

        assertThat(table.on(ended(key(2, 1), chosen(ANNA), SECOND), SECOND))
                .containsExactly(assign(key(2, 1), psr(2).build(), ANNA));
        assertThat(table.on(TICK, SECOND)).isEmpty();
    }
}
