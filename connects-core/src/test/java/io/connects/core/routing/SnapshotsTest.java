package io.connects.core.routing;

import static io.connects.core.routing.Table.ANNA;
import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.TICK;
import static io.connects.core.routing.Table.answered;
import static io.connects.core.routing.Table.assigned;
import static io.connects.core.routing.Table.at;
import static io.connects.core.routing.Table.changed;
import static io.connects.core.routing.Table.ended;
import static io.connects.core.routing.Table.key;
import static io.connects.core.routing.Table.psr;
import static io.connects.core.routing.Table.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
    private final Psr psr = psr(1).build();
    private final Table table = Table.ready();

    @Test
    void nothing_is_removed_by_absence_but_only_by_reading_it_again() {
        TaskKey key = table.submitted(psr, 0);
        assertThat(table.snapshot(5 * SECOND)).containsExactly(new Effect.ReadAgain(Set.of("psr1")));
        assertThat(table.on(readAgain(5, List.of(psr)), 6 * SECOND)).isEmpty();
        assertThat(table.phase("item1")).isEqualTo(Phase.SUBMITTED);
        assertThat(table.snapshot(7 * SECOND)).containsExactly(new Effect.ReadAgain(Set.of("psr1")));
        assertThat(table.on(readAgain(7, List.of()), 8 * SECOND))
                .containsExactly(new Effect.Cancel(RouteTarget.ONLY, key));
    }

    private static Event readAgain(long second, List<Psr> found) {
        return new Event.ReadAgainAnswered(Set.of("psr1"), found, at(second * SECOND), at((second + 1) * SECOND));
    }

    @Test
    void reading_again_is_repeated_when_it_fails() {
        table.submitted(psr, 0);
        table.snapshot(5 * SECOND);
        assertThat(table.on(new Event.ReadAgainFailed(Set.of("psr1"), "503"), 5 * SECOND))
                .isEmpty();
        assertThat(table.wakesAt()).isEqualTo(10);
        assertThat(table.on(TICK, 10 * SECOND)).containsExactly(new Effect.ReadAgain(Set.of("psr1")));
    }

    @Test
    void late_news_of_a_psr_whose_removal_was_lost_does_not_spare_it_the_second_look() {
        Psr now = psr.toBuilder().serial(5).build();
        table.submitted(now, 0);
        table.on(new Event.SnapshotStarted(at(5 * SECOND), "gap"), 5 * SECOND);
        table.on(changed(psr), 6 * SECOND);
        assertThat(table.on(new Event.SnapshotEnded(at(5 * SECOND), at(7 * SECOND)), 7 * SECOND))
                .containsExactly(new Effect.ReadAgain(Set.of("psr1")));
    }

    @Test
    void a_page_read_while_an_assignment_was_under_way_does_not_undo_it() {
        TaskKey key = table.assigning(psr, ANNA, 0);
        table.on(new Event.SnapshotStarted(at(SECOND), "gap"), SECOND);
        table.on(answered(key, assigned(), 2 * SECOND), 2 * SECOND);
        assertThat(table.on(new Event.SnapshotPage(List.of(psr)), 3 * SECOND)).isEmpty();
        assertThat(table.phase("item1")).isEqualTo(Phase.PUSHED);
    }

    @Test
    void a_page_read_while_the_psr_was_read_as_gone_does_not_bring_it_back() {
        table.submitted(psr, 0);
        table.snapshot(SECOND);
        table.on(new Event.SnapshotStarted(at(1_500 * World.MILLI), "gap"), 1_500 * World.MILLI);
        table.on(readAgain(1, List.of()), 2 * SECOND);
        table.on(ended(key(1, 1), new TaskOutcome.Cancelled(), 2 * SECOND), 2 * SECOND);
        assertThat(table.on(new Event.SnapshotPage(List.of(psr)), 3 * SECOND)).isEmpty();
        assertThat(table.engine.items()).isEmpty();
    }

    @Test
    void a_snapshot_replaces_one_that_had_begun() {
        table.on(new Event.SnapshotStarted(at(SECOND), "gap"), SECOND);
        table.submitted(psr, SECOND);
        table.on(new Event.SnapshotStarted(at(2 * SECOND), "gap"), 2 * SECOND);
        assertThat(table.on(new Event.SnapshotEnded(at(SECOND), at(2 * SECOND)), 2 * SECOND))
                .isEmpty();
    }

    @Test
    void a_change_that_was_lost_is_learnt_from_the_page() {
        TaskKey key = table.submitted(psr, 0);
        Psr moved = to("queueSupport", psr).build();
        table.on(new Event.SnapshotStarted(at(SECOND), "gap"), SECOND);
        assertThat(table.on(new Event.SnapshotPage(List.of(moved)), SECOND))
                .containsExactly(new Effect.Cancel(RouteTarget.ONLY, key));
    }
}
