package io.connects.simulators.cce;

/** How a task ended. */
public enum Ending {
    /** Its agent started it and ended it. */
    STARTED_AND_ENDED,
    /** Its agent started it and did not end it within the maximum task duration. */
    TOO_LONG,
    /** It was offered, and not started within the start timeout (RONA). */
    RAN_OUT,
    /** It was with an agent who signed out. */
    SIGNED_OUT,
    /** The application took it back while it was in queue. */
    DEQUEUED,
    /** It was in queue when the session ended or routing was disabled. */
    DISCARDED,
    /** It was in queue for as long as it may, and was released for that. */
    EXPIRED,
    /** Its script released it. */
    RELEASED,
    /** Its script answered with a label. */
    LABELLED,
    /** Congestion control rejected it. */
    CONGESTED,
    /** It was refused. */
    FAILED
}
