package io.connects.core.routing;

/** Where a work item is on its way through the engine. */
public enum Phase {
    /** Salesforce has not made it ready for routing. */
    NOT_READY,
    /** Waiting for window, pace, breaker, router or the first snapshot. */
    WAITING,
    /** Its PSR and record are being read. */
    READING,
    /** Read; next in line. */
    READY,
    /** A dialogue is open. */
    SUBMITTED,
    /** A dialogue is open and to be taken back. */
    CANCELLING,
    /** An AgentWork is being created. */
    ASSIGNING,
    /** Salesforce is asked what became of an assignment. */
    INSPECTING,
    /** An AgentWork is active. */
    PUSHED,
    /** To be submitted again at a certain time. */
    DELAYED,
    PARKED,
    /** Being handed to a Salesforce queue. */
    HANDING,
    /** Left alone until Salesforce changes it. */
    IGNORED
}
