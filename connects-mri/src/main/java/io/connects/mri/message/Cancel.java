package io.connects.mri.message;

/**
 * CANCEL: the PG stops a script that it had asked for. Taken over from GED-125; not known to be used by MRI.
 *
 * @param invokeId names this message
 * @param requestId the invoke id of the RUN_SCRIPT_REQ that is stopped
 */
public record Cancel(long dialogueId, long sendSeqNo, long invokeId, long requestId) implements DialogueMessage {
    public Cancel {
        Numbers.checkU32("dialogueId", dialogueId);
        Numbers.checkU32("sendSeqNo", sendSeqNo);
        Numbers.checkU32("invokeId", invokeId);
        Numbers.checkU32("requestId", requestId);
    }
}
