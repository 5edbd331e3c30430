package io.connects.core.presence;

/** One of the two that hold a presence of the agent. */
public enum Side {
    /** The agent's state at Cisco, as Finesse tells and takes it. */
    CISCO,
    /** The agent's presence status in Omni-Channel, as the desktop tells and takes it. */
    OMNI;

    /** The side across. */
    public Side other() {
        return this == CISCO ? OMNI : CISCO;
    }
}
