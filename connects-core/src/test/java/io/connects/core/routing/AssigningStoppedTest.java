package io.connects.core.routing;

import static io.connects.core.routing.Table.ANNA;
import static io.connects.core.routing.Table.BEN;
import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.TICK;
import static io.connects.core.routing.Table.answered;
import static io.connects.core.routing.Table.assigned;
import static io.connects.core.routing.Table.changed;
import static io.connects.core.routing.Table.chosen;
import static io.connects.core.routing.Table.ended;
import static io.connects.core.routing.Table.inspected;
import static io.connects.core.routing.Table.key;
import static io.connects.core.routing.Table.later;
import static io.connects.core.routing.Table.orgRefuses;
import static io.connects.core.routing.Table.psr;
import static io.connects.core.routing.Table.read;
import static io.connects.core.routing.Table.removed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the third foreign AgentWork stops all assigning, and that nothing is lost by it. */
class AssigningStoppedTest {
    private final Table table = Table.ready();

    /** Somebody else assigns this PSR, which has been submitted. */
    private static List<Effect> foreign(Table table, int n, long now) {
        var work = new AgentWork("foreign" + n, "psr" + n, "item" + n, BEN.userId(), AgentWork.Status.ASSIGNED);
        return table.on(new Event.AgentWorkSeen(work, Table.at(now)), now);
    }

    /** Three PSRs are submitted and assigned by somebody else. */
    private List<Effect> stop(long now) {
        for (int n = 101; n <= 103; n++) {
            table.submitted(psr(n).build(), now);
        }
        foreign(table, 101, now);
        foreign(table, 102, now);
        assertThat(table.engine.assigningStopped()).isFalse();
        List<Effect> effects = foreign(table, 103, now);
        assertThat(table.engine.assigningStopped()).isTrue();
        return effects;
    }

    @Test
    void the_third_takes_back_everything_that_waits_at_cisco_and_tells_what_to_look_for() {
        table.submitted(psr(1).build(), 0);

        assertThat(stop(0))
                .containsExactlyInAnyOrder(
                        new Effect.Cancel(RouteTarget.ONLY, key(1, 1)),
                        new Effect.Cancel(RouteTarget.ONLY, key(101, 1)),
                        new Effect.Cancel(RouteTarget.ONLY, key(102, 1)),
                        new Effect.Cancel(RouteTarget.ONLY, key(103, 1)));

        assertThat(table.said)
                .filteredOn(said -> said.kind() == Decision.Kind.ASSIGNING_STOPPED)
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.detail())
                        .hasSizeLessThan(350)
                        .startsWith("3 agent works in an hour were made by somebody else, the last foreign103 to user"
                                + " userBen.")
                        .contains("second adapter", "Restart"));
    }

    @Test
    void further_ones_are_told_of_and_stop_nothing_twice() {
        table.submitted(psr(104).build(), 0);
        stop(0);

        assertThat(foreign(table, 104, SECOND)).isEmpty();

        assertThat(table.kinds()).containsExactly(Decision.Kind.FOREIGN_AGENT_WORK);
    }

    @Test
    void nothing_is_submitted_any_more_and_everything_stays_known() {
        table.submitted(psr(1).build(), 0);
        stop(0);

        assertThat(table.on(ended(key(1, 1), new TaskOutcome.Cancelled(), SECOND), SECOND))
                .isEmpty();
        assertThat(table.on(changed(psr(2).build()), SECOND)).isEmpty();
        assertThat(table.on(TICK, Duration.ofHours(12).toNanos())).isEmpty();

        assertThat(table.phase("item1")).isEqualTo(Phase.WAITING);
        assertThat(table.phase("item2")).isEqualTo(Phase.WAITING);
        table.on(removed("psr2", SECOND), Duration.ofHours(12).toNanos());
        assertThat(table.engine.items()).extracting(ItemView::workItemId).doesNotContain("item2");
    }

    @Test
    void what_was_being_read_is_not_submitted() {
        table.on(changed(psr(1).build()), 0);
        stop(0);

        assertThat(table.on(read(psr(1).build(), SECOND), SECOND)).isEmpty();

        assertThat(table.phase("item1")).isEqualTo(Phase.WAITING);
        assertThat(table.engine.ready()).isEmpty();
    }

    @Test
    void an_agent_whose_choice_crossed_the_cancel_is_not_used() {
        TaskKey key = table.submitted(psr(1).build(), 0);
        stop(0);

        assertThat(table.on(ended(key, chosen(ANNA), SECOND), SECOND)).isEmpty();

        assertThat(table.said)
                .filteredOn(said -> said.kind() == Decision.Kind.AGENT_UNUSED)
                .singleElement()
                .satisfies(unused -> assertThat(unused.reason()).isEqualTo(Reason.ASSIGNING_STOPPED));
        assertThat(table.phase("item1")).isEqualTo(Phase.WAITING);
    }

    @Test
    void a_create_that_was_not_sent_is_not_tried_again() {
        TaskKey key = table.assigning(psr(1).build(), ANNA, 0);
        table.on(answered(key, new AssignmentResult.NotSent("no connection"), 0), 0);
        stop(0);

        assertThat(table.on(TICK, SECOND)).isEmpty();

        assertThat(table.phase("item1")).isEqualTo(Phase.WAITING);
    }

    @Test
    void a_create_that_had_not_happened_is_not_made_again() {
        TaskKey key = table.assigning(psr(1).build(), ANNA, 0);
        assertThat(table.on(answered(key, new AssignmentResult.Unanswered("silence"), SECOND), SECOND))
                .containsExactly(new Effect.Inspect("psr1"));
        stop(SECOND);

        assertThat(table.on(inspected("psr1", psr(1).build(), SECOND), SECOND)).isEmpty();

        assertThat(table.phase("item1")).isEqualTo(Phase.WAITING);
    }

    @Test
    void a_create_that_was_under_way_may_work_and_assigned_work_goes_on() {
        TaskKey key = table.assigning(psr(1).build(), ANNA, 0);
        stop(0);

        assertThat(table.on(answered(key, assigned(), SECOND), SECOND)).isEmpty();
        assertThat(table.kinds()).containsExactly(Decision.Kind.ASSIGNED);
        assertThat(table.phase("item1")).isEqualTo(Phase.PUSHED);

        assertThat(table.on(changed(later(psr(1).lastDeclinedSession("session"))), 2 * SECOND))
                .isEmpty();
        assertThat(table.phase("item1")).isEqualTo(Phase.WAITING);
    }

    @Test
    void not_even_a_probe_is_submitted() {
        for (int n = 1; n <= 3; n++) {
            table.assigning(psr(n).build(), ANNA, 0);
        }
        stop(0);
        for (int n = 1; n <= 3; n++) {
            assertThat(table.on(answered(key(n, 1), orgRefuses(), 0), 0)).isEmpty();
        }
        assertThat(table.engine.breakerOpen()).isTrue();

        assertThat(table.on(TICK, 30 * SECOND)).isEmpty();
    }

    @Test
    void foreign_ones_that_lie_further_apart_stop_nothing() {
        long hour = Duration.ofHours(1).toNanos();
        for (int n = 1; n <= 3; n++) {
            table.submitted(psr(n).build(), 0);
        }
        foreign(table, 1, 0);
        foreign(table, 2, hour / 2);

        foreign(table, 3, hour + 1);
        assertThat(table.kinds()).contains(Decision.Kind.FOREIGN_AGENT_WORK);
        assertThat(table.engine.assigningStopped()).isFalse();

        table.submitted(psr(4).build(), hour + 2);
        foreign(table, 4, hour + 2);
        assertThat(table.engine.assigningStopped()).isTrue();
    }

    @Test
    void how_many_it_takes_is_a_setting_and_none_is_too_many_when_it_is_0() {
        Table strict =
                Table.ready(RoutingOptions.builder().foreignWorksToStop(1).build());
        Table lenient =
                Table.ready(RoutingOptions.builder().foreignWorksToStop(0).build());
        strict.submitted(psr(1).build(), 0);
        foreign(strict, 1, 0);
        assertThat(strict.engine.assigningStopped()).isTrue();
        for (int n = 1; n <= 20; n++) {
            lenient.submitted(psr(n).build(), 0);
            foreign(lenient, n, 0);
            assertThat(lenient.kinds()).containsExactly(Decision.Kind.FOREIGN_AGENT_WORK);
        }
        assertThat(lenient.engine.assigningStopped()).isFalse();
    }

    @Test
    void another_route_and_an_engine_made_anew_know_nothing_of_it() {
        Table other = Table.ready();
        other.submitted(psr(1).build(), 0);
        stop(0);

        assertThat(other.on(ended(key(1, 1), chosen(ANNA), SECOND), SECOND)).hasSize(1);
        Table.ready().submitted(psr(101).build(), SECOND);
    }
}
