package io.connects.simulators.cce;

import static io.connects.simulators.cce.CceFixture.CHAT;
import static io.connects.simulators.cce.CceFixture.agent;
import static io.connects.simulators.cce.Node.label;
import static io.connects.simulators.cce.Node.queueTo;
import static io.connects.simulators.cce.Node.release;
import static io.connects.simulators.cce.Node.repeat;
import static io.connects.simulators.cce.Node.runExternalScript;
import static io.connects.simulators.cce.Node.waitFor;
import static io.connects.simulators.cce.Node.whenClosed;
import static io.connects.simulators.cce.Node.whenFull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final Node TELL_WAIT = runExternalScript("EWT", "in seconds", ANSWER_WITHIN);
    /** 22 November 2026, where virtual time starts at 8:00, is a Sunday. */
    private static final OpeningHours SUNDAYS_FROM_NINE =
            new OpeningHours(Set.of(DayOfWeek.SUNDAY), LocalTime.of(9, 0), LocalTime.of(17, 0), ZoneOffset.UTC);

    private static CceFixture with(Script script, CceAgent... agents) {
        return new CceFixture(options -> {
            List.of(agents).forEach(options::agent);
            return options.selector(new ScriptSelector("chat.x", CHAT, script)).expectedWaitVariable("user.ewt");
        });
    }

    private static RouteAnswer.RunScript lastQuestion(CceFixture f) {
        return f.answers.stream()
                .filter(RouteAnswer.RunScript.class::isInstance)
                .map(RouteAnswer.RunScript.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static void answer(CceFixture f, long task, long number, boolean understood) {
        f.client.scriptResult(task, number, understood);
        f.time.settle();
    }

    @Test
    void releases_with_the_cause_of_its_node() {
        var f = with(Script.of(release(ReleaseCause.RELEASED)), agent(1));

        long task = f.submit("chat.x");

        assertThat(f.answers)
                .containsExactly(new RouteAnswer.Released(f.entry(task).request(), ReleaseCause.RELEASED));
        assertThat(f.entry(task).ending()).isEqualTo(Ending.RELEASED);
        assertThat(f.cce.ledger().inQueue()).isZero();
    }

    @Test
    void releases_a_task_that_its_script_never_queued() {
        var f = with(Script.of(waitFor(Duration.ofSeconds(5))), agent(1));
        long task = f.submit("chat.x");
        f.pass(4);
        assertThat(f.entry(task).ending()).isNull();

        f.pass(1);

        assertThat(f.entry(task).ending()).isEqualTo(Ending.RELEASED);
    }

    @Test
    void queues_for_a_while_and_then_releases_as_expired() {
        var f = with(Script.of(queueTo(100), waitFor(Duration.ofSeconds(90)), release(ReleaseCause.EXPIRED)));
        long task = f.submit("chat.x");
        f.pass(89);
        assertThat(f.answers).isEmpty();

        f.pass(1);

        assertThat(f.answers)
                .containsExactly(new RouteAnswer.Released(f.entry(task).request(), ReleaseCause.EXPIRED));
        assertThat(f.entry(task).ending()).isEqualTo(Ending.EXPIRED);
    }

    @Test
    void does_nothing_more_for_a_task_that_found_its_agent() {
        var f = with(Script.of(queueTo(100), waitFor(Duration.ofSeconds(10)), label("LATE")), agent(1));
        long task = f.submit("chat.x");
        f.start(task);

        f.pass(60);

        assertThat(f.answers).singleElement().isInstanceOf(RouteAnswer.AgentChosen.class);
    }

    @Test
    void takes_the_branch_of_a_closed_centre_by_the_clock() {
        var f = with(Script.of(whenClosed(SUNDAYS_FROM_NINE, label("CLOSED")), queueTo(100)), agent(1));
        long early = f.submit("chat.x");
        f.pass(3600);
        long open = f.submit("chat.x");
        f.start(open);
        f.finish(open);
        f.pass(8 * 3600);
        long late = f.submit("chat.x");

        assertThat(f.entry(early).ending()).isEqualTo(Ending.LABELLED);
        assertThat(f.agentOf(open)).isEqualTo(1);
        assertThat(f.entry(late).ending()).isEqualTo(Ending.LABELLED);
        f.pass(15 * 3600);
        assertThat(f.entry(f.submit("chat.x")).ending()).as("on a Monday").isEqualTo(Ending.LABELLED);
    }

    @Test
    void takes_the_branch_of_a_full_queue_and_goes_on_behind_a_branch_that_does_not_end_the_task() {
        var f = with(Script.of(whenFull(2, label("BUSY")), whenFull(1, waitFor(Duration.ofSeconds(5))), queueTo(100)));

        long first = f.submit("chat.x");
        long second = f.submit("chat.x");
        long third = f.submit("chat.x");

        assertThat(List.of(first, second, third))
                .extracting(task -> f.entry(task).ending())
                .containsExactly(null, null, Ending.LABELLED);
        f.client.terminate(first);
        f.time.settle();
        assertThat(f.entry(f.submit("chat.x")).ending()).isNull();
    }

    @Test
    void tells_the_application_the_expected_wait_again_and_again() {
        var f = with(Script.of(queueTo(100), repeat(TELL_WAIT, waitFor(Duration.ofSeconds(30)))), agent(1));
        f.start(f.submit("chat.x"));
        long second = f.submit("chat.x", null, Map.of("callVariable1", "Anna"));
        RouteAnswer.RunScript question = lastQuestion(f);
        assertThat(question.name()).isEqualTo("EWT");
        assertThat(question.configuration()).isEqualTo("in seconds");
        assertThat(question.variables())
                .containsExactlyInAnyOrderEntriesOf(Map.of("callVariable1", "Anna", "user.ewt", "60"));
        f.pass(1);
        answer(f, second, question.number(), true);
        f.pass(29);
        assertThat(f.cce.ledger().scripts()).hasSize(1);

        f.pass(1);

        assertThat(f.cce.ledger().scripts())
                .extracting(ScriptEntry::outcome)
                .containsExactly(ScriptEntry.Outcome.ANSWERED, null);
        ScriptEntry answered = f.cce.ledger().scripts().get(0);
        assertThat(answered.taskId()).isEqualTo(f.taskOf(second));
        assertThat(answered.expectedWait()).isEqualTo(Duration.ofMinutes(1));
        assertThat(answered.asked()).isEqualTo(VirtualTime.START);
        assertThat(answered.over()).isEqualTo(VirtualTime.START.plusSeconds(1));
    }

    @Test
    void expects_longer_for_those_further_behind_and_learns_how_long_tasks_take() {
        var f = with(Script.of(queueTo(100), TELL_WAIT), agent(1));
        long busy = f.submit("chat.x");
        f.start(busy);
        f.submit("chat.x");
        f.submit("chat.x");
        assertThat(f.cce.ledger().scripts())
                .extracting(ScriptEntry::expectedWait)
                .containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(120));
        f.pass(860);
        f.finish(busy);

        f.submit("chat.x");

        assertThat(f.cce.ledger().scripts().get(2).expectedWait()).isEqualTo(Duration.ofSeconds(320));
    }

    @Test
    void goes_on_without_an_answer_after_the_time_for_it_and_ignores_one_that_comes_later() {
        var f = with(Script.of(queueTo(100), TELL_WAIT, label("NOBODY")));
        long task = f.submit("chat.x");
        long number = lastQuestion(f).number();
        f.pass(19);
        assertThat(f.cce.ledger().scripts().get(0).outcome()).isNull();

        f.pass(1);
        answer(f, task, number, true);

        assertThat(f.cce.ledger().scripts())
                .extracting(ScriptEntry::outcome)
                .containsExactly(ScriptEntry.Outcome.NO_ANSWER);
        assertThat(f.entry(task).ending()).isEqualTo(Ending.LABELLED);
    }

    @Test
    void tells_refused_and_stopped_scripts_from_answered_ones() {
        var f = with(Script.of(queueTo(100), TELL_WAIT), agent(1));
        f.cce.setReady(1, false);
        long refused = f.submit("chat.x");
        answer(f, refused, lastQuestion(f).number(), false);
        long stopped = f.submit("chat.x");
        answer(f, stopped, lastQuestion(f).number() + 7, true);
        f.client.terminate(refused);
        f.time.settle();

        f.cce.setReady(1, true);
        f.time.settle();

        assertThat(f.agentOf(stopped)).isEqualTo(1);
        assertThat(f.cce.ledger().scripts())
                .extracting(ScriptEntry::outcome)
                .containsExactly(ScriptEntry.Outcome.REFUSED, ScriptEntry.Outcome.STOPPED);
    }

    @Test
    void refuses_scripts_that_make_no_sense() {
        assertThatThrownBy(Script::of).hasMessageContaining("nodes");
        assertThatThrownBy(() -> repeat(TELL_WAIT)).hasMessageContaining("nodes");
        assertThatThrownBy(() -> waitFor(Duration.ZERO)).hasMessageContaining("time");
        assertThatThrownBy(() -> runExternalScript("x", "", Duration.ofSeconds(-1)))
                .hasMessageContaining("answerWithin");
        assertThatThrownBy(() -> new OpeningHours(Set.of(), LocalTime.NOON, LocalTime.NOON, ZoneOffset.UTC))
                .hasMessageContaining("to");
        assertThatThrownBy(
                        () -> with(Script.of(whenFull(1, queueTo(300)), repeat(queueTo(301), waitFor(ANSWER_WITHIN)))))
                .hasMessageContainingAll("skillGroup 300", "skillGroup 301");
    }
}
