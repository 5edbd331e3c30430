package io.connects.core.routing;

import static io.connects.core.routing.Table.ANNA;
import static io.connects.core.routing.Table.BEN;
import static io.connects.core.routing.Table.SALES;
import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.TICK;
import static io.connects.core.routing.Table.answered;
import static io.connects.core.routing.Table.assign;
import static io.connects.core.routing.Table.assigned;
import static io.connects.core.routing.Table.changed;
import static io.connects.core.routing.Table.chosen;
import static io.connects.core.routing.Table.ended;
import static io.connects.core.routing.Table.key;
import static io.connects.core.routing.Table.orgRefuses;
import static io.connects.core.routing.Table.psr;
import static io.connects.core.routing.Table.read;
import static io.connects.core.routing.Table.submit;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BreakerTest {
    private final Table table = Table.ready();

    /** Three agents are reserved in vain, while two more tasks wait at Cisco. */
    private void open() {
        for (int n = 1; n <= 5; n++) {
            table.submitted(psr(n).build(), 0);
        }
        for (int n = 1; n <= 3; n++) {
            table.on(ended(key(n, 1), chosen(ANNA), 0), 0);
        }
        assertThat(table.on(answered(key(1, 1), orgRefuses(), 0), 0)).containsExactly(new Effect.Read(psr(1).build()));
        assertThat(table.on(answered(key(2, 1), orgRefuses(), 0), 0)).containsExactly(new Effect.Read(psr(2).build()));
        assertThat(table.on(answered(key(3, 1), orgRefuses(), 0), 0))
                .containsExactlyInAnyOrder(
                        new Effect.Cancel(RouteTarget.ONLY, key(4, 1)), new Effect.Cancel(RouteTarget.ONLY, key(5, 1)));
        assertThat(table.kinds()).contains(Decision.Kind.BREAKER_OPENED);
        for (int n = 4; n <= 5; n++) {
            assertThat(table.on(ended(key(n, 1), new TaskOutcome.Cancelled(), 0), 0))
                    .isEmpty();
        }
    }

    @Test
    void three_failures_in_a_row_cancel_what_is_queued_and_stop_submissions() {
        open();
        assertThat(table.on(read(psr(1).build(), 0), 0)).isEmpty();
        assertThat(table.on(changed(psr(6).build()), SECOND)).isEmpty();
        assertThat(table.wakesAt()).isEqualTo(30);
    }

    @Test
    void one_probe_every_half_minute_each_time_another_item() {
        open();
        table.on(read(psr(1).build(), 0), 0);
        table.on(read(psr(2).build(), 0), 0);
        assertThat(table.on(TICK, 29 * SECOND)).isEmpty();
        assertThat(table.on(TICK, 30 * SECOND)).containsExactly(new Effect.Read(psr(1).build()));
        assertThat(table.on(read(psr(1).build(), 30 * SECOND), 30 * SECOND))
                .containsExactly(submit(key(1, 2), SALES, "org-failing"));
        assertThat(table.wakesAt()).isEqualTo(60);
        assertThat(table.on(TICK, 60 * SECOND)).containsExactly(new Effect.Read(psr(2).build()));
    }

    @Test
    void a_probe_that_succeeds_opens_the_way_for_all() {
        open();
        table.on(read(psr(1).build(), 0), 0);
        table.on(read(psr(2).build(), 0), 0);
        table.on(TICK, 30 * SECOND);
        table.on(read(psr(1).build(), 30 * SECOND), 30 * SECOND);
        table.on(ended(key(1, 2), chosen(ANNA), 31 * SECOND), 31 * SECOND);
        assertThat(table.on(answered(key(1, 2), assigned(), 31 * SECOND), 31 * SECOND))
                .containsExactly(
                        new Effect.Read(psr(2).build()),
                        new Effect.Read(psr(3).build()),
                        new Effect.Read(psr(4).build()),
                        new Effect.Read(psr(5).build()));
        assertThat(table.kinds()).contains(Decision.Kind.BREAKER_CLOSED);
    }

    @Test
    void an_agent_whose_choice_crossed_the_cancel_is_tried() {
        Table other = Table.ready(RoutingOptions.builder().failuresToOpen(1).build());
        other.submitted(psr(1).build(), 0);
        other.submitted(psr(2).build(), 0);
        other.on(ended(key(1, 1), chosen(ANNA), 0), 0);
        assertThat(other.on(answered(key(1, 1), orgRefuses(), 0), 0))
                .contains(new Effect.Cancel(RouteTarget.ONLY, key(2, 1)));
        assertThat(other.on(ended(key(2, 1), chosen(BEN), 0), 0))
                .containsExactly(assign(key(2, 1), psr(2).build(), BEN));
    }

    @Test
    void a_full_window_does_not_make_the_engine_ask_to_be_woken_at_once() {
        Table small =
                Table.ready(RoutingOptions.builder().failuresToOpen(1).window(1).build());
        TaskKey key = small.assigning(psr(1).build(), ANNA, 0);
        small.on(answered(key, orgRefuses(), 0), 0);
        small.on(changed(psr(2).build()), 0);
        small.on(TICK, 30 * SECOND);
        small.on(read(psr(1).build(), 30 * SECOND), 30 * SECOND);
        small.on(TICK, 60 * SECOND);
        // The probe's dialogue may last, and nothing else is due.
        assertThat(small.engine.nextDeadline())
                .hasValue(
                        30 * SECOND + RoutingOptions.DEFAULTS.longestDialogue().toNanos());
    }
}
