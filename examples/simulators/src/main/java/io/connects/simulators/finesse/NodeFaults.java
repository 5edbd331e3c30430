package io.connects.simulators.finesse;

/** What is wrong with one node. */
final class NodeFaults {
    volatile boolean outOfService;
    volatile boolean heartbeatFails;
    volatile boolean finesseMaintenance;
    volatile boolean ctiMaintenance;
    volatile boolean xmppRefused;
    volatile boolean finesseHidden;
    volatile boolean hung;
}
