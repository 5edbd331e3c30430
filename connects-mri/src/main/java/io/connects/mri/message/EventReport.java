package io.connects.mri.message;

/**
 * EVENT_REPORT: the application tells what became of a label. Taken over from GED-125; not known to be used by MRI.
 *
 * @param eventId 1 connect failure, 2 busy, 3 no answer, 4 answer, 5 abandon, 6 disconnect, 7 invalid, as GED-125 has it
 */
public record EventReport(long dialogueId, long sendSeqNo, long eventId) implements DialogueMessage {
    public EventReport {
        Numbers.checkU32("dialogueId", dialogueId);
        Numbers.checkU32("sendSeqNo", sendSeqNo);
        Numbers.checkU32("eventId", eventId);
    }
}
