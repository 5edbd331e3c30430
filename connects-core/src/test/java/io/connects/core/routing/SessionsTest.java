package io.connects.core.routing;

import static io.connects.core.routing.Table.ANNA;
import static io.connects.core.routing.Table.SALES;
import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.answered;
import static io.connects.core.routing.Table.assigned;
import static io.connects.core.routing.Table.changed;
import static io.connects.core.routing.Table.ended;
import static io.connects.core.routing.Table.key;
import static io.connects.core.routing.Table.later;
import static io.connects.core.routing.Table.psr;
import static io.connects.core.routing.Table.read;
import static io.connects.core.routing.Table.submit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final Psr psr = psr(1).build();
    private final Table table = Table.ready();

    @Test
    void a_lost_session_is_followed_by_a_new_submission_on_the_next() {
        TaskKey key = table.submitted(psr, 0);
        assertThat(table.on(new Event.RouterState(RouteTarget.ONLY, TaskRouter.State.DOWN, "reset"), SECOND))
                .isEmpty();
        assertThat(table.on(ended(key, new TaskOutcome.SessionLost("reset"), SECOND), SECOND))
                .isEmpty();
        assertThat(table.phase("item1")).isEqualTo(Phase.WAITING);
        assertThat(table.engine.nextDeadline()).isEmpty();
        assertThat(table.on(new Event.RouterState(RouteTarget.ONLY, TaskRouter.State.READY, ""), 9 * SECOND))
                .containsExactly(new Effect.Read(psr));
        assertThat(table.on(read(psr, 9 * SECOND), 9 * SECOND))
                .containsExactly(submit(key(1, 2), SALES, "session-lost"));
    }

    @Test
    void what_was_read_when_the_session_went_is_read_again_before_it_is_submitted() {
        table.on(changed(psr), 0);
        table.on(new Event.RouterState(RouteTarget.ONLY, TaskRouter.State.DOWN, "reset"), SECOND);
        assertThat(table.on(read(psr, SECOND), SECOND)).isEmpty();
        assertThat(table.on(new Event.RouterState(RouteTarget.ONLY, TaskRouter.State.READY, ""), 2 * SECOND))
                .containsExactly(new Effect.Read(psr));
    }

    @Test
    void disabled_routing_halves_the_pace_and_stops_submissions() {
        table.on(new Event.RouterState(RouteTarget.ONLY, TaskRouter.State.DISABLED, "ROUTING_DISABLED"), 0);
        assertThat(table.engine.pace()).isEqualTo(10);
        assertThat(table.on(changed(psr), SECOND)).isEmpty();
        assertThat(table.on(
                        new Event.RouterState(RouteTarget.ONLY, TaskRouter.State.READY, "ROUTING_ENABLED"), 2 * SECOND))
                .containsExactly(new Effect.Read(psr));
    }

    @Test
    void an_assignment_goes_on_without_a_session() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        table.on(new Event.RouterState(RouteTarget.ONLY, TaskRouter.State.DOWN, "reset"), 0);
        table.on(answered(key, assigned(), SECOND), SECOND);
        assertThat(table.phase("item1")).isEqualTo(Phase.PUSHED);
    }

    @Test
    void a_lost_session_excuses_one_submission_and_not_those_after_it() {
        TaskKey key = table.submitted(psr, 0);
        table.on(ended(key, new TaskOutcome.SessionLost("reset"), 0), 0);
        table.on(read(psr, 0), 0);
        Psr waiting = later(psr.toBuilder().readyForRouting(false));
        assertThat(table.on(changed(waiting), SECOND)).containsExactly(new Effect.Cancel(RouteTarget.ONLY, key(1, 2)));
        table.on(ended(key(1, 2), new TaskOutcome.Cancelled(), SECOND), SECOND);
        Psr ready = later(waiting.toBuilder().readyForRouting(true));
        table.on(changed(ready), SECOND);
        assertThat(table.on(read(ready, SECOND), SECOND)).containsExactly(submit(key(1, 3), SALES, "not-ready"));
    }

    @Test
    void nor_those_after_a_label() {
        var ignored = RoutingOptions.builder().labels(Map.of(), new LabelAction.Ignore());
        Table other = Table.ready(ignored.build());
        TaskKey key = other.submitted(psr, 0);
        other.on(ended(key, new TaskOutcome.SessionLost("reset"), 0), 0);
        other.on(read(psr, 0), 0);
        other.on(ended(key(1, 2), new TaskOutcome.LabelChosen("never"), 0), 0);
        Psr waiting = later(psr.toBuilder().readyForRouting(false));
        other.on(changed(waiting), SECOND);
        Psr ready = later(waiting.toBuilder().readyForRouting(true));
        other.on(changed(ready), SECOND);
        assertThat(other.on(read(ready, SECOND), SECOND)).containsExactly(submit(key(1, 3), SALES, "label"));
    }

    @Test
    void a_dialogue_whose_end_is_never_heard_of_is_taken_back_and_asked_anew() {
        long limit = RoutingOptions.DEFAULTS.longestDialogue().toNanos();
        TaskKey key = table.submitted(psr, 0);
        assertThat(table.engine.nextDeadline()).hasValue(limit);

        assertThat(table.on(new Event.Tick(), limit)).containsExactly(new Effect.Cancel(RouteTarget.ONLY, key));
        assertThat(table.on(ended(key, new TaskOutcome.Cancelled(), limit), limit))
                .containsExactly(new Effect.Read(psr));
        assertThat(table.on(read(psr, limit), limit)).containsExactly(submit(key(1, 2), SALES, "no-end-heard-of"));
    }

    @Test
    void a_router_that_comes_up_disabled_leaves_the_pace_as_it_is() {
        table.on(new Event.RouterState(RouteTarget.ONLY, TaskRouter.State.DOWN, "reset"), 0);
        table.on(new Event.RouterState(RouteTarget.ONLY, TaskRouter.State.DISABLED, "waiting"), 0);

        assertThat(table.engine.pace()).isEqualTo(20);
    }
}
