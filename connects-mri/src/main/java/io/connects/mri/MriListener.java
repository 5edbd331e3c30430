package io.connects.mri;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.message.DialogueMessage;
import io.connects.mri.message.SessionState;
import io.connects.mri.message.Unrecognised;
import io.connects.mri.tls.CertificateExpiry;
import java.time.Duration;

/**
 * What a session reports besides what becomes of each task. Calls come one at a time, in order, also among the ends of dialogues, on the
 * callback executor, never on an I/O thread.
 */
public interface MriListener {
    /**
     * The session changed its state. When it stops being {@link SessionState#ROUTING}, the ends of the dialogues that were open follow, in the
     * order of their submission. When routing goes from one side of the PIM to the other, it is {@link SessionState#DOWN} for a moment, or
     * {@link SessionState#DISABLED} when it goes because of ROUTING_DISABLED.
     *
     * @param reason why, for people
     */
    default void state(SessionState state, String reason) {}

    /**
     * An answer came for a dialogue that is not open any more, or from the side that does not route: the agent whom a DO_THIS_WITH_TASK names is
     * reserved in vain. NEW_TASK_FAILURE, RELEASE and DIALOGUE_FAILURE_CONF come here too, and do no harm.
     */
    default void lateAnswer(DialogueMessage answer) {}

    /** Another message came for a dialogue that is not open. A RUN_SCRIPT_REQ was answered with DIALOGUE_FAILURE_CONF. */
    default void unknownDialogue(DialogueMessage message) {}

    /**
     * A message of a dialogue came out of sequence: repeated when its number is below the expected one, skipped over others when above. It was
     * taken nevertheless.
     */
    default void outOfSequence(DialogueMessage message, long expectedSeqNo) {}

    /** A message whose type the dialect does not list was skipped. */
    default void unrecognised(Unrecognised message) {}

    /** A message that could not be read was skipped. */
    default void violation(ProtocolViolationException violation) {}

    /**
     * Somebody who connected was refused: not among the allowed hosts, or TLS failed. Left out while callbacks do not keep up.
     *
     * @param host an address without its port
     * @param reason for people
     */
    default void connectionRefused(String host, String reason) {}

    /**
     * Routing has gone to and fro too often: between the hosts of the PIM's sides, so that somebody should look at the PG, or between connections
     * of one host, as those of several PIMs behind one translated address do. Told once; again only after a whole such time without a switch.
     *
     * @param switches how many at least
     * @param within in this time
     */
    default void switchedTooOften(int switches, Duration within) {}

    /** A certificate in use expires within 30, 7 or 1 days, or has expired. Told once for each. */
    default void certificateExpiry(CertificateExpiry expiry) {}

    /**
     * New key material cannot be used; what was in use stays so. Told once as long as the reason is the same.
     *
     * @param reason for people; nothing of a key
     */
    default void keyMaterialRefused(String reason) {}
}
