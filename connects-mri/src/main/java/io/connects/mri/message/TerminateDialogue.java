package io.connects.mri.message;

/**
 * TERMINATE_DIALOGUE: the application takes the task back. Only the concept is public (call disposition 50), not the name.
 *
 * @param reason 0 for none
 */
public record TerminateDialogue(long dialogueId, long sendSeqNo, long reason) implements DialogueMessage {
    public TerminateDialogue {
        Numbers.checkU32("dialogueId", dialogueId);
        Numbers.checkU32("sendSeqNo", sendSeqNo);
        Numbers.checkU32("reason", reason);
    }
}
