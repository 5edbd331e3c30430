package io.connects.mri.internal.engine;

import static io.connects.mri.message.SessionState.DISABLED;
import static io.connects.mri.message.SessionState.DOWN;
import static io.connects.mri.message.SessionState.ROUTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.mri.internal.engine.Effect.Closed;
import io.connects.mri.internal.engine.Effect.Disconnect;
import io.connects.mri.internal.engine.Effect.Ended;
import io.connects.mri.internal.engine.Effect.Ignored;
import io.connects.mri.internal.engine.Effect.LateAnswer;
import io.connects.mri.internal.engine.Effect.OutOfSequence;
import io.connects.mri.internal.engine.Effect.Send;
import io.connects.mri.internal.engine.Effect.StateChanged;
import io.connects.mri.message.CloseConf;
import io.connects.mri.message.CloseReq;
import io.connects.mri.message.DialogueOutcome.Answered;
import io.connects.mri.message.DialogueOutcome.Cancelled;
import io.connects.mri.message.DialogueOutcome.Refused;
import io.connects.mri.message.DialogueOutcome.SessionLost;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.HeartbeatConf;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.NewTaskFailure;
import io.connects.mri.message.OpenConf;
import io.connects.mri.message.OpenReq;
import io.connects.mri.message.RegisterVariables;
import io.connects.mri.message.RoutingDisabled;
import io.connects.mri.message.RoutingEnabled;
import io.connects.mri.message.TerminateDialogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionEngineTest {
    private static final long SECOND = 1_000_000_000L;
    private static final RegisterVariables REGISTER = RegisterVariables.of(List.of("user.key"));
    private static final NewTask TASK = NewTask.builder(5003, "8000").build();
    private static final String OPENED = "the PIM opened a session";
    private static final String A = "10.0.0.1";
    private static final long NO_LIMIT = 0xFFFF_FFFFL;

    private final SessionEngine engine = new SessionEngine(rules(true));

    private static SessionRules rules(boolean routingAfterOpen) {
        return new SessionRules(
                REGISTER,
                routingAfterOpen,
                1,
                0,
                0x22L,
                value -> value == NO_LIMIT ? Optional.empty() : Optional.of(Duration.ofMillis(value)),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1));
    }

    private final Map<Integer, Dialogue> tasks = new HashMap<>();

    private Dialogue task(int number) {
        return tasks.computeIfAbsent(number, any -> new Dialogue());
    }

    private static Event received(MriMessage message) {
        return new Event.Received(1, message);
    }

    private void open() {
        engine.on(new Event.Connected(1, A), 0);
        engine.on(received(new OpenReq(1, 1, 20_000)), 0);
    }

    private static DoThisWithTask agent(long dialogue, long seqNo) {
        return DoThisWithTask.builder(dialogue, seqNo).agentSkillTargetId(5017).build();
    }

    @Test
    void an_open_request_is_answered_and_variables_are_registered() {
        assertThat(engine.on(new Event.Connected(1, A), 0)).isEmpty();
        assertThat(engine.on(received(new OpenReq(7, 99, 20_000)), SECOND))
                .containsExactly(
                        new Send(1, new OpenConf(7)), new Send(1, REGISTER), new StateChanged(ROUTING, OPENED));
    }

    @Test
    void waits_for_routing_enabled_where_the_dialect_says_so() {
        var waiting = new SessionEngine(rules(false));
        waiting.on(new Event.Connected(1, A), 0);
        assertThat(waiting.on(received(new OpenReq(7, 1, 20_000)), 0))
                .contains(new StateChanged(DISABLED, "the PIM opened a session; waiting for ROUTING_ENABLED"));
        assertThat(waiting.on(new Event.Submit(task(1), TASK), 0))
                .containsExactly(
                        new Ended(task(1), new SessionLost("the PIM opened a session; waiting for ROUTING_ENABLED")));
        assertThat(waiting.on(received(new RoutingEnabled()), 0))
                .containsExactly(new StateChanged(ROUTING, "ROUTING_ENABLED"));
        assertThat(waiting.on(received(new RoutingEnabled()), 0)).isEmpty();
    }

    @Test
    void drops_a_connection_that_does_not_open_in_time() {
        engine.on(new Event.Connected(1, A), 0);
        engine.on(received(new HeartbeatReq(1)), 9 * SECOND);
        assertThat(engine.nextDeadline()).hasValue(10 * SECOND);
        assertThat(engine.on(new Event.Tick(), 10 * SECOND - 1)).isEmpty();
        assertThat(engine.on(new Event.Tick(), 10 * SECOND)).containsExactly(new Disconnect(1, "no OPEN_REQ in time"));
        assertThat(engine.nextDeadline()).isEmpty();
    }

    @Test
    void keeps_only_so_many_connections_that_have_not_opened() {
        for (long connection = 1; connection <= SessionEngine.MAX_UNOPENED; connection++) {
            assertThat(engine.on(new Event.Connected(connection, A), connection))
                    .isEmpty();
        }
        assertThat(engine.on(new Event.Connected(9, A), 9))
                .containsExactly(new Disconnect(1, "too many connections without OPEN_REQ"));
    }

    @Test
    void answers_heartbeats_at_once() {
        open();
        assertThat(engine.on(received(new HeartbeatReq(41)), SECOND))
                .containsExactly(new Send(1, new HeartbeatConf(41)));
    }

    @Test
    void drops_a_peer_that_is_silent_for_four_heartbeat_intervals() {
        open();
        engine.on(received(new HeartbeatReq(1)), 5 * SECOND);
        engine.on(new Event.Heard(1), 7 * SECOND);
        assertThat(engine.nextDeadline()).hasValue(27 * SECOND);
        assertThat(engine.on(new Event.Tick(), 27 * SECOND - 1)).isEmpty();
        assertThat(engine.on(new Event.Tick(), 27 * SECOND))
                .containsExactly(
                        new Disconnect(1, "silent for too long"), new StateChanged(DOWN, "silent for too long"));
    }

    @Test
    void allows_the_silence_that_the_peer_asked_for_when_that_is_longer() {
        engine.on(new Event.Connected(1, A), 0);
        engine.on(received(new OpenReq(1, 1, 60_000)), 0);
        assertThat(engine.nextDeadline()).hasValue(60 * SECOND);
        engine.on(received(new OpenReq(2, 1, 1)), 0);
        assertThat(engine.nextDeadline()).hasValue(20 * SECOND);
        engine.on(received(new OpenReq(3, 1, NO_LIMIT)), 0);
        assertThat(engine.nextDeadline()).isEmpty();
    }

    @Test
    void a_peer_that_has_sent_a_heartbeat_is_dropped_when_silent_whatever_it_asked_for() {
        long elevenMinutes = Duration.ofMinutes(11).toMillis();
        for (long asked : new long[] {NO_LIMIT, NO_LIMIT - 1, elevenMinutes}) {
            engine.on(new Event.Connected(1, A), 0);
            engine.on(received(new OpenReq(1, 1, asked)), 0);
            engine.on(received(new HeartbeatReq(1)), SECOND);
            assertThat(engine.nextDeadline()).hasValue(21 * SECOND);
            assertThat(engine.on(new Event.Tick(), 21 * SECOND)).contains(new Disconnect(1, "silent for too long"));
        }
    }

    @Test
    void a_heartbeat_before_open_request_counts_and_leaves_a_sane_idle_timeout_in_force() {
        engine.on(new Event.Connected(1, A), 0);
        engine.on(received(new HeartbeatReq(1)), 0);
        engine.on(received(new OpenReq(1, 1, NO_LIMIT)), 0);
        assertThat(engine.nextDeadline()).hasValue(20 * SECOND);
        engine.on(received(new OpenReq(2, 1, 600_000)), 0);
        assertThat(engine.nextDeadline()).hasValue(600 * SECOND);
        engine.on(received(new HeartbeatReq(2)), SECOND);
        assertThat(engine.nextDeadline()).hasValue(601 * SECOND);
    }

    @Test
    void nobody_is_silent_while_reading_is_paused() {
        open();
        engine.on(new Event.Connected(2, A), 0);
        engine.on(new Event.ReadingPaused(), SECOND);
        assertThat(engine.nextDeadline()).isEmpty();
        assertThat(engine.on(new Event.Tick(), 500 * SECOND)).isEmpty();
        engine.on(new Event.ReadingResumed(), 500 * SECOND);
        assertThat(engine.nextDeadline()).hasValue(510 * SECOND);
        assertThat(engine.on(new Event.Tick(), 510 * SECOND)).containsExactly(new Disconnect(2, "no OPEN_REQ in time"));
        assertThat(engine.nextDeadline()).hasValue(520 * SECOND);
    }

    @Test
    void our_close_and_cancelled_dialogues_do_not_wait_for_reading() {
        open();
        engine.on(new Event.ReadingPaused(), 0);
        engine.on(new Event.Submit(task(11), TASK), 0);
        engine.on(new Event.Cancel(task(11)), 0);
        assertThat(engine.on(new Event.Tick(), 2 * SECOND)).containsExactly(new Ended(task(11), new Cancelled()));
        engine.on(new Event.CloseAsked(), 2 * SECOND);
        assertThat(engine.on(new Event.Tick(), 3 * SECOND))
                .containsExactly(new Disconnect(1, "no CLOSE_CONF in time"), new Closed());
    }

    @Test
    void dialogues_are_numbered_from_1_and_never_again_the_same() {
        open();
        assertThat(engine.on(new Event.Submit(task(11), TASK), 0)).containsExactly(new Send(1, TASK.in(1, 1)));
        assertThat(engine.on(new Event.Submit(task(12), TASK), 0)).containsExactly(new Send(1, TASK.in(2, 1)));
        engine.on(new Event.Disconnected(1, "cut"), 0);
        open();
        assertThat(engine.on(new Event.Submit(task(13), TASK), 0)).containsExactly(new Send(1, TASK.in(3, 1)));
    }

    @Test
    void an_answer_ends_its_dialogue_once() {
        open();
        engine.on(new Event.Submit(task(11), TASK), 0);
        assertThat(engine.on(received(agent(1, 1)), SECOND))
                .containsExactly(new Ended(task(11), new Answered(agent(1, 1))));
        assertThat(engine.on(received(agent(1, 2)), SECOND)).containsExactly(new LateAnswer(agent(1, 2)));
        assertThat(engine.on(received(agent(77, 1)), SECOND)).containsExactly(new LateAnswer(agent(77, 1)));
    }

    @Test
    void a_wrong_sequence_number_is_reported_and_the_answer_taken() {
        open();
        engine.on(new Event.Submit(task(11), TASK), 0);
        assertThat(engine.on(received(agent(1, 5)), SECOND))
                .containsExactly(new OutOfSequence(agent(1, 5), 1), new Ended(task(11), new Answered(agent(1, 5))));
    }

    @Test
    void a_failure_ends_its_dialogue() {
        open();
        engine.on(new Event.Submit(task(11), TASK), 0);
        var failure = new NewTaskFailure(1, 1, 18);
        assertThat(engine.on(received(failure), 0)).containsExactly(new Ended(task(11), new Refused(failure)));
    }

    @Test
    void a_task_taken_back_ends_as_cancelled_after_the_cancel_deadline() {
        open();
        engine.on(new Event.Submit(task(11), TASK), 0);
        assertThat(engine.on(new Event.Cancel(task(11)), 3 * SECOND))
                .containsExactly(new Send(1, new TerminateDialogue(1, 2, 0)));
        assertThat(engine.on(new Event.Cancel(task(11)), 4 * SECOND)).isEmpty();
        assertThat(engine.nextDeadline()).hasValue(5 * SECOND);
        assertThat(engine.on(new Event.Tick(), 5 * SECOND - 1)).isEmpty();
        assertThat(engine.on(new Event.Tick(), 5 * SECOND)).containsExactly(new Ended(task(11), new Cancelled()));
        assertThat(engine.on(received(agent(1, 1)), 6 * SECOND)).containsExactly(new LateAnswer(agent(1, 1)));
        assertThat(engine.on(new Event.Cancel(task(11)), 7 * SECOND)).isEmpty();
    }

    @Test
    void an_answer_before_the_cancel_deadline_counts() {
        open();
        engine.on(new Event.Submit(task(11), TASK), 0);
        engine.on(new Event.Cancel(task(11)), 0);
        assertThat(engine.on(received(agent(1, 1)), 2 * SECOND - 1))
                .containsExactly(new Ended(task(11), new Answered(agent(1, 1))));
        assertThat(engine.on(new Event.Tick(), 2 * SECOND)).isEmpty();
    }

    @Test
    void a_failure_after_terminate_dialogue_is_the_cancellation() {
        open();
        engine.on(new Event.Submit(task(11), TASK), 0);
        engine.on(new Event.Cancel(task(11)), 0);
        assertThat(engine.on(received(new NewTaskFailure(1, 1, 0x21)), SECOND))
                .containsExactly(new Ended(task(11), new Cancelled()));
    }

    @Test
    void disabled_routing_ends_dialogues_in_the_order_of_submission() {
        open();
        engine.on(new Event.Submit(task(13), TASK), 0);
        engine.on(new Event.Submit(task(11), TASK), 0);
        engine.on(new Event.Submit(task(12), TASK), 0);
        engine.on(new Event.Cancel(task(11)), 0);
        assertThat(engine.on(received(new RoutingDisabled()), SECOND))
                .containsExactly(
                        new StateChanged(DISABLED, "ROUTING_DISABLED"),
                        new Ended(task(13), new SessionLost("ROUTING_DISABLED")),
                        new Ended(task(11), new SessionLost("ROUTING_DISABLED")),
                        new Ended(task(12), new SessionLost("ROUTING_DISABLED")));
        assertThat(engine.on(new Event.Submit(task(14), TASK), SECOND))
                .containsExactly(new Ended(task(14), new SessionLost("ROUTING_DISABLED")));
        assertThat(engine.on(received(new RoutingEnabled()), 2 * SECOND))
                .containsExactly(new StateChanged(ROUTING, "ROUTING_ENABLED"));
    }

    @Test
    void a_newer_session_replaces_the_older_but_a_mere_connection_does_not() {
        open();
        engine.on(new Event.Submit(task(11), TASK), 0);
        assertThat(engine.on(new Event.Connected(2, A), SECOND)).isEmpty();
        String replaced = "replaced by a newer connection";
        assertThat(engine.on(new Event.Received(2, new OpenReq(5, 1, 20_000)), SECOND))
                .containsExactly(
                        new Disconnect(1, replaced),
                        new StateChanged(DOWN, replaced),
                        new Ended(task(11), new SessionLost(replaced)),
                        new Send(2, new OpenConf(5)),
                        new Send(2, REGISTER),
                        new StateChanged(ROUTING, OPENED));
        assertThat(engine.on(received(agent(1, 1)), SECOND)).isEmpty();
        assertThat(engine.on(new Event.Disconnected(1, replaced), SECOND)).isEmpty();
    }

    @Test
    void a_second_open_request_begins_a_new_session() {
        open();
        engine.on(new Event.Submit(task(11), TASK), 0);
        assertThat(engine.on(received(new OpenReq(2, 1, 20_000)), SECOND))
                .startsWith(
                        new StateChanged(DOWN, "the PIM opened again"),
                        new Ended(task(11), new SessionLost("the PIM opened again")),
                        new Send(1, new OpenConf(2)));
    }

    @Test
    void a_close_request_is_answered_and_ends_the_session() {
        open();
        String reason = "closed by the PIM, status 11 (bye)";
        assertThat(engine.on(received(new CloseReq(3, 11, "bye")), SECOND))
                .containsExactly(
                        new Send(1, new CloseConf(3)), new Disconnect(1, reason), new StateChanged(DOWN, reason));
    }

    @Test
    void the_words_of_a_close_request_cannot_forge_a_log_line() {
        open();
        String words = "bye\"\r\n12:00 WARN forged\u2028" + "x".repeat(300);
        String reason = "closed by the PIM, status 11 (bye???12:00 WARN forged?" + "x".repeat(56) + "...)";
        assertThat(engine.on(received(new CloseReq(3, 11, words)), SECOND)).contains(new StateChanged(DOWN, reason));
    }

    @Test
    void our_close_waits_for_the_confirmation() {
        open();
        engine.on(new Event.Submit(task(11), TASK), 0);
        assertThat(engine.on(new Event.CloseAsked(), SECOND))
                .containsExactly(
                        new StateChanged(DOWN, "closed by us"),
                        new Ended(task(11), new SessionLost("closed by us")),
                        new Send(1, new CloseReq(1, 0, "")));
        assertThat(engine.on(received(new RoutingEnabled()), SECOND)).hasOnlyElementsOfType(Ignored.class);
        assertThat(engine.on(received(new CloseConf(1)), SECOND))
                .containsExactly(new Disconnect(1, "closed by us"), new Closed());
        assertThat(engine.on(new Event.Connected(2, A), SECOND)).containsExactly(new Disconnect(2, "closed by us"));
        assertThat(engine.on(new Event.CloseAsked(), SECOND)).isEmpty();
    }

    @Test
    void our_close_waits_only_so_long() {
        open();
        engine.on(new Event.CloseAsked(), SECOND);
        assertThat(engine.nextDeadline()).hasValue(2 * SECOND);
        assertThat(engine.on(new Event.Tick(), 2 * SECOND))
                .containsExactly(new Disconnect(1, "no CLOSE_CONF in time"), new Closed());
        assertThat(engine.nextDeadline()).isEmpty();
    }

    @Test
    void messages_before_open_request_are_ignored() {
        engine.on(new Event.Connected(1, A), 0);
        assertThat(engine.on(received(new RoutingEnabled()), 0))
                .containsExactly(new Ignored(new RoutingEnabled(), "came before OPEN_REQ"));
        assertThat(engine.on(received(agent(1, 1)), 0)).hasOnlyElementsOfType(Ignored.class);
    }
}
