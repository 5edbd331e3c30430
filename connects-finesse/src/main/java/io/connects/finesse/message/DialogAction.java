package io.connects.finesse.message;

import java.util.Objects;

/**
 * What may be done with a voice dialog or a task. An open code: states that are not named here survive.
 *
 * @param value as Finesse writes it; empty when it gave none
 * @see <a href="https://developer.cisco.com/docs/finesse/dialog-apis">Finesse developer guide</a>
 */
public record DialogAction(String value) {
    public static final DialogAction MAKE_CALL = new DialogAction("MAKE_CALL");
    public static final DialogAction ANSWER = new DialogAction("ANSWER");
    public static final DialogAction HOLD = new DialogAction("HOLD");
    public static final DialogAction RETRIEVE = new DialogAction("RETRIEVE");
    public static final DialogAction DROP = new DialogAction("DROP");
    public static final DialogAction CONSULT_CALL = new DialogAction("CONSULT_CALL");
    public static final DialogAction TRANSFER = new DialogAction("TRANSFER");
    public static final DialogAction CONFERENCE = new DialogAction("CONFERENCE");
    public static final DialogAction TRANSFER_SST = new DialogAction("TRANSFER_SST");
    public static final DialogAction SEND_DTMF = new DialogAction("SEND_DTMF");
    public static final DialogAction UPDATE_CALL_DATA = new DialogAction("UPDATE_CALL_DATA");
    public static final DialogAction PARTICIPANT_DROP = new DialogAction("PARTICIPANT_DROP");
    public static final DialogAction BARGE_CALL = new DialogAction("BARGE_CALL");
    public static final DialogAction SILENT_MONITOR = new DialogAction("SILENT_MONITOR");
    public static final DialogAction ACCEPT = new DialogAction("ACCEPT");
    public static final DialogAction REJECT = new DialogAction("REJECT");
    public static final DialogAction CLOSE = new DialogAction("CLOSE");
    public static final DialogAction START_RECORDING = new DialogAction("START_RECORDING");
    public static final DialogAction RECLASSIFY = new DialogAction("RECLASSIFY");
    public static final DialogAction UPDATE_SCHEDULED_CALLBACK = new DialogAction("UPDATE_SCHEDULED_CALLBACK");
    public static final DialogAction CANCEL_SCHEDULED_CALLBACK = new DialogAction("CANCEL_SCHEDULED_CALLBACK");
    public static final DialogAction START = new DialogAction("START");
    public static final DialogAction PAUSE = new DialogAction("PAUSE");
    public static final DialogAction RESUME = new DialogAction("RESUME");
    public static final DialogAction WRAP_UP = new DialogAction("WRAP_UP");

    public DialogAction {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value;
    }
}
