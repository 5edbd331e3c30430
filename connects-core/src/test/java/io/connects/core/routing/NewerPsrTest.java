package io.connects.core.routing;

import static io.connects.core.routing.Table.ANNA;
import static io.connects.core.routing.Table.BEN;
import static io.connects.core.routing.Table.SALES;
import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.TASK;
import static io.connects.core.routing.Table.TICK;
import static io.connects.core.routing.Table.answered;
import static io.connects.core.routing.Table.at;
import static io.connects.core.routing.Table.changed;
import static io.connects.core.routing.Table.ended;
import static io.connects.core.routing.Table.inspected;
import static io.connects.core.routing.Table.key;
import static io.connects.core.routing.Table.psr;
import static io.connects.core.routing.Table.read;
import static io.connects.core.routing.Table.removed;
import static io.connects.core.routing.Table.request;
import static io.connects.core.routing.Table.submit;
import static io.connects.core.routing.Table.work;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NewerPsrTest {
    private final Psr older = psr(1, "item").build();
    private final Psr newer = psr(2, "item").build();
    private final Table table = Table.ready();

    @Test
    void takes_the_place_of_the_older_at_Cisco() {
        TaskKey key = table.submitted(older, 0);
        assertThat(table.on(changed(newer), SECOND)).containsExactly(new Effect.Cancel(RouteTarget.ONLY, key));
        assertThat(table.on(ended(key, new TaskOutcome.Cancelled(), SECOND), SECOND))
                .containsExactly(new Effect.Read(newer));
        assertThat(table.on(read(newer, SECOND), SECOND)).containsExactly(submit(key(2, 1), SALES, "superseded"));
    }

    @Test
    void is_not_displaced_by_late_news_of_the_older() {
        table.submitted(newer, 0);
        assertThat(table.on(changed(older), SECOND)).isEmpty();
    }

    @Test
    void gives_way_to_the_older_when_it_is_withdrawn_and_the_older_still_exists() {
        table.submitted(newer, 0);
        table.on(changed(older), 0);
        assertThat(table.on(removed("psr2", SECOND), SECOND))
                .containsExactly(new Effect.Cancel(RouteTarget.ONLY, key(2, 1)), new Effect.ReadAgain(Set.of("psr1")));
        table.on(ended(key(2, 1), new TaskOutcome.Cancelled(), SECOND), SECOND);
        assertThat(table.on(
                        new Event.ReadAgainAnswered(Set.of("psr1"), List.of(older), at(SECOND), at(SECOND)),
                        2 * SECOND))
                .containsExactly(new Effect.Read(older));
    }

    @Test
    void never_uses_a_key_twice_when_the_older_comes_back() {
        table.submitted(older, 0);
        table.on(changed(newer), SECOND);
        table.on(removed("psr2", SECOND), SECOND);
        table.on(new Event.ReadAgainAnswered(Set.of("psr1"), List.of(older), at(SECOND), at(SECOND)), SECOND);
        table.on(ended(key(1, 1), new TaskOutcome.Cancelled(), SECOND), SECOND);
        assertThat(table.on(read(older, SECOND), SECOND))
                .extracting(effect -> ((Effect.Submit) effect).key())
                .containsExactly(key(1, 2));
    }

    @Test
    void waits_while_the_older_is_with_an_agent_whom_we_did_not_choose() {
        table.on(changed(older.toBuilder().pushed(true).build()), 0);
        assertThat(table.on(changed(newer), SECOND)).containsExactly(new Effect.Inspect("psr1"));
        AgentWork active = work(older, BEN, AgentWork.Status.ASSIGNED);
        assertThat(table.on(inspected("psr1", older.toBuilder().pushed(true).build(), SECOND, active), SECOND))
                .isEmpty();
        assertThat(table.wakesAt()).isEqualTo(9);
        assertThat(table.on(TICK, 9 * SECOND)).containsExactly(new Effect.Inspect("psr1"));
        assertThat(table.on(inspected("psr1", null, 9 * SECOND), 9 * SECOND)).containsExactly(new Effect.Read(newer));
    }

    @Test
    void still_gets_its_answer_when_the_older_is_removed_while_we_ask_about_its_assignment() {
        TaskKey key = table.assigning(older, ANNA, 0);
        assertThat(table.on(answered(key, new AssignmentResult.Unanswered("silence"), SECOND), SECOND))
                .containsExactly(new Effect.Inspect("psr1"));
        table.on(changed(newer), SECOND);
        table.on(removed("psr1", SECOND), SECOND);
        assertThat(table.on(inspected("psr1", null, SECOND), SECOND)).containsExactly(new Effect.Read(newer));
    }

    @Test
    void of_a_transfer_names_the_previous_task() {
        table.pushed(older, ANNA, 0);
        table.on(new Event.AgentWorkSeen(work(older, ANNA, AgentWork.Status.OPENED), at(0)), SECOND);
        table.on(removed("psr1", SECOND), SECOND);
        Psr transfer = newer.toBuilder().transfer(true).build();
        assertThat(table.on(changed(transfer), 60 * SECOND)).containsExactly(new Effect.Inspect("psr1"));
        assertThat(table.on(
                        inspected("psr1", null, 60 * SECOND, work(older, ANNA, AgentWork.Status.TRANSFERRED)),
                        60 * SECOND))
                .containsExactly(new Effect.Read(transfer));
        assertThat(table.on(read(transfer, 60 * SECOND), 60 * SECOND))
                .containsExactly(
                        new Effect.Submit(RouteTarget.ONLY, key(2, 1), request(key(2, 1), SALES, "new", null, TASK)));
    }

    @Test
    void news_that_no_longer_names_the_psr_does_not_leave_the_newer_waiting() {
        table.pushed(older, ANNA, 0);
        table.on(removed("psr1", SECOND), SECOND);
        assertThat(table.on(changed(newer), 2 * SECOND)).containsExactly(new Effect.Inspect("psr1"));
        var closed = new AgentWork("work1", null, "item", ANNA.userId(), AgentWork.Status.CLOSED);
        table.on(new Event.AgentWorkSeen(closed, at(0)), 2 * SECOND);
        assertThat(table.on(inspected("psr1", null, 2 * SECOND), 2 * SECOND)).containsExactly(new Effect.Read(newer));
    }
}
