package io.connects.simulators.finesse;

import io.connects.simulators.cce.LittleCce;

/**
 * What Finesse tells the task side about agents. Thread-safe; an answer of false means that the agent is unknown there or not in the state that
 * it takes.
 */
public interface MediaSeats {
    /** The agent is signed in nowhere, as when a pair starts. */
    void vacate(int skillTargetId);

    /** The agent signs in to a media routing domain, NOT_READY and routable. */
    boolean signIn(int skillTargetId, int mrdId);

    /** The agent signs out of it, which ends the agent's tasks. */
    boolean signOut(int skillTargetId, int mrdId);

    /** The agent is ready for tasks of the domain, which includes routable, or not. */
    boolean setReady(int skillTargetId, int mrdId, boolean ready);

    /** The agent is routable in the domain, or not. */
    boolean setRoutable(int skillTargetId, int mrdId, boolean routable);

    /**
     * The agents of a little CCE, which start signed out. It has one seat an agent, not one a domain: the agent is ready there while ready in
     * some domain, and signed in while signed in to some domain.
     */
    static MediaSeats of(LittleCce cce) {
        return new LittleCceSeats(cce);
    }
}
