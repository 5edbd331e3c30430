package io.connects.mri.internal.engine;

import io.connects.mri.message.Cancel;
import io.connects.mri.message.DialogueFailureConf;
import io.connects.mri.message.DialogueMessage;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.NewTaskFailure;
import io.connects.mri.message.Release;
import io.connects.mri.message.RunScriptReq;
import io.connects.mri.message.RunScriptResult;
import io.connects.mri.message.TaskVariables;
import io.connects.mri.message.TerminateDialogue;
import io.connects.mri.message.UnreadableMessage;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dialogues of a session: what is sent and received in each, and its one outcome. A message out of sequence is reported and taken: over TCP
 * a wrong number is a fault of counting, not a loss.
 */
final class Conversation {
    /** Messages after which the PG sends no more in their dialogue. */
    private static final Set<Class<? extends DialogueMessage>> ENDINGS =
            Set.of(DoThisWithTask.class, NewTaskFailure.class, Release.class, DialogueFailureConf.class);

    private final SessionRules rules;
    private final List<Effect> effects;
    private final Dialogues dialogues = new Dialogues();

    /** @param effects where to add what is to be done */
    Conversation(SessionRules rules, List<Effect> effects) {
        this.rules = rules;
        this.effects = effects;
    }

    void submit(long connection, Dialogue dialogue, NewTask task) {
        dialogues.open(dialogue, rules.firstSequence());
        effects.add(new Effect.Send(connection, task.in(dialogue.id(), dialogue.nextToSend())));
    }

    void cancel(long connection, Dialogue dialogue, long nowNanos) {
        if (dialogue.isOpen() && !dialogue.isCancelling()) {
            dialogues.cancel(dialogue, nowNanos + rules.cancelDeadline().toNanos());
            effects.add(new Effect.Send(connection, new TerminateDialogue(dialogue.id(), dialogue.nextToSend(), 0)));
        }
    }

    /**
     * The PG ends a dialogue.
     *
     * @param routing whether it came from the side that routes
     */
    void ended(boolean routing, DialogueMessage message, DialogueOutcome outcome) {
        Dialogue dialogue = find(routing, message);
        if (dialogue == null) {
            effects.add(new Effect.LateAnswer(message));
        } else if (!dialogue.isCancelling() || outcome instanceof DialogueOutcome.Answered) {
            end(dialogue, outcome);
        } else if (outcome instanceof DialogueOutcome.Failed) {
            // Perhaps TERMINATE_DIALOGUE itself was refused, and the task is still there: an answer may come yet.
            effects.add(new Effect.Ignored(message, "came after TERMINATE_DIALOGUE"));
        } else {
            // May well be the PG's answer to TERMINATE_DIALOGUE: the task is gone, which is what was wanted.
            end(dialogue, new DialogueOutcome.Cancelled());
        }
    }

    /** The side that routes sent something that cannot be read. If that ended the dialogue, nothing more will come in it. */
    void unreadable(UnreadableMessage message) {
        Dialogue dialogue = dialogues.byId(message.dialogueId());
        if (dialogue == null || !ENDINGS.contains(message.type())) {
            return; // it was reported when it was skipped
        }
        if (!dialogue.isCancelling()) {
            end(dialogue, new DialogueOutcome.Unreadable(message));
        } else if (message.type() != DialogueFailureConf.class) {
            end(dialogue, new DialogueOutcome.Cancelled());
        }
    }

    /** The script asks for something while the task waits, and gives up the task when nobody answers (20 s by CCE's default). */
    void runScript(boolean routing, long connection, RunScriptReq request) {
        Dialogue dialogue = find(routing, request);
        if (dialogue != null) {
            effects.add(new Effect.Send(connection, result(dialogue, request)));
            effects.add(new Effect.Queued(dialogue, request));
            return;
        }
        Long error = rules.invalidDialogueId();
        if (error != null) {
            effects.add(new Effect.Send(
                    connection,
                    new DialogueFailureConf(request.dialogueId(), rules.firstSequence(), request.invokeId(), error)));
        }
        effects.add(new Effect.UnknownDialogue(request));
    }

    private RunScriptResult result(Dialogue dialogue, RunScriptReq request) {
        return new RunScriptResult(
                dialogue.id(), dialogue.nextToSend(), request.invokeId(), rules.scriptResultOk(), TaskVariables.NONE);
    }

    /** The PG stops a script: there is none that still runs, for each was answered at once. */
    void cancelled(boolean routing, Cancel cancel) {
        if (find(routing, cancel) == null) {
            effects.add(new Effect.UnknownDialogue(cancel));
        } else {
            effects.add(new Effect.Ignored(cancel, "stops a script that does not run any more"));
        }
    }

    private @Nullable Dialogue find(boolean routing, DialogueMessage message) {
        Dialogue dialogue = routing ? dialogues.byId(message.dialogueId()) : null;
        if (dialogue != null) {
            long expected = dialogue.received(message.sendSeqNo());
            if (message.sendSeqNo() != expected) {
                effects.add(new Effect.OutOfSequence(message, expected));
            }
        }
        return dialogue;
    }

    private void end(Dialogue dialogue, DialogueOutcome outcome) {
        dialogues.end(dialogue);
        effects.add(new Effect.Ended(dialogue, outcome));
    }

    /** All that is open ends, in the order of submission. */
    void lose(String reason) {
        var outcome = new DialogueOutcome.SessionLost(reason);
        for (Dialogue dialogue : dialogues.drain()) {
            effects.add(new Effect.Ended(dialogue, outcome));
        }
    }

    void tick(long nowNanos) {
        for (Dialogue dialogue : dialogues.drainCancelled(nowNanos)) {
            effects.add(new Effect.Ended(dialogue, new DialogueOutcome.Cancelled()));
        }
    }

    OptionalLong nextDeadline() {
        return dialogues.nextDeadline();
    }
}
