package io.connects.mri.message;

/** How a dialogue ended. A dialogue has exactly one outcome. */
public sealed interface DialogueOutcome {

    /** The script answered, with an agent or a label. */
    record Answered(DoThisWithTask answer) implements DialogueOutcome {}

    /** The task was not accepted. */
    record Refused(NewTaskFailure failure) implements DialogueOutcome {}

    /** The script ended the task without an agent. */
    record Released(Release release) implements DialogueOutcome {}

    /** The PG refused a message of the dialogue, and with it the dialogue. */
    record Failed(DialogueFailureConf failure) implements DialogueOutcome {}

    /** The PG ended the dialogue with a message that cannot be read: an agent may have been reserved in vain. */
    record Unreadable(UnreadableMessage message) implements DialogueOutcome {}

    /** Cisco dropped the task with everything that waited: the session ended or went to the other side, or routing was disabled, or there was none. */
    record SessionLost(String reason) implements DialogueOutcome {}

    /** We took the task back. */
    record Cancelled() implements DialogueOutcome {}
}
