package io.connects.core.routing;

import static io.connects.core.routing.Table.ANNA;
import static io.connects.core.routing.Table.SALES;
import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.TASK;
import static io.connects.core.routing.Table.TICK;
import static io.connects.core.routing.Table.answered;
import static io.connects.core.routing.Table.assign;
import static io.connects.core.routing.Table.assigned;
import static io.connects.core.routing.Table.at;
import static io.connects.core.routing.Table.changed;
import static io.connects.core.routing.Table.chosen;
import static io.connects.core.routing.Table.ended;
import static io.connects.core.routing.Table.key;
import static io.connects.core.routing.Table.later;
import static io.connects.core.routing.Table.psr;
import static io.connects.core.routing.Table.read;
import static io.connects.core.routing.Table.removed;
import static io.connects.core.routing.Table.submit;
import static io.connects.core.routing.Table.work;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LifeOfAWorkItemTest {
    private final Psr psr = psr(1).build();

    @Test
    void travels_from_the_queue_to_an_agent() {
        Table table = Table.ready();
        assertThat(table.on(changed(psr), 1 * SECOND)).containsExactly(new Effect.Read(psr));
        assertThat(table.on(read(psr, SECOND), 1 * SECOND)).containsExactly(submit(key(1, 1), SALES, "new"));
        assertThat(table.on(new Event.DialogueQueued(key(1, 1), 4, null), 2 * SECOND))
                .isEmpty();
        assertThat(table.kinds()).containsExactly(Decision.Kind.QUEUED);
        assertThat(table.on(ended(key(1, 1), chosen(ANNA), 9 * SECOND), 9 * SECOND))
                .containsExactly(assign(key(1, 1), psr, ANNA));
        assertThat(table.on(answered(key(1, 1), assigned(), 10 * SECOND), 10 * SECOND))
                .isEmpty();
        assertThat(table.phase("item1")).isEqualTo(Phase.PUSHED);
        assertThat(table.on(new Event.AgentWorkSeen(work(psr, ANNA, AgentWork.Status.OPENED), at(0)), 12 * SECOND))
                .isEmpty();
        assertThat(table.kinds()).containsExactly(Decision.Kind.ACCEPTED);
        assertThat(table.on(removed("psr1", 12 * SECOND), 12 * SECOND)).isEmpty();
        assertThat(table.engine.items()).isEmpty();
        table.on(new Event.TaskStarted(TASK), 13 * SECOND);
        table.on(new Event.TaskEnded(TASK, "done"), 90 * SECOND);
        assertThat(table.said).singleElement().satisfies(end -> {
            assertThat(end.kind()).isEqualTo(Decision.Kind.COMPLETED);
            assertThat(end.workItemId()).isEqualTo("item1");
        });
    }

    @Test
    void waits_for_the_first_snapshot_and_for_a_session() {
        var table = new Table(RoutingOptions.DEFAULTS);
        assertThat(table.on(new Event.AgentsKnown(Agents.of(List.of(ANNA))), 0)).isEmpty();
        assertThat(table.on(changed(psr), 0)).isEmpty();
        assertThat(table.on(new Event.RouterState(RouteTarget.ONLY, TaskRouter.State.READY, ""), SECOND))
                .isEmpty();
        assertThat(table.snapshot(2 * SECOND, psr)).containsExactly(new Effect.Read(psr));
    }

    @Test
    void is_left_alone_until_it_is_ready_for_routing() {
        Table table = Table.ready();
        assertThat(table.on(changed(psr.toBuilder().readyForRouting(false).build()), 0))
                .isEmpty();
        Psr now = later(psr.toBuilder());
        assertThat(table.on(changed(now), SECOND)).containsExactly(new Effect.Read(now));
    }

    @Test
    void is_read_again_later_when_reading_fails() {
        Table table = Table.ready();
        table.on(changed(psr), 0);
        assertThat(table.on(new Event.ReadFailed("psr1", "503"), 0)).isEmpty();
        assertThat(table.wakesAt()).isEqualTo(1);
        assertThat(table.on(TICK, 1 * SECOND)).containsExactly(new Effect.Read(psr));
        table.on(new Event.ReadFailed("psr1", "503"), 1 * SECOND);
        assertThat(table.wakesAt()).isEqualTo(3);
    }

    @Test
    void work_that_somebody_else_takes_is_off_the_books() {
        Table table = Table.ready();
        table.submitted(psr, 0);
        Psr taken = later(psr.toBuilder().pushed(true));
        assertThat(table.on(changed(taken), SECOND)).containsExactly(new Effect.Cancel(RouteTarget.ONLY, key(1, 1)));
        assertThat(table.said).extracting(Decision::reason).containsExactly(Reason.OFF_THE_BOOKS);
        assertThat(table.on(ended(key(1, 1), new TaskOutcome.Cancelled(), SECOND), SECOND))
                .isEmpty();
        assertThat(table.phase("item1")).isEqualTo(Phase.PUSHED);
    }
}
