package io.connects.core.routing;

import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.changed;
import static io.connects.core.routing.Table.ended;
import static io.connects.core.routing.Table.key;
import static io.connects.core.routing.Table.psr;
import static io.connects.core.routing.Table.read;
import static io.connects.core.routing.Table.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.routing.TaskRouter.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route whose queues name one of two routers, both with a script of the same name. */
class SeveralRoutersTest {
    private static final RouteTarget NORTH = target("north");
    private static final RouteTarget SOUTH = target("south");

    private final Table table = new Table(
            RoutingOptions.builder().selectorWindow(1).build(),
            RouteMap.builder()
                    .add("queueNorth", null, NORTH)
                    .add("queueSouth", null, SOUTH)
                    .build());
    private final Psr north = to("queueNorth", psr(1).build()).build();
    private final Psr south = to("queueSouth", psr(2).build()).build();

    private static RouteTarget target(String router) {
        return new RouteTarget(router, 5001, "script", Duration.ofSeconds(30), Duration.ofSeconds(20), Map.of());
    }

    @BeforeEach
    void begin() {
        table.on(new Event.AgentsKnown(Agents.of(List.of(Table.ANNA))), 0);
        table.snapshot(0);
    }

    @Test
    void a_router_that_is_down_keeps_only_its_own_work_waiting() {
        table.on(state("south", State.READY), 0);

        assertThat(table.on(changed(north), 0)).isEmpty();
        assertThat(table.on(changed(south), 0)).containsExactly(new Effect.Read(south));
        assertThat(table.on(read(south, 0), 0)).containsExactly(submit(SOUTH, key(2, 1)));
        assertThat(table.engine.nextDeadline())
                .hasValue(RoutingOptions.DEFAULTS.longestDialogue().toNanos());

        assertThat(table.on(state("north", State.READY), SECOND)).containsExactly(new Effect.Read(north));
    }

    @Test
    void what_was_read_for_a_router_that_goes_down_waits_and_the_rest_goes_on() {
        table.on(state("north", State.READY), 0);
        table.on(state("south", State.READY), 0);
        table.on(changed(north), 0);
        table.on(changed(south), 0);
        table.on(state("north", State.DOWN), 0);

        assertThat(table.on(read(north, 0), 0)).isEmpty();
        assertThat(table.phase("item1")).isEqualTo(Phase.WAITING);
        assertThat(table.on(read(south, 0), 0)).containsExactly(submit(SOUTH, key(2, 1)));
    }

    @Test
    void scripts_of_the_same_name_have_windows_of_their_own() {
        table.on(state("north", State.READY), 0);
        table.on(state("south", State.READY), 0);
        table.on(changed(north), 0);

        assertThat(table.on(read(north, 0), 0)).containsExactly(submit(NORTH, key(1, 1)));
        assertThat(table.on(changed(south), 0)).containsExactly(new Effect.Read(south));
    }

    @Test
    void work_that_moves_to_a_queue_of_another_router_is_taken_back_from_the_first() {
        table.on(state("north", State.READY), 0);
        table.on(state("south", State.READY), 0);
        table.on(changed(north), 0);
        table.on(read(north, 0), 0);
        Psr moved = to("queueSouth", north).build();

        assertThat(table.on(changed(moved), SECOND)).containsExactly(new Effect.Cancel("north", key(1, 1)));
        table.on(ended(key(1, 1), new TaskOutcome.Cancelled(), SECOND), SECOND);
        assertThat(table.on(read(moved, SECOND), SECOND)).containsExactly(submit(SOUTH, key(1, 2)));
    }

    private static Event state(String router, State state) {
        return new Event.RouterState(router, state, "");
    }

    private static Effect submit(RouteTarget target, TaskKey key) {
        return new Effect.Submit(
                target.router(), key, new TaskRequest(5001, target.scriptSelector(), null, null, Map.of()));
    }
}
