package io.connects.mri.internal.engine;

import io.connects.mri.message.DialogueMessage;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.RunScriptReq;
import io.connects.mri.message.SessionState;

/** What is to be done, in this order. */
public sealed interface Effect {

    record Send(long connection, MriMessage message) implements Effect {}

    /** Ends a connection after what was sent on it before. */
    record Disconnect(long connection, String reason) implements Effect {}

    record StateChanged(SessionState state, String reason) implements Effect {}

    record Ended(Dialogue dialogue, DialogueOutcome outcome) implements Effect {}

    /** The script asked for something while the task waits; the request was answered. */
    record Queued(Dialogue dialogue, RunScriptReq request) implements Effect {}

    /** An answer for a dialogue that is not open. */
    record LateAnswer(DialogueMessage answer) implements Effect {}

    /** A message, other than an answer, for a dialogue that is not open. */
    record UnknownDialogue(DialogueMessage message) implements Effect {}

    record OutOfSequence(DialogueMessage message, long expected) implements Effect {}

    /** A message that has no meaning here and now was ignored. */
    record Ignored(MriMessage message, String reason) implements Effect {}

    /** Routing went from one host to the other, or from one connection of a host to another, so many times within {@link Switches#WINDOW}. */
    record SwitchedTooOften(int switches) implements Effect {}

    /** Nothing more will come. */
    record Closed() implements Effect {}
}
