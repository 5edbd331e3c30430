package io.connects.simulators.finesse;

/** One of the two nodes of a pair. */
public enum FinesseSide {
    /** The primary node, which publishes the configuration. */
    A,
    /** The secondary node. */
    B;

    /** The other node. */
    public FinesseSide other() {
        return this == A ? B : A;
    }
}
