package io.connects.mri;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.message.DialogueMessage;
import io.connects.mri.message.SessionState;
import io.connects.mri.message.Unrecognised;

/**
 * What a session reports besides the end of each dialogue. Calls come one at a time, in order, also among the ends of dialogues, on the
 * callback executor, never on an I/O thread.
 */
public interface MriListener {
    /**
     * The session changed its state. When it stops being {@link SessionState#ROUTING}, the ends of the dialogues that were open follow, in the
     * order of their submission.
     *
     * @param reason why, for people
     */
    default void state(SessionState state, String reason) {}

    /** An answer came for a dialogue that is not open any more: the agent it names is reserved in vain. */
    default void lateAnswer(DialogueMessage answer) {}

    /** A message of a dialogue came out of sequence. It was taken nevertheless. */
    default void outOfSequence(DialogueMessage message, long expectedSeqNo) {}

    /** A message whose type the dialect does not list was skipped. */
    default void unrecognised(Unrecognised message) {}

    /** A message that could not be read was skipped. */
    default void violation(ProtocolViolationException violation) {}
}
