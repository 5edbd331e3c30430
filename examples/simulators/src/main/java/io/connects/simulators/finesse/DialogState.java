package io.connects.simulators.finesse;

/** The states of a call. */
public enum DialogState {
    /** Being dialled. */
    INITIATING,
    /** Dialled, and nobody rings yet. */
    INITIATED,
    /** It rings. */
    ALERTING,
    /** Answered. */
    ACTIVE,
    /** It came to nothing; a participant tells the cause. */
    FAILED,
    /** Over. */
    DROPPED
}
