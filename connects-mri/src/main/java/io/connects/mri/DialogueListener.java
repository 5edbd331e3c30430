package io.connects.mri;

import io.connects.mri.message.DialogueOutcome;

/** What becomes of one task. Calls come one at a time, in order, also among those of the session's {@link MriListener}, never on an I/O thread. */
@FunctionalInterface
public interface DialogueListener {
    /** The dialogue has ended. Called exactly once, as the last call. */
    void ended(DialogueOutcome outcome);

    /** The task waits in Cisco's queue: its script has sent RUN_SCRIPT_REQ, which was answered. Called any number of times. */
    default void queued(QueueReport report) {}
}
