package io.connects.simulators.cce;

/** Why the router did not take a task. The names are those of the dialect's {@code [reasons]}. */
public enum FailureReason {
    /** The script selector is unknown. */
    INVALID_DIALED_NUMBER,
    /** The router is full, or congestion control rejected the task. */
    REQUEST_REFUSED,
    /** Routing is disabled. */
    ROUTING_NOT_AVAILABLE,
    /** The script selector has no script. */
    NO_SCRIPT,
    /** The dialogue is already in use. */
    DUPLICATE_DIALOGUEID,
    /** There is no request with this invoke id. */
    INVALID_INVOKEID,
    /** The message cannot be understood. */
    INVALID_MESSAGE,
    /** The media routing domain is unknown, or not the script selector's. */
    INVALID_MRD
}
