package io.connects.core.routing;

import static io.connects.core.routing.Table.ANNA;
import static io.connects.core.routing.Table.SALES;
import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.TICK;
import static io.connects.core.routing.Table.answered;
import static io.connects.core.routing.Table.assigned;
import static io.connects.core.routing.Table.at;
import static io.connects.core.routing.Table.changed;
import static io.connects.core.routing.Table.chosen;
import static io.connects.core.routing.Table.ended;
import static io.connects.core.routing.Table.key;
import static io.connects.core.routing.Table.later;
import static io.connects.core.routing.Table.psr;
import static io.connects.core.routing.Table.read;
import static io.connects.core.routing.Table.submit;
import static io.connects.core.routing.Table.work;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeclinesTest {
    private final Psr psr = psr(1).build();

    @Test
    void a_declined_work_item_is_submitted_again_with_its_attempt_and_reason() {
        Table table = Table.ready();
        Psr pushed = table.pushed(psr, ANNA, 0);
        Psr declined = later(pushed.toBuilder().pushed(false).lastDeclinedSession("s1"));
        assertThat(table.on(changed(declined), 5 * SECOND)).containsExactly(new Effect.Read(declined));
        assertThat(table.on(read(declined, 5 * SECOND), 5 * SECOND))
                .containsExactly(submit(key(1, 2), SALES, "declined"));
    }

    @Test
    void each_decline_waits_longer_than_the_one_before() {
        Table table =
                Table.ready(RoutingOptions.builder().submissionsPerMinute(100).build());
        Psr now = psr;
        long time = 0;
        table.submitted(psr, 0);
        int attempt = 1;
        for (long wait : List.of(0, 2, 8, 30, 60, 60)) {
            table.on(ended(key(1, attempt), chosen(ANNA), time), time);
            table.on(answered(key(1, attempt), assigned(), time), time);
            Psr pushed = later(now.toBuilder().pushed(true));
            assertThat(table.on(changed(pushed), time)).isEmpty();
            now = later(pushed.toBuilder().pushed(false).lastDeclinedSession("s" + attempt));
            List<Effect> after = table.on(changed(now), time);
            if (wait > 0) {
                assertThat(after).isEmpty();
                assertThat(table.wakesAt()).isEqualTo(time / (double) SECOND + wait);
                time += wait * SECOND;
                after = table.on(TICK, time);
            }
            assertThat(after).containsExactly(new Effect.Read(now));
            attempt++;
            assertThat(table.on(read(now, time), time)).containsExactly(submit(key(1, attempt), SALES, "declined"));
        }
    }

    @Test
    void a_push_timeout_and_an_agent_who_went_offline_are_told_from_a_decline() {
        assertThat(whyAfter(AgentWork.Status.DECLINED_ON_PUSH_TIMEOUT)).isEqualTo("push-timeout");
        assertThat(whyAfter(AgentWork.Status.UNAVAILABLE)).isEqualTo("agent-offline");
        assertThat(whyAfter(AgentWork.Status.DECLINED)).isEqualTo("declined");
    }

    private String whyAfter(AgentWork.Status status) {
        Table table = Table.ready();
        Psr pushed = table.pushed(psr, ANNA, 0);
        table.on(new Event.AgentWorkSeen(work(psr, ANNA, status), at(0)), SECOND);
        Psr dropped = later(pushed.toBuilder().pushed(false));
        table.on(changed(dropped), SECOND);
        var submit = (Effect.Submit) table.on(read(dropped, SECOND), SECOND).get(0);
        return submit.request().variables().get("user.reason");
    }

    @Test
    void a_decline_that_overtakes_the_answer_to_the_create_is_read_before_it_is_believed() {
        Table table = Table.ready();
        TaskKey key = table.assigning(psr, ANNA, 0);
        Psr declined = psr.toBuilder().serial(3).lastDeclinedSession("s1").build();
        assertThat(table.on(changed(declined), SECOND)).isEmpty();
        assertThat(table.on(answered(key, assigned(), SECOND), SECOND)).containsExactly(new Effect.Read(declined));
    }

    @Test
    void a_psr_is_submitted_no_more_than_five_times_in_a_minute() {
        Table table = Table.ready();
        Psr now = psr;
        table.submitted(psr, 0);
        for (int attempt = 1; attempt < 5; attempt++) {
            long time = attempt * SECOND;
            Psr waiting = later(now.toBuilder().readyForRouting(false));
            assertThat(table.on(changed(waiting), time))
                    .containsExactly(new Effect.Cancel(RouteTarget.ONLY, key(1, attempt)));
            now = later(waiting.toBuilder().readyForRouting(true));
            table.on(changed(now), time);
            assertThat(table.on(ended(key(1, attempt), new TaskOutcome.Cancelled(), time), time))
                    .containsExactly(new Effect.Read(now));
            assertThat(table.on(read(now, time), time)).hasSize(1);
        }
        Psr waiting = later(now.toBuilder().readyForRouting(false));
        table.on(changed(waiting), 5 * SECOND);
        now = later(waiting.toBuilder().readyForRouting(true));
        table.on(changed(now), 5 * SECOND);
        assertThat(table.on(ended(key(1, 5), new TaskOutcome.Cancelled(), 5 * SECOND), 5 * SECOND))
                .isEmpty();
        assertThat(table.said).extracting(Decision::reason).containsExactly(Reason.TOO_OFTEN);
        assertThat(table.wakesAt()).isEqualTo(60);
        assertThat(table.on(TICK, 60 * SECOND)).containsExactly(new Effect.Read(now));
    }

    @Test
    void parks_after_as_many_failures_as_are_tolerated_and_tries_again_every_ten_minutes() {
        Table table =
                Table.ready(RoutingOptions.builder().failuresBeforeParking(1).build());
        TaskKey key = table.submitted(psr, 0);
        assertThat(table.on(ended(key, new TaskOutcome.Released(1), 0), 0)).isEmpty();
        assertThat(table.kinds()).contains(Decision.Kind.PARKED);
        assertThat(table.wakesAt()).isEqualTo(600);
        assertThat(table.on(TICK, 600 * SECOND)).containsExactly(new Effect.Read(psr));
    }
}
