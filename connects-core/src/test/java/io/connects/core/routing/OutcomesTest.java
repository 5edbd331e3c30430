package io.connects.core.routing;

import static io.connects.core.routing.Table.ANNA;
import static io.connects.core.routing.Table.SALES;
import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.TICK;
import static io.connects.core.routing.Table.changed;
import static io.connects.core.routing.Table.chosen;
import static io.connects.core.routing.Table.ended;
import static io.connects.core.routing.Table.key;
import static io.connects.core.routing.Table.psr;
import static io.connects.core.routing.Table.read;
import static io.connects.core.routing.Table.removed;
import static io.connects.core.routing.Table.submit;
import static io.connects.core.routing.Table.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private final Psr psr = psr(1).build();

    @Test
    void released_and_expired_are_submitted_again_after_a_minute_and_then_later() {
        Table table = Table.ready();
        TaskKey key = table.submitted(psr, 0);
        assertThat(table.on(ended(key, new TaskOutcome.Released(3), 0), 0)).isEmpty();
        assertThat(table.wakesAt()).isEqualTo(60);
        assertThat(table.on(TICK, 60 * SECOND)).containsExactly(new Effect.Read(psr));
        assertThat(table.on(read(psr, 60 * SECOND), 60 * SECOND)).containsExactly(submit(key(1, 2), SALES, "released"));
        table.on(ended(key(1, 2), new TaskOutcome.ExpiredInQueue(), 60 * SECOND), 60 * SECOND);
        assertThat(table.wakesAt()).isEqualTo(180);
    }

    @Test
    void a_temporary_failure_halves_the_pace_and_an_answer_restores_a_step() {
        Table table = Table.ready();
        table.submitted(psr, 0);
        table.submitted(psr(2).build(), 0);
        table.on(ended(key(1, 1), new TaskOutcome.Failed(false, "LIMIT", "rate"), 0), 0);
        assertThat(table.engine.pace()).isEqualTo(10);
        assertThat(table.wakesAt()).isEqualTo(60);
        table.on(ended(key(2, 1), chosen(ANNA), 0), 0);
        assertThat(table.engine.pace()).isEqualTo(11);
    }

    @Test
    void a_permanent_failure_parks_and_alarms_and_leaves_the_pace_alone() {
        Table table = Table.ready();
        TaskKey key = table.submitted(psr, 0);
        table.on(ended(key, new TaskOutcome.Failed(true, "UNKNOWN_SELECTOR", "sales"), 0), 0);
        assertThat(table.said)
                .singleElement()
                .satisfies(said -> assertThat(said.kind().alarm()).isTrue());
        assertThat(table.phase("item1")).isEqualTo(Phase.PARKED);
        assertThat(table.engine.pace()).isEqualTo(20);
        assertThat(table.wakesAt()).isEqualTo(600);
    }

    private Table labelled(String label) {
        Table table = Table.ready(RoutingOptions.builder()
                .labels(
                        Map.of(
                                "back", new LabelAction.HandToQueue("queueBack"),
                                "later", new LabelAction.RetryAfter(Duration.ofSeconds(20)),
                                "never", new LabelAction.Ignore()),
                        new LabelAction.Park())
                .build());
        TaskKey key = table.submitted(psr, 0);
        var effects = table.on(ended(key, new TaskOutcome.LabelChosen(label), 0), 0);
        assertThat(effects)
                .isEqualTo(label.equals("back") ? List.of(new Effect.HandToQueue(psr, "queueBack")) : List.of());
        return table;
    }

    @Test
    void a_label_may_mean_another_time() {
        assertThat(labelled("later").wakesAt()).isEqualTo(20);
    }

    @Test
    void a_label_may_mean_never_until_the_work_item_changes() {
        Table table = labelled("never");
        assertThat(table.engine.nextDeadline()).isEmpty();
        Psr moved = to("queueSupport", psr).build();
        assertThat(table.on(changed(moved), SECOND)).containsExactly(new Effect.Read(moved));
    }

    @Test
    void an_unknown_label_parks() {
        assertThat(labelled("what").phase("item1")).isEqualTo(Phase.PARKED);
    }

    @Test
    void a_label_may_hand_the_work_item_to_a_queue() {
        Table table = labelled("back");
        assertThat(table.on(new Event.HandedToQueue("psr1"), SECOND)).isEmpty();
        assertThat(table.on(removed("psr1", SECOND), SECOND)).isEmpty();
        assertThat(table.engine.items()).isEmpty();
    }

    @Test
    void a_hand_over_that_fails_or_shows_nothing_is_tried_from_the_beginning() {
        Table failed = labelled("back");
        failed.on(new Event.HandFailed("psr1", "no right"), SECOND);
        assertThat(failed.wakesAt()).isEqualTo(61);
        Table silent = labelled("back");
        silent.on(new Event.HandedToQueue("psr1"), SECOND);
        assertThat(silent.on(TICK, 61 * SECOND)).containsExactly(new Effect.Read(psr));
    }

    @Test
    void an_answer_to_nothing_is_reported_and_nothing_else() {
        Table table = Table.ready();
        assertThat(table.on(ended(key(9, 1), chosen(ANNA), 0), 0)).isEmpty();
        assertThat(table.kinds()).containsExactly(Decision.Kind.LATE_ANSWER);
    }
}
