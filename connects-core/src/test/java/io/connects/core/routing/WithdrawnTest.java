package io.connects.core.routing;

import static io.connects.core.routing.Table.ANNA;
import static io.connects.core.routing.Table.SALES;
import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.TICK;
import static io.connects.core.routing.Table.answered;
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
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WithdrawnTest {
    private final Psr psr = psr(1).build();
    private final Table table = Table.ready();

    @Test
    void while_it_is_read() {
        table.on(changed(psr), 0);
        assertThat(table.on(removed("psr1", SECOND), SECOND)).isEmpty();
        assertThat(table.on(read(psr, 0), SECOND)).isEmpty();
        assertThat(table.engine.items()).isEmpty();
    }

    @Test
    void and_only_the_read_tells() {
        table.on(changed(psr), 0);
        assertThat(table.on(new Event.ItemRead("psr1", Optional.empty(), at(0), at(1)), SECOND))
                .isEmpty();
        assertThat(table.engine.items()).isEmpty();
    }

    @Test
    void while_it_waits_at_Cisco() {
        TaskKey key = table.submitted(psr, 0);
        assertThat(table.on(removed("psr1", SECOND), SECOND)).containsExactly(new Effect.Cancel(RouteTarget.ONLY, key));
        assertThat(table.on(removed("psr1", SECOND), SECOND)).isEmpty();
        assertThat(table.on(ended(key, new TaskOutcome.Cancelled(), 2 * SECOND), 2 * SECOND))
                .isEmpty();
        assertThat(table.engine.items()).isEmpty();
    }

    @Test
    void after_the_agent_was_chosen() {
        TaskKey key = table.submitted(psr, 0);
        table.on(removed("psr1", SECOND), SECOND);
        assertThat(table.on(ended(key, chosen(ANNA), SECOND), SECOND)).isEmpty();
        assertThat(table.said)
                .filteredOn(said -> said.kind() == Decision.Kind.AGENT_UNUSED)
                .extracting(Decision::reason)
                .containsExactly(Reason.WITHDRAWN);
        assertThat(table.engine.items()).isEmpty();
    }

    @Test
    void while_it_is_being_assigned() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        assertThat(table.on(removed("psr1", SECOND), SECOND)).isEmpty();
        assertThat(table.on(answered(key, new AssignmentResult.NotSent("no connection"), SECOND), SECOND))
                .isEmpty();
        assertThat(table.engine.items()).isEmpty();
        assertThat(table.engine.nextDeadline()).isEmpty();
    }

    @Test
    void between_two_tries_to_assign_it() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        table.on(answered(key, new AssignmentResult.NotSent("no connection"), 0), 0);
        table.on(removed("psr1", 0), 0);
        assertThat(table.on(TICK, SECOND)).isEmpty();
        assertThat(table.engine.items()).isEmpty();
    }

    @Test
    void late_news_does_not_bring_it_back_but_a_later_read_does() {
        table.submitted(psr, 0);
        table.on(removed("psr1", SECOND), SECOND);
        table.on(ended(key(1, 1), new TaskOutcome.Cancelled(), SECOND), SECOND);
        assertThat(table.on(changed(later(psr.toBuilder())), 2 * SECOND)).isEmpty();
        table.on(new Event.SnapshotStarted(at(0), "begun before it was removed"), 2 * SECOND);
        assertThat(table.on(new Event.SnapshotPage(List.of(psr)), 2 * SECOND)).isEmpty();
        assertThat(table.snapshot(3 * SECOND, psr)).isEmpty();
        assertThat(table.on(read(psr, 4 * SECOND), 4 * SECOND))
                .as("no key is used twice")
                .containsExactly(submit(key(1, 2), SALES, "new"));
    }
}
