package io.connects.simulators.cce;

import static io.connects.simulators.cce.CceFixture.CHAT;
import static io.connects.simulators.cce.CceFixture.MAIL;
import static io.connects.simulators.cce.CceFixture.agent;
import static io.connects.simulators.cce.Node.label;
import static io.connects.simulators.cce.Node.queueTo;
import static io.connects.simulators.cce.Node.waitFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.simulators.cce.Script.PreferredAgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingTest {
    @Test
    void chooses_the_agent_who_has_been_available_for_longest() {
        var f = new CceFixture(o -> o.agent(agent(1)).agent(agent(2)).agent(agent(3)));

        long first = f.submit("chat");
        f.start(first);
        f.finish(first);

        assertThat(f.agentOf(first)).isEqualTo(1);
        assertThat(f.agentOf(f.submit("chat"))).isEqualTo(2);
        assertThat(f.agentOf(f.submit("chat"))).isEqualTo(3);
        assertThat(f.agentOf(f.submit("chat"))).isEqualTo(1);
    }

    @Test
    void spreads_tasks_over_agents_who_may_have_several() {
        var f = new CceFixture(o -> o.agent(agent(1, 2, 100)).agent(agent(2, 2, 100)));

        assertThat(List.of(f.submit("chat"), f.submit("chat"), f.submit("chat"), f.submit("chat")))
                .extracting(f::agentOf)
                .containsExactly(1, 2, 1, 2);
        assertThat(f.agentOf(f.submit("chat"))).as("both are at their limit").isNull();
    }

    @Test
    void serves_the_queue_first_in_first_out_when_an_agent_becomes_available() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        long busy = f.submit("chat");
        f.start(busy);
        long second = f.submit("chat");
        long third = f.submit("chat");

        f.finish(busy);

        assertThat(f.agentOf(second)).isEqualTo(1);
        assertThat(f.agentOf(third)).isNull();
    }

    @Test
    void serves_by_the_priority_variable_before_the_queue_time() {
        var f = new CceFixture(o -> o.agent(agent(1)).priorityVariable("callVariable3"));
        long busy = f.submit("chat");
        f.start(busy);
        long without = f.submit("chat");
        long text = f.submit("chat", null, Map.of("callVariable3", "soon"));
        long two = f.submit("chat", null, Map.of("callVariable3", "2"));
        long one = f.submit("chat", null, Map.of("callVariable3", " 1 "));
        List<Long> served = new ArrayList<>();

        f.finish(busy);
        for (int i = 0; i < 4; i++) {
            long next = List.of(without, text, two, one).stream()
                    .filter(dialogue -> f.agentOf(dialogue) != null && !served.contains(dialogue))
                    .findFirst()
                    .orElseThrow();
            served.add(next);
            f.start(next);
            f.finish(next);
        }

        assertThat(served).containsExactly(one, two, without, text);
    }

    @Test
    void prefers_the_earlier_skill_group() {
        var script = new ScriptSelector("chat.both", CHAT, Script.queueTo(200, 100));
        var f = new CceFixture(
                o -> o.agent(agent(1, 1, 100)).agent(agent(2, 1, 200)).selector(script));

        assertThat(f.agentOf(f.submit("chat.both"))).isEqualTo(2);
        assertThat(f.agentOf(f.submit("chat.both"))).isEqualTo(1);
    }

    @Test
    void widens_the_search_step_by_step() {
        var script = Script.of(queueTo(200), waitFor(Duration.ofSeconds(20)), queueTo(100));
        var f = new CceFixture(o -> o.agent(agent(1)).selector(new ScriptSelector("chat.wide", CHAT, script)));
        long task = f.submit("chat.wide");

        f.pass(19);
        assertThat(f.agentOf(task)).isNull();
        f.pass(1);
        assertThat(f.agentOf(task)).isEqualTo(1);
    }

    @Test
    void tries_the_preferred_agent_first_and_then_the_skill_group() {
        var f = new CceFixture(o -> o.agent(agent(1)).agent(agent(2)).agent(agent(3)));

        assertThat(f.agentOf(f.submit("chat", 3, Map.of()))).isEqualTo(3);
        assertThat(f.agentOf(f.submit("chat", 3, Map.of()))).isEqualTo(1);
        assertThat(f.agentOf(f.submit("chat", 99, Map.of()))).as("unknown").isEqualTo(2);
    }

    @Test
    void ignores_the_preferred_agent_when_the_script_says_so() {
        var script = new ScriptSelector("chat.any", CHAT, Script.queueTo(100).preferring(PreferredAgent.IGNORE));
        var f = new CceFixture(o -> o.agent(agent(1)).agent(agent(2)).selector(script));

        assertThat(f.agentOf(f.submit("chat.any", 2, Map.of()))).isEqualTo(1);
    }

    @Test
    void waits_for_the_preferred_agent_alone_when_the_script_says_so() {
        var script = new ScriptSelector("chat.only", CHAT, Script.queueTo(100).preferring(PreferredAgent.ONLY));
        var f = new CceFixture(o -> o.agent(agent(1)).agent(agent(2)).selector(script));
        long busy = f.submit("chat.only", 2, Map.of());
        f.start(busy);
        long waiting = f.submit("chat.only", 2, Map.of());
        f.pass(60);
        assertThat(f.agentOf(waiting)).isNull();

        f.finish(busy);

        assertThat(f.agentOf(waiting)).isEqualTo(2);
    }

    @Test
    void gives_nothing_to_an_agent_with_a_task_of_another_domain_that_is_not_interruptible() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        long chat = f.submit("chat");
        f.start(chat);
        long mail = f.submit("mail");
        assertThat(f.agentOf(mail)).isNull();

        f.finish(chat);

        assertThat(f.agentOf(mail)).isEqualTo(1);
    }

    @Test
    void interrupts_a_task_of_an_interruptible_domain() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        f.start(f.submit("mail"));

        assertThat(f.agentOf(f.submit("chat"))).isEqualTo(1);
    }

    @Test
    void gives_nothing_to_an_agent_on_a_voice_call() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        f.cce.setOnCall(1, true);
        long task = f.submit("chat");
        assertThat(f.agentOf(task)).isNull();

        f.cce.setOnCall(1, false);
        f.time.settle();

        assertThat(f.agentOf(task)).isEqualTo(1);
    }

    @Test
    void gives_nothing_to_an_agent_who_is_not_routable_not_ready_or_signed_out() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        assertThat(f.cce.setRoutable(1, false)).isCompletedWithValue(true);
        long first = f.submit("chat");
        assertThat(f.agentOf(first)).isNull();
        assertThat(f.cce.setRoutable(1, true)).isCompletedWithValue(true);
        f.time.settle();
        assertThat(f.agentOf(first)).isEqualTo(1);
        f.start(first);
        f.finish(first);

        f.cce.setReady(1, false);
        long second = f.submit("chat");
        assertThat(f.agentOf(second)).isNull();
        f.cce.setReady(1, true);
        f.time.settle();
        assertThat(f.agentOf(second)).isEqualTo(1);
        f.start(second);
        f.finish(second);

        f.cce.signOut(1);
        long third = f.submit("chat");
        assertThat(f.agentOf(third)).isNull();
        assertThat(f.cce.setRoutable(1, true)).isCompletedWithValue(false);
        f.cce.signIn(1);
        f.time.settle();
        assertThat(f.agentOf(third)).isEqualTo(1);
    }

    @Test
    void gives_nothing_of_a_domain_for_which_an_agent_has_no_limit() {
        var voiceOnly = new CceAgent(1, "a1", Set.of(100), Map.of(MAIL, 1));
        var f = new CceFixture(o -> o.agent(voiceOnly));

        assertThat(f.agentOf(f.submit("chat"))).isNull();
        assertThat(f.agentOf(f.submit("mail"))).isEqualTo(1);
    }

    @Test
    void answers_with_a_label_after_a_while_in_queue() {
        var script = Script.of(queueTo(100), waitFor(Duration.ofSeconds(60)), label("Q_BACKLOG"));
        var f = new CceFixture(o -> o.selector(new ScriptSelector("chat.label", CHAT, script)));
        long task = f.submit("chat.label");
        f.pass(59);
        assertThat(f.answers).isEmpty();

        f.pass(1);

        assertThat(f.answers)
                .containsExactly(new RouteAnswer.Label(f.entry(task).request(), "Q_BACKLOG"));
        assertThat(f.entry(task).ending()).isEqualTo(Ending.LABELLED);
        assertThat(f.cce.ledger().inQueue()).isZero();
    }

    @Test
    void releases_a_task_as_expired_at_the_end_of_the_queue_time() {
        var f = new CceFixture(o -> o);
        long task = f.submit("chat");

        f.pass(3600);

        assertThat(f.answers)
                .containsExactly(new RouteAnswer.Released(f.entry(task).request(), ReleaseCause.EXPIRED));
        assertThat(f.entry(task)).returns(Ending.EXPIRED, TaskEntry::ending);
    }

    @Test
    void answers_with_the_label_at_once_when_the_script_queues_nowhere() {
        var script = Script.of(label("CLOSED"));
        var f = new CceFixture(o -> o.agent(agent(1)).selector(new ScriptSelector("chat.closed", CHAT, script)));

        long task = f.submit("chat.closed");

        assertThat(f.answers).singleElement().isInstanceOf(RouteAnswer.Label.class);
        assertThat(f.entry(task).ending()).isEqualTo(Ending.LABELLED);
    }
}
