package io.connects.mri.message;

/**
 * DIALOGUE_FAILURE_CONF: a message of this dialogue was refused. Taken over from GED-125.
 *
 * @param invokeId of the message that was refused
 * @param errorCode why, by GED-125's status codes
 */
public record DialogueFailureConf(long dialogueId, long sendSeqNo, long invokeId, long errorCode)
        implements DialogueMessage {
    public DialogueFailureConf {
        Numbers.checkU32("dialogueId", dialogueId);
        Numbers.checkU32("sendSeqNo", sendSeqNo);
        Numbers.checkU32("invokeId", invokeId);
        Numbers.checkU32("errorCode", errorCode);
    }
}
