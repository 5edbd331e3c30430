package io.connects.simulators.finesse;

/** The states of a participant of a call. */
public enum ParticipantState {
    /** Dials. */
    INITIATING,
    /** Has dialled. */
    INITIATED,
    /** Rings. */
    ALERTING,
    /** Talks. */
    ACTIVE,
    /** Has put the call on hold. */
    HELD,
    /** Works after the call. */
    WRAP_UP,
    /** The call came to nothing. */
    FAILED,
    /** Has left. */
    DROPPED;

    boolean isLive() {
        return this != DROPPED && this != WRAP_UP && this != FAILED;
    }
}
