package io.connects.simulators.finesse;

/** The ports of the nodes; 0 while a node has not listened yet. */
interface NodeAddresses {
    int restPort(FinesseSide side);

    int notificationPort(FinesseSide side);
}
