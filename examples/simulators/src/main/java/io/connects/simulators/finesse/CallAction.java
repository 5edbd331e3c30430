package io.connects.simulators.finesse;

import java.util.Optional;

/** What an agent can ask of a call. Outbound campaigns, call-backs and reclassifying are not simulated. */
public enum CallAction {
    /** Takes a call that rings. */
    ANSWER,
    /** Puts it on hold. */
    HOLD,
    /** Goes on. */
    RETRIEVE,
    /** Leaves it. */
    DROP,
    /** Calls somebody else, holding this one. */
    CONSULT_CALL,
    /** Joins the held caller to the consulted party and leaves. */
    TRANSFER,
    /** Joins the held caller to the consulted party and stays. */
    CONFERENCE,
    /** Gives the call away without a consultation. */
    TRANSFER_SST,
    /** Sends tones. */
    SEND_DTMF,
    /** Sets call variables and the wrap-up reason. */
    UPDATE_CALL_DATA,
    /** Takes another participant out of a conference. */
    PARTICIPANT_DROP,
    /** Joins the call that is being monitored. */
    BARGE_CALL,
    /** Records; CCX only. */
    START_RECORDING;

    static Optional<CallAction> of(String text) {
        for (CallAction action : values()) {
            if (action.name().equals(text)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
