package io.connects.simulators.cce;

import static io.connects.simulators.cce.CceFixture.CHAT;
import static io.connects.simulators.cce.CceFixture.MAIL;
import static io.connects.simulators.cce.CceFixture.agent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.connects.core.routing.TaskId;
import io.connects.simulators.cce.RoutableSpan.Cause;
import io.connects.simulators.desktop.CiscoHand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TaskLifeTest {
    @Test
    void an_offered_task_knows_accept_and_nothing_else_then_start_then_end() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        String task = f.taskOf(f.submit("chat"));

        assertThat(f.cce.start(task)).isCompletedWithValue(false);
        assertThat(f.cce.end(task)).isCompletedWithValue(false);
        assertThat(f.cce.accept(task)).isCompletedWithValue(true);
        assertThat(f.cce.accept(task)).isCompletedWithValue(false);
        assertThat(f.cce.end(task)).isCompletedWithValue(false);
        assertThat(f.cce.start(task)).isCompletedWithValue(true);
        assertThat(f.cce.start(task)).isCompletedWithValue(false);
        assertThat(f.cce.end(task)).isCompletedWithValue(true);
        assertThat(f.cce.end(task)).isCompletedWithValue(false);
        assertThat(f.cce.accept("1:2:3")).as("unknown").isCompletedWithValue(false);
    }

    @Test
    void the_ledger_knows_when_what_happened() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        f.cce.setReady(1, false);
        long task = f.submit("chat", null, Map.of("callVariable10", "0JR1:2"));
        f.pass(10);
        f.cce.setReady(1, true);
        f.time.settle();
        f.pass(2);
        assertThat(f.cce.accept(f.taskOf(task))).isCompletedWithValue(true);
        f.pass(1);
        assertThat(f.cce.start(f.taskOf(task))).isCompletedWithValue(true);
        f.pass(60);
        f.finish(task);

        TaskEntry entry = f.entry(task);
        assertThat(Stream.of(
                                entry.times().submitted(),
                                entry.times().chosen(),
                                entry.times().accepted(),
                                entry.times().started(),
                                entry.times().ended())
                        .map(at -> Duration.between(VirtualTime.START, at).toSeconds()))
                .containsExactly(0L, 10L, 12L, 13L, 73L);
        assertThat(entry)
                .returns("0JR1:2", TaskEntry::correlation)
                .returns(1, TaskEntry::agent)
                .returns(Ending.STARTED_AND_ENDED, TaskEntry::ending)
                .returns(false, TaskEntry::madeAgentNotRoutable);
        assertThat(entry.psrId()).contains("0JR1");
        assertThat(f.cce.ledger().tasks("0JR1:2")).containsExactly(entry);
        assertThat(f.offered)
                .containsExactly(
                        new CiscoHand.Offered(entry.taskId(), 1, CHAT, "0JR1:2", Map.of("callVariable10", "0JR1:2")));
        assertThat(f.ended).containsExactly(new CiscoHand.Ended(entry.taskId(), 1, CiscoHand.End.ENDED));
    }

    @Test
    void task_ids_are_day_key_and_sequence() {
        var f = new CceFixture(o -> o);

        assertThat(TaskId.of(f.taskOf(f.submit("chat")))).isEqualTo(new TaskId(20779, 1, 1));
        assertThat(TaskId.of(f.taskOf(f.submit("chat")))).isEqualTo(new TaskId(20779, 2, 1));
    }

    @Test
    void a_started_task_ends_at_the_maximum_duration_of_its_domain() {
        int domain = 5007;
        var f = new CceFixture(
                o -> o.domain(new MediaRoutingDomain(domain, Duration.ofSeconds(30), Duration.ofMinutes(10), true))
                        .selector(new ScriptSelector("long", domain, Script.queueTo(100)))
                        .agent(new CceAgent(1, "a1", Set.of(100), Map.of(domain, 1))));
        f.submit(new RouteRequest(1, domain, "long", null, null, Map.of()));
        f.submit(new RouteRequest(2, domain, "long", null, null, Map.of()));
        assertThat(f.start(1)).isTrue();

        f.pass(599);
        assertThat(f.entry(1).ending()).isNull();
        f.pass(1);

        assertThat(f.entry(1).ending()).isEqualTo(Ending.TOO_LONG);
        assertThat(f.ended).extracting(CiscoHand.Ended::end).containsExactly(CiscoHand.End.TOO_LONG);
        assertThat(f.cce.isRoutable(1)).isTrue();
        assertThat(f.agentOf(2)).isEqualTo(1);
        assertThat(f.cce.end(f.taskOf(1))).isCompletedWithValue(false);
    }

    @Test
    void a_task_that_is_not_started_in_time_runs_out_and_leaves_its_agent_not_routable() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        long ignored = f.submit("chat");
        f.pass(29);
        assertThat(f.cce.isRoutable(1)).isTrue();

        f.pass(1);

        assertThat(f.cce.isRoutable(1)).isFalse();
        assertThat(f.entry(ignored).madeAgentNotRoutable()).isTrue();
        assertThat(f.ended).extracting(CiscoHand.Ended::end).containsExactly(CiscoHand.End.RAN_OUT);
        assertThat(f.cce.accept(f.taskOf(ignored))).isCompletedWithValue(false);
        long next = f.submit("chat");
        assertThat(f.agentOf(next)).isNull();
        f.pass(5);
        assertThat(f.cce.setRoutable(1, true)).isCompletedWithValue(true);
        f.time.settle();
        assertThat(f.agentOf(next)).isEqualTo(1);
        assertThat(f.cce.ledger().routableSpans(1))
                .extracting(RoutableSpan::routable, RoutableSpan::cause, RoutableSpan::taskId)
                .containsExactly(
                        tuple(true, Cause.SIGNED_IN, ""),
                        tuple(false, Cause.RAN_OUT, f.taskOf(ignored)),
                        tuple(true, Cause.SET, ""));
        RoutableSpan out = f.cce.ledger().routableSpans(1).get(1);
        assertThat(Duration.between(out.from(), out.to())).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void the_start_timeout_is_the_domains() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        f.submit("mail");

        f.pass(39);
        assertThat(f.cce.isRoutable(1)).isTrue();
        f.pass(1);
        assertThat(f.cce.isRoutable(1)).isFalse();
    }

    @Test
    void an_accepted_task_that_is_not_started_runs_out_too() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        assertThat(f.cce.accept(f.taskOf(f.submit("chat")))).isCompletedWithValue(true);

        f.pass(30);

        assertThat(f.cce.isRoutable(1)).isFalse();
    }

    @Test
    void a_started_task_never_runs_out() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        f.start(f.submit("chat"));

        f.pass(3600);

        assertThat(f.cce.isRoutable(1)).isTrue();
        assertThat(f.ended).isEmpty();
    }

    @Test
    void signing_out_ends_every_task_of_the_agent() {
        var f = new CceFixture(o -> o.agent(agent(1, 2, 100)));
        long started = f.submit("chat");
        f.start(started);
        long offered = f.submit("chat");

        f.cce.signOut(1);
        f.time.settle();

        assertThat(f.ended)
                .extracting(CiscoHand.Ended::end)
                .containsExactly(CiscoHand.End.SIGNED_OUT, CiscoHand.End.SIGNED_OUT);
        assertThat(f.entry(started).ending()).isEqualTo(Ending.SIGNED_OUT);
        assertThat(f.entry(offered).madeAgentNotRoutable()).isFalse();
        assertThat(f.cce.isRoutable(1)).isFalse();
        f.pass(60);
        assertThat(f.ended).hasSize(2);
    }

    @Test
    void a_task_in_queue_can_be_taken_back() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        f.cce.setReady(1, false);
        long task = f.submit("chat");

        f.client.terminate(task);
        f.time.settle();
        f.cce.setReady(1, true);
        f.pass(4000);

        assertThat(f.answers)
                .containsExactly(new RouteAnswer.Dequeued(f.entry(task).request()));
        assertThat(f.entry(task).ending()).isEqualTo(Ending.DEQUEUED);
        assertThat(f.offered).isEmpty();
    }

    @Test
    void a_task_with_an_agent_cannot_be_taken_back() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        long task = f.submit("chat");

        f.client.terminate(task);
        f.time.settle();

        assertThat(f.answers).singleElement().isInstanceOf(RouteAnswer.AgentChosen.class);
        assertThat(f.start(task)).isTrue();
    }

    @Test
    void the_end_of_a_session_discards_what_is_in_queue_and_leaves_agents_alone() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        long withAgent = f.submit("chat");
        long queued = f.submit("chat");
        RoutingClient other = f.cce.attach("OTHER", f.answers::add);
        other.newTask(new RouteRequest(1, CHAT, "chat", null, null, Map.of("callVariable10", "other:1")));

        f.client.close();
        f.time.settle();

        assertThat(f.entry(queued).ending()).isEqualTo(Ending.DISCARDED);
        assertThat(f.start(withAgent)).isTrue();
        assertThat(f.cce.ledger().inQueue()).isEqualTo(1);
        f.finish(withAgent);
        assertThat(f.cce.ledger().tasks("other:1"))
                .singleElement()
                .returns(1, TaskEntry::agent)
                .returns(2, TaskEntry::session);
    }

    @Test
    void disabled_routing_discards_what_is_in_queue_and_fails_new_tasks() {
        var f = new CceFixture(o -> o);
        long queued = f.submit("chat");

        f.client.disable();
        long refused = f.submit("chat");
        f.client.enable();
        long taken = f.submit("chat");

        assertThat(f.entry(queued).ending()).isEqualTo(Ending.DISCARDED);
        assertThat(f.entry(refused).reason()).isEqualTo(FailureReason.ROUTING_NOT_AVAILABLE);
        assertThat(f.entry(taken).ending()).isNull();
    }

    @Test
    void says_that_routing_changed_behind_everything_that_was_decided_before() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        List<Object> heard = new ArrayList<>();
        RoutingClient client = f.cce.attach("HEARD", new RoutingClient.Listener() {
            @Override
            public void onAnswer(RouteAnswer answer) {
                heard.add(answer);
            }

            @Override
            public void onRouting(boolean enabled) {
                heard.add(enabled);
            }
        });
        var chosen = new RouteRequest(1, CHAT, "chat", null, null, Map.of());
        var queued = new RouteRequest(2, CHAT, "chat", null, null, Map.of());

        client.newTask(chosen);
        client.newTask(queued);
        client.disable();
        client.enable();
        f.time.settle();

        assertThat(heard).hasSize(4);
        assertThat(heard.get(0))
                .isInstanceOfSatisfying(
                        RouteAnswer.AgentChosen.class,
                        answer -> assertThat(answer.request()).isEqualTo(chosen));
        assertThat(heard.subList(1, 4)).containsExactly(new RouteAnswer.Discarded(queued), false, true);
    }

    @Test
    void refuses_what_it_does_not_know() {
        var f = new CceFixture(o -> o.selector(new ScriptSelector("chat.none", CHAT, null)));
        f.submit("chat");

        assertThat(Map.of(
                        "selector", f.entry(f.submit("chat.unknown")).reason(),
                        "script", f.entry(f.submit("chat.none")).reason(),
                        "domain",
                                f.entry(f.submit(new RouteRequest(50, MAIL, "chat", null, null, Map.of())))
                                        .reason()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "selector", FailureReason.INVALID_DIALED_NUMBER,
                        "script", FailureReason.NO_SCRIPT,
                        "domain", FailureReason.INVALID_MRD));
        f.submit(new RouteRequest(1, CHAT, "chat", null, null, Map.of()));
        assertThat(f.answers.get(f.answers.size() - 1))
                .isInstanceOfSatisfying(
                        RouteAnswer.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(FailureReason.DUPLICATE_DIALOGUEID));
    }

    @Test
    void refuses_what_its_limits_do_not_allow() {
        var limits = new RouterLimits(5, 3, 1000);
        var f = new CceFixture(o -> o.limits(limits));

        IntStream.range(0, 4).forEach(i -> f.submit("chat"));
        IntStream.range(0, 3).forEach(i -> f.submit("mail"));

        assertThat(f.cce.ledger().tasks())
                .extracting(TaskEntry::reason)
                .containsExactly(
                        null, null, null, FailureReason.REQUEST_REFUSED, null, null, FailureReason.REQUEST_REFUSED);
        assertThat(f.cce.ledger().mostInQueuePerSelector()).isEqualTo(Map.of("chat", 3, "mail", 2));
        assertThat(f.cce.ledger().mostInQueue()).isEqualTo(5);
    }

    @Test
    void holds_as_many_tasks_as_a_router_does() {
        var f = new CceFixture(o -> o.limits(new RouterLimits(15_000, 10_000, 100_000)));

        IntStream.range(0, 10_001).forEach(i -> f.submit("chat"));
        IntStream.range(0, 5_001).forEach(i -> f.submit("mail"));

        assertThat(f.cce.ledger().mostInQueuePerSelector()).isEqualTo(Map.of("chat", 10_000, "mail", 5_000));
        assertThat(f.answers).hasSize(2).allMatch(RouteAnswer.Failed.class::isInstance);
    }

    @Test
    void reports_every_fault_of_a_configuration_together() {
        CceOptions.Builder faulty = CceOptions.builder()
                .skillGroup(100)
                .skillGroup(100)
                .selector(new ScriptSelector("x", 5001, Script.queueTo(300)))
                .agent(new CceAgent(1, "a", Set.of(400), Map.of(5002, 1)));

        assertThatThrownBy(faulty::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "skillGroup 100: given twice",
                        "selector x: refers to domain 5001",
                        "selector x: refers to skillGroup 300",
                        "agent 1: refers to skillGroup 400",
                        "agent 1: refers to domain 5002");
    }
}
