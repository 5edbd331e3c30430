package io.connects.simulators.cce;

import static io.connects.simulators.cce.CceFixture.agent;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.simulators.cce.VoiceEntry.Delay;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoiceTest {
    private static final int GROUP = 100;

    private static void call(CceFixture f, int talkSeconds, int patienceSeconds) {
        f.cce.call(GROUP, Duration.ofSeconds(talkSeconds), Duration.ofSeconds(patienceSeconds));
    }

    private static VoiceEntry first(CceFixture f) {
        return f.cce.ledger().calls().get(0);
    }

    @Test
    void an_agent_on_a_call_gets_no_task_until_it_ends() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        call(f, 60, 10);
        long task = f.submit("chat");
        f.pass(59);
        assertThat(f.agentOf(task)).isNull();

        f.pass(1);

        assertThat(f.agentOf(task)).isEqualTo(1);
        assertThat(first(f).delay()).isEqualTo(Delay.NONE);
        assertThat(Duration.between(first(f).answered(), first(f).ended())).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void a_call_interrupts_a_started_task_of_an_interruptible_domain() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        long mail = f.submit("mail");
        f.start(mail);

        call(f, 60, 10);

        assertThat(first(f).agent()).isEqualTo(1);
        assertThat(first(f).interrupted()).containsExactly(f.taskOf(mail));
        assertThat(f.cce.ledger().callsDelayedByTasks()).isZero();
        f.finish(mail);
        assertThat(f.entry(mail).ending()).isEqualTo(Ending.STARTED_AND_ENDED);
    }

    @Test
    void a_call_waits_for_an_agent_with_a_task_of_a_domain_that_is_not_interruptible_and_comes_before_tasks() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        long chat = f.submit("chat");
        f.start(chat);
        long next = f.submit("chat");

        call(f, 60, 600);
        assertThat(first(f)).returns(null, VoiceEntry::agent).returns(Delay.TASKS, VoiceEntry::delay);
        f.pass(30);
        f.finish(chat);

        assertThat(first(f).agent()).isEqualTo(1);
        assertThat(first(f).delay()).isEqualTo(Delay.TASKS);
        assertThat(f.agentOf(next)).isNull();
        assertThat(f.cce.ledger().callsDelayedByTasks()).isEqualTo(1);
        assertThat(f.cce.ledger().callsHarmed()).isZero();
    }

    @Test
    void a_call_does_not_interrupt_a_reservation_but_may_what_becomes_of_it() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        long mail = f.submit("mail");
        call(f, 60, 600);
        assertThat(first(f).agent()).isNull();

        f.start(mail);

        assertThat(first(f).agent()).isEqualTo(1);
        assertThat(first(f).delay()).isEqualTo(Delay.TASKS);
    }

    @Test
    void prefers_an_agent_without_tasks_to_one_whose_task_it_would_interrupt() {
        var f = new CceFixture(o -> o.agent(agent(1)).agent(agent(2)));
        f.start(f.submit("mail"));

        call(f, 60, 10);

        assertThat(first(f).agent()).isEqualTo(2);
    }

    @Test
    void a_caller_who_gives_up_behind_a_task_was_harmed() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        f.start(f.submit("chat"));
        call(f, 60, 20);

        f.pass(20);

        assertThat(first(f).abandoned()).isTrue();
        assertThat(f.cce.ledger().callsHarmed()).isEqualTo(1);
    }

    @Test
    void a_call_that_waits_for_an_agent_whom_a_task_made_not_routable_was_harmed() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        f.submit("chat");
        call(f, 60, 600);
        assertThat(f.cce.ledger().callsHarmed()).isZero();
        f.pass(30);
        assertThat(first(f).delay()).as("the task ran out while it waited").isEqualTo(Delay.TASK_RAN_OUT);
        call(f, 60, 600);
        assertThat(f.cce.ledger().calls().get(1).delay()).isEqualTo(Delay.TASK_RAN_OUT);

        assertThat(f.cce.setRoutable(1, true)).isCompletedWithValue(true);

        assertThat(first(f).agent()).isEqualTo(1);
        assertThat(f.cce.ledger().callsHarmed()).isEqualTo(2);
        assertThat(f.cce.ledger().callsDelayedByTasks()).isEqualTo(2);
    }

    @Test
    void calls_that_wait_for_other_calls_or_for_nobody_were_not_delayed_by_tasks() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        call(f, 60, 10);
        call(f, 60, 600);
        f.cce.call(200, Duration.ofSeconds(1), Duration.ofSeconds(1));
        f.pass(10);

        assertThat(f.cce.ledger().calls())
                .extracting(VoiceEntry::delay)
                .containsExactly(Delay.NONE, Delay.VOICE, Delay.VOICE);
        assertThat(f.cce.ledger().callsHarmed()).isZero();
        f.pass(50);
        assertThat(f.cce.ledger().calls().get(1).agent()).isEqualTo(1);
    }

    @Test
    void signing_out_ends_a_call() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        call(f, 60, 10);
        f.pass(5);

        f.cce.signOut(1);
        f.cce.signIn(1);
        long chat = f.submit("chat");
        f.pass(20);

        assertThat(first(f).ended()).isEqualTo(VirtualTime.START.plusSeconds(5));
        assertThat(f.agentOf(chat)).isEqualTo(1);
    }

    @Test
    void a_voice_load_is_the_same_for_the_same_seed_and_ends_when_it_is_closed() {
        List<VoiceEntry> once = anHourOfCalls();

        assertThat(once).hasSizeBetween(20, 45).isEqualTo(anHourOfCalls());
    }

    private static List<VoiceEntry> anHourOfCalls() {
        var f = new CceFixture(o -> o.agent(agent(1)));
        var calls = new VoiceLoad.Calls(GROUP, Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofMinutes(1));
        try (VoiceLoad load = VoiceLoad.start(f.cce, calls, 7, f.time)) {
            assertThat(load).isNotNull();
            f.pass(3600);
        }
        int arrived = f.cce.ledger().calls().size();
        f.pass(3600);
        assertThat(f.cce.ledger().calls()).hasSize(arrived);
        return f.cce.ledger().calls();
    }
}
