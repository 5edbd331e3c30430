package io.connects.mri.message;

/**
 * NEW_TASK_FAILURE: the task was not accepted.
 *
 * @param reasonCode why, as the dialect's reasons list it
 */
public record NewTaskFailure(long dialogueId, long sendSeqNo, long reasonCode) implements DialogueMessage {
    public NewTaskFailure {
        Numbers.checkU32("dialogueId", dialogueId);
        Numbers.checkU32("sendSeqNo", sendSeqNo);
        Numbers.checkU32("reasonCode", reasonCode);
    }
}
