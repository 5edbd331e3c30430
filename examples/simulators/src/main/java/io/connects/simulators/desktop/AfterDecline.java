package io.connects.simulators.desktop;

/** What a desktop does when a task that its agent declined has run out at Cisco and left the agent not routable. */
public enum AfterDecline {
    /** Nothing: the agent stays not routable until {@link SimulatedDesktop#becomeRoutable()}. */
    STAY,
    /** It makes the agent routable again at once. */
    ROUTABLE
}
