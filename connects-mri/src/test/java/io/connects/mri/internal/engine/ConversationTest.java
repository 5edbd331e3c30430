package io.connects.mri.internal.engine;

import static io.connects.mri.internal.engine.SessionTable.INVALID_DIALOGUE;
import static io.connects.mri.internal.engine.SessionTable.SCRIPT_OK;
import static io.connects.mri.internal.engine.SessionTable.agent;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.mri.internal.engine.Effect.Ended;
import io.connects.mri.internal.engine.Effect.Ignored;
import io.connects.mri.internal.engine.Effect.LateAnswer;
import io.connects.mri.internal.engine.Effect.OutOfSequence;
import io.connects.mri.internal.engine.Effect.Queued;
import io.connects.mri.internal.engine.Effect.Send;
import io.connects.mri.internal.engine.Effect.UnknownDialogue;
import io.connects.mri.message.Cancel;
import io.connects.mri.message.DialogueFailureConf;
import io.connects.mri.message.DialogueMessage;
import io.connects.mri.message.DialogueOutcome.Answered;
import io.connects.mri.message.DialogueOutcome.Cancelled;
import io.connects.mri.message.DialogueOutcome.Failed;
import io.connects.mri.message.DialogueOutcome.Released;
import io.connects.mri.message.DialogueOutcome.Unreadable;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.EventReport;
import io.connects.mri.message.NewTaskFailure;
import io.connects.mri.message.Release;
import io.connects.mri.message.RunScriptReq;
import io.connects.mri.message.RunScriptResult;
import io.connects.mri.message.TaskVariables;
import io.connects.mri.message.TerminateDialogue;
import io.connects.mri.message.UnreadableMessage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a PG may say in a dialogue besides its answer, and what numbers it may get wrong. */
class ConversationTest {
    private final SessionTable table = SessionTable.routingAfterOpen();

    @BeforeEach
    void submitOne() {
        table.open(1);
        table.submit(1);
    }

    private static RunScriptReq script(long dialogue, long seqNo, long invokeId) {
        return new RunScriptReq(dialogue, seqNo, invokeId, "EWT", null, TaskVariables.NONE);
    }

    private static Send result(long dialogue, long seqNo, long invokeId) {
        return new Send(1, new RunScriptResult(dialogue, seqNo, invokeId, SCRIPT_OK, TaskVariables.NONE));
    }

    @Test
    void a_script_is_answered_at_once_and_told_any_number_of_times() {
        assertThat(table.receive(1, script(1, 1, 70)))
                .containsExactly(result(1, 2, 70), new Queued(table.task(1), script(1, 1, 70)));
        assertThat(table.receive(1, script(1, 2, 71)))
                .containsExactly(result(1, 3, 71), new Queued(table.task(1), script(1, 2, 71)));
        assertThat(table.receive(1, agent(1, 3))).containsExactly(new Ended(table.task(1), new Answered(agent(1, 3))));
    }

    @Test
    void a_repeated_sequence_number_is_reported_and_the_message_taken() {
        table.receive(1, script(1, 1, 70));
        assertThat(table.receive(1, script(1, 1, 70)))
                .containsExactly(
                        new OutOfSequence(script(1, 1, 70), 2),
                        result(1, 3, 70),
                        new Queued(table.task(1), script(1, 1, 70)));
        assertThat(table.receive(1, agent(1, 2)))
                .as("in sequence again")
                .containsExactly(new Ended(table.task(1), new Answered(agent(1, 2))));
    }

    @Test
    void a_skipped_sequence_number_is_reported_once_and_the_message_taken() {
        assertThat(table.receive(1, script(1, 4, 70)))
                .containsExactly(
                        new OutOfSequence(script(1, 4, 70), 1),
                        result(1, 2, 70),
                        new Queued(table.task(1), script(1, 4, 70)));
        assertThat(table.receive(1, agent(1, 5)))
                .as("in sequence again")
                .containsExactly(new Ended(table.task(1), new Answered(agent(1, 5))));
    }

    @Test
    void a_script_of_a_wrong_dialogue_is_refused_and_reported_and_disturbs_no_other() {
        assertThat(table.receive(1, script(77, 1, 70)))
                .containsExactly(
                        new Send(1, new DialogueFailureConf(77, 1, 70, INVALID_DIALOGUE)),
                        new UnknownDialogue(script(77, 1, 70)));
        assertThat(table.receive(1, agent(77, 1))).containsExactly(new LateAnswer(agent(77, 1)));
        assertThat(table.receive(1, new Release(77, 1, 6))).containsExactly(new LateAnswer(new Release(77, 1, 6)));
        assertThat(table.receive(1, new Cancel(77, 1, 9, 70)))
                .containsExactly(new UnknownDialogue(new Cancel(77, 1, 9, 70)));
        assertThat(table.receive(1, agent(1, 1))).containsExactly(new Ended(table.task(1), new Answered(agent(1, 1))));
    }

    @Test
    void a_script_of_a_wrong_dialogue_gets_no_answer_where_the_dialect_has_no_number_for_it() {
        SessionTable mute = SessionTable.withoutReasons();
        mute.open(1);
        assertThat(mute.receive(1, script(77, 1, 70))).containsExactly(new UnknownDialogue(script(77, 1, 70)));
    }

    @Test
    void a_script_of_the_side_that_does_not_route_is_refused() {
        table.open(11);
        table.submit(2);
        assertThat(table.receive(1, script(2, 1, 70)))
                .containsExactly(
                        new Send(1, new DialogueFailureConf(2, 1, 70, INVALID_DIALOGUE)),
                        new UnknownDialogue(script(2, 1, 70)));
    }

    @Test
    void a_stopped_script_is_none_that_still_runs() {
        table.receive(1, script(1, 1, 70));
        assertThat(table.receive(1, new Cancel(1, 2, 9, 70)))
                .containsExactly(new Ignored(new Cancel(1, 2, 9, 70), "stops a script that does not run any more"));
        assertThat(table.receive(1, agent(1, 3))).hasSize(1);
    }

    @Test
    void a_release_and_a_dialogue_failure_are_outcomes() {
        table.submit(2);
        assertThat(table.receive(1, new Release(1, 1, 6)))
                .containsExactly(new Ended(table.task(1), new Released(new Release(1, 1, 6))));
        var failure = new DialogueFailureConf(2, 1, 0, 0x21);
        assertThat(table.receive(1, failure)).containsExactly(new Ended(table.task(2), new Failed(failure)));
    }

    @Test
    void a_release_after_terminate_dialogue_is_the_cancellation() {
        assertThat(table.cancel(1)).containsExactly(new Send(1, new TerminateDialogue(1, 2, 0)));
        assertThat(table.receive(1, new Release(1, 1, 6))).containsExactly(new Ended(table.task(1), new Cancelled()));
    }

    @Test
    void a_refusal_of_terminate_dialogue_leaves_the_answer_its_time() {
        table.cancel(1);
        var refusal = new DialogueFailureConf(1, 1, 0, 0x24);
        assertThat(table.at(0.5).receive(1, refusal))
                .containsExactly(new Ignored(refusal, "came after TERMINATE_DIALOGUE"));
        assertThat(table.at(1).receive(1, agent(1, 2)))
                .containsExactly(new Ended(table.task(1), new Answered(agent(1, 2))));

        table.submit(2);
        table.cancel(2);
        table.receive(1, new DialogueFailureConf(2, 1, 0, 0x24));
        assertThat(table.at(3).tick()).containsExactly(new Ended(table.task(2), new Cancelled()));
    }

    private static UnreadableMessage unreadable(Class<? extends DialogueMessage> type, long dialogue) {
        return new UnreadableMessage(type, "ANY", dialogue);
    }

    private List<Effect> receiveUnreadable(long connection, UnreadableMessage message) {
        return table.on(new Event.Unreadable(connection, message));
    }

    @Test
    void an_ending_that_cannot_be_read_ends_its_dialogue() {
        int task = 1;
        for (Class<? extends DialogueMessage> type :
                List.of(DoThisWithTask.class, NewTaskFailure.class, Release.class, DialogueFailureConf.class)) {
            UnreadableMessage message = unreadable(type, task);
            assertThat(receiveUnreadable(1, message))
                    .containsExactly(new Ended(table.task(task), new Unreadable(message)));
            assertThat(receiveUnreadable(1, message)).as("once").isEmpty();
            table.submit(++task);
        }
    }

    @Test
    void what_cannot_be_read_and_is_no_ending_or_a_stranger_ends_nothing() {
        assertThat(receiveUnreadable(1, unreadable(RunScriptReq.class, 1))).isEmpty();
        assertThat(receiveUnreadable(1, unreadable(Cancel.class, 1))).isEmpty();
        assertThat(receiveUnreadable(1, unreadable(Release.class, 77))).isEmpty();
        table.open(11);
        table.submit(2);
        assertThat(receiveUnreadable(1, unreadable(Release.class, 2))).isEmpty();
        assertThat(receiveUnreadable(99, unreadable(Release.class, 2))).isEmpty();
        assertThat(table.receive(11, agent(2, 1))).containsExactly(new Ended(table.task(2), new Answered(agent(2, 1))));
    }

    @Test
    void an_ending_that_cannot_be_read_is_a_sign_of_life() {
        table.at(19);
        receiveUnreadable(1, unreadable(Release.class, 1));
        assertThat(table.at(38).tick()).isEmpty();
    }

    @Test
    void an_ending_that_cannot_be_read_is_the_cancellation_unless_it_may_refuse_that() {
        table.cancel(1);
        assertThat(receiveUnreadable(1, unreadable(DialogueFailureConf.class, 1)))
                .isEmpty();
        assertThat(receiveUnreadable(1, unreadable(DoThisWithTask.class, 1)))
                .containsExactly(new Ended(table.task(1), new Cancelled()));
    }

    @Test
    void a_deadline_of_a_dialogue_that_has_ended_is_none() {
        table.submit(2);
        table.cancel(1);
        table.at(1).cancel(2);
        table.receive(1, agent(1, 1));
        assertThat(table.engine.nextDeadline()).hasValue(3 * SessionTable.SECOND);
        assertThat(table.at(2.5).tick()).isEmpty();
        assertThat(table.at(3).tick()).containsExactly(new Ended(table.task(2), new Cancelled()));
    }

    @Test
    void what_only_an_application_says_is_ignored() {
        var report = new EventReport(1, 1, 6);
        assertThat(table.receive(1, report)).containsExactly(new Ignored(report, "has no meaning here"));
    }

    @Test
    void sequence_numbers_wrap_round() {
        assertThat(table.receive(1, script(1, 0xFFFF_FFFFL, 1))).hasSize(3);
        assertThat(table.receive(1, script(1, 0, 2))).hasSize(2);
    }
}
