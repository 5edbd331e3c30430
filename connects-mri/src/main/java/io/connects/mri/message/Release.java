package io.connects.mri.message;

/**
 * RELEASE: the script ended the task without an agent. That a script may release, with a cause, is public; the number is not.
 *
 * @param cause why, as the dialect's causes list it
 */
public record Release(long dialogueId, long sendSeqNo, long cause) implements DialogueMessage {
    public Release {
        Numbers.checkU32("dialogueId", dialogueId);
        Numbers.checkU32("sendSeqNo", sendSeqNo);
        Numbers.checkU32("cause", cause);
    }
}
