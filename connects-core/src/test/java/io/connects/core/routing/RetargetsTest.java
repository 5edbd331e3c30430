package io.connects.core.routing;

import static io.connects.core.routing.Table.ANNA;
import static io.connects.core.routing.Table.BEN;
import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.SUPPORT;
import static io.connects.core.routing.Table.assign;
import static io.connects.core.routing.Table.changed;
import static io.connects.core.routing.Table.chosen;
import static io.connects.core.routing.Table.ended;
import static io.connects.core.routing.Table.key;
import static io.connects.core.routing.Table.later;
import static io.connects.core.routing.Table.psr;
import static io.connects.core.routing.Table.read;
import static io.connects.core.routing.Table.submit;
import static io.connects.core.routing.Table.to;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetargetsTest {
    private final Psr psr = psr(1).build();
    private final Psr moved = to("queueSupport", psr).build();
    private final Table table = Table.ready();

    @Test
    void another_queue_asks_another_script() {
        TaskKey key = table.submitted(psr, 0);
        assertThat(table.on(changed(moved), SECOND)).containsExactly(new Effect.Cancel(RouteTarget.ONLY, key));
        assertThat(table.on(ended(key, new TaskOutcome.Cancelled(), SECOND), SECOND))
                .containsExactly(new Effect.Read(moved));
        assertThat(table.on(read(moved, SECOND), SECOND)).containsExactly(submit(key(1, 2), SUPPORT, "retargeted"));
    }

    @Test
    void an_agent_chosen_by_the_script_of_the_former_queue_is_not_used() {
        TaskKey key = table.submitted(psr, 0);
        table.on(changed(moved), SECOND);
        assertThat(table.on(ended(key, chosen(ANNA), SECOND), SECOND)).containsExactly(new Effect.Read(moved));
        assertThat(table.kinds()).contains(Decision.Kind.AGENT_UNUSED);
    }

    @Test
    void a_new_wish_asks_again_but_an_answer_under_way_is_as_good() {
        TaskKey key = table.submitted(psr, 0);
        Psr wish = later(psr.toBuilder().preferredUser(BEN.userId(), false));
        assertThat(table.on(changed(wish), SECOND)).containsExactly(new Effect.Cancel(RouteTarget.ONLY, key));
        assertThat(table.on(ended(key, chosen(ANNA), SECOND), SECOND)).containsExactly(assign(key, wish, ANNA));
    }

    @Test
    void a_priority_that_Cisco_is_not_told_changes_nothing_there() {
        table.submitted(psr, 0);
        assertThat(table.on(changed(later(psr.toBuilder().priority(1))), SECOND))
                .isEmpty();
    }

    @Test
    void a_queue_without_a_target_parks_with_an_alarm() {
        assertThat(table.on(changed(to("queueUnknown", psr).build()), 0)).isEmpty();
        assertThat(table.said)
                .last()
                .isEqualTo(new Decision(
                        Decision.Kind.PARKED,
                        "psr1",
                        "item1",
                        Reason.NO_ROUTE,
                        "queue queueUnknown, channel channelCase"));
    }
}
