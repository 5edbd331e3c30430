package io.connects.simulators.cce;

/** Why the router did not take a task, or let it go. The names are those of the dialect's {@code [reasons]}. */
public enum FailureReason {
    /** The script selector is unknown. */
    INVALID_DIALED_NUMBER,
    /** The task queued for as long as its script lets it, and the script has no label. */
    TIMEOUT,
    /** The router is full, or more tasks arrive than it is rated for. */
    REQUEST_REFUSED,
    /** Routing is disabled. */
    ROUTING_NOT_AVAILABLE,
    /** The script selector has no script. */
    NO_SCRIPT,
    /** The dialogue is already in use. */
    DUPLICATE_DIALOGUEID,
    /** The message cannot be understood. */
    INVALID_MESSAGE,
    /** The media routing domain is unknown, or not the script selector's. */
    INVALID_MRD
}
