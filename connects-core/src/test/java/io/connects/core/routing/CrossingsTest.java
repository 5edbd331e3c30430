package io.connects.core.routing;

import static io.connects.core.routing.Table.ANNA;
import static io.connects.core.routing.Table.BEN;
import static io.connects.core.routing.Table.SECOND;
import static io.connects.core.routing.Table.TICK;
import static io.connects.core.routing.Table.answered;
import static io.connects.core.routing.Table.changed;
import static io.connects.core.routing.Table.chosen;
import static io.connects.core.routing.Table.ended;
import static io.connects.core.routing.Table.inspected;
import static io.connects.core.routing.Table.later;
import static io.connects.core.routing.Table.orgRefuses;
import static io.connects.core.routing.Table.psr;
import static io.connects.core.routing.Table.read;
import static io.connects.core.routing.Table.removed;
import static io.connects.core.routing.Table.to;
import static io.connects.core.routing.Table.work;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Things that happen at once, or in an order that nobody would choose. */
class CrossingsTest {
    private final Table table = Table.ready();

    @Test
    void an_agent_found_for_another_queue_is_not_used_whatever_the_dialogue_was_taken_back_for() {
        Psr psr = psr(1).build();
        TaskKey key = table.submitted(psr, 0);
        Psr paused = later(psr.toBuilder().readyForRouting(false));
        assertThat(table.on(changed(paused), SECOND)).containsExactly(new Effect.Cancel(RouteTarget.ONLY, key));
        table.on(changed(to("queueSupport", paused).build()), SECOND);

        table.on(ended(key, chosen(ANNA), 2 * SECOND), 2 * SECOND);

        assertThat(table.kinds()).contains(Decision.Kind.AGENT_UNUSED);
        assertThat(table.phase("item1")).isEqualTo(Phase.READING);
    }

    @Test
    void a_third_psr_of_a_work_item_is_not_harmed_by_news_of_the_first() {
        Psr first = psr(1, "case").build();
        TaskKey key = table.submitted(first, 0);
        table.on(removed("psr1", SECOND), SECOND);
        table.on(changed(psr(2, "case").build()), SECOND);
        table.on(ended(key, new TaskOutcome.Cancelled(), SECOND), SECOND);
        table.on(removed("psr2", 2 * SECOND), 2 * SECOND);
        table.on(changed(psr(3, "case").build()), 3 * SECOND);

        table.on(removed("psr1", 4 * SECOND), 4 * SECOND);

        assertThat(table.engine.items()).singleElement().satisfies(item -> {
            assertThat(item.psr().id()).isEqualTo("psr3");
            assertThat(item.phase()).isEqualTo(Phase.READING);
        });
    }

    @Test
    void the_same_refusal_for_one_agent_after_another_is_the_orgs_doing() {
        for (int n = 1; n <= 3; n++) {
            Psr psr = psr(n).build();
            Agent agent = new Agent("agent" + n, 5000 + n, "user" + n);
            table.on(new Event.AgentsKnown(Agents.of(Set.of(agent))), 0);
            TaskKey key = table.assigning(psr, agent, n * SECOND);
            var refused = new AssignmentResult.Refused(AssignmentResult.Scope.ONE, "FIELD_CUSTOM", "a trigger says no");
            table.on(answered(key, refused, n * SECOND), n * SECOND);
            assertThat(table.engine.breakerOpen()).isFalse();
            table.on(read(psr, n * SECOND), n * SECOND);
            assertThat(table.engine.breakerOpen()).isEqualTo(n == 3);
        }
    }

    @Test
    void refusals_of_work_that_was_withdrawn_meanwhile_say_nothing_about_the_org() {
        for (int n = 1; n <= 5; n++) {
            Psr psr = psr(n).build();
            TaskKey key = table.assigning(psr, n % 2 == 0 ? ANNA : BEN, n * SECOND);
            var gone = new AssignmentResult.Refused(AssignmentResult.Scope.ONE, "ENTITY_IS_DELETED", "gone");
            table.on(answered(key, gone, n * SECOND), n * SECOND);
            table.on(
                    new Event.ItemRead(psr.id(), Optional.empty(), Table.at(n * SECOND), Table.at(n * SECOND)),
                    n * SECOND);
        }
        assertThat(table.engine.breakerOpen()).isFalse();
        assertThat(table.engine.items()).isEmpty();
    }

    @Test
    void an_agent_work_that_was_made_and_declined_before_its_creation_was_answered_is_not_made_again() {
        Psr psr = psr(1).build();
        TaskKey key = table.assigning(psr, ANNA, 0);
        table.on(answered(key, new AssignmentResult.Unanswered("silence"), 5 * SECOND), 5 * SECOND);
        Psr declined = later(psr.toBuilder().lastDeclinedSession("session"));

        table.on(inspected("psr1", declined, 5 * SECOND, work(psr, ANNA, AgentWork.Status.DECLINED)), 5 * SECOND);

        assertThat(table.said).extracting(Decision::reason).contains(Reason.DECLINED);
        assertThat(table.phase("item1")).isEqualTo(Phase.READING);
    }

    @Test
    void when_reads_fail_salesforce_is_given_time_before_the_next() {
        var options = RoutingOptions.builder().readAhead(1).build();
        Table narrow = Table.ready(options);
        narrow.on(changed(psr(1).build()), 0);
        narrow.on(changed(psr(2).build()), 0);

        assertThat(narrow.on(new Event.ReadFailed("psr1", "503"), 0)).isEmpty();
        assertThat(narrow.wakesAt()).isEqualTo(1);
        assertThat(narrow.on(TICK, SECOND)).hasSize(1).first().isInstanceOf(Effect.Read.class);
    }

    @Test
    void a_record_that_cannot_be_read_again_does_not_keep_the_others_from_it() {
        table.on(changed(psr(1).readyForRouting(false).build()), 0);
        table.on(changed(psr(2).readyForRouting(false).build()), 0);
        assertThat(table.snapshot(SECOND)).containsExactly(new Effect.ReadAgain(Set.of("psr1", "psr2")));

        for (long second = 1, delay = 5; ; second += delay, delay *= 2) {
            Set<String> asked = Set.of("psr1", "psr2");
            assertThat(table.on(new Event.ReadAgainFailed(asked, "unreadable"), second * SECOND))
                    .isEmpty();
            var next = table.on(TICK, (second + delay) * SECOND);
            if (Set.copyOf(next)
                    .equals(Set.of(new Effect.ReadAgain(Set.of("psr1")), new Effect.ReadAgain(Set.of("psr2"))))) {
                return;
            }
            assertThat(next).containsExactly(new Effect.ReadAgain(asked));
            assertThat(second)
                    .as("still not alone")
                    .isLessThan(Duration.ofHours(2).toSeconds());
        }
    }

    @Test
    void nothing_is_submitted_before_it_is_known_who_is_who() {
        var unknown = new Table(RoutingOptions.DEFAULTS);
        unknown.on(new Event.RouterState(RouteTarget.ONLY, TaskRouter.State.READY, ""), 0);
        unknown.snapshot(0, psr(1).build());

        assertThat(unknown.phase("item1")).isEqualTo(Phase.WAITING);
        assertThat(unknown.on(new Event.AgentsKnown(Agents.of(Set.of(ANNA))), SECOND))
                .hasSize(1);
    }

    @Test
    void a_refusal_by_the_org_still_opens_the_breaker_after_three() {
        for (int n = 1; n <= 3; n++) {
            TaskKey key = table.assigning(psr(n).build(), ANNA, n * SECOND);
            table.on(answered(key, orgRefuses(), n * SECOND), n * SECOND);
        }
        assertThat(table.engine.breakerOpen()).isTrue();
    }
}
