package io.connects.simulators.finesse;

/** Which contact centre Finesse is the desktop of. */
public enum FinesseFlavour {
    /** Contact Center Enterprise, packaged or not. */
    CCE("UCCE", 999),
    /** Contact Center Express: no tasks, no queues, no mobile agents, no HOLD. */
    CCX("UCCX", 33);

    private final String deploymentType;
    private final int supervisorReason;

    FinesseFlavour(String deploymentType, int supervisorReason) {
        this.deploymentType = deploymentType;
        this.supervisorReason = supervisorReason;
    }

    String deploymentType() {
        return deploymentType;
    }

    /** The reason code of a state that a supervisor set. */
    int supervisorReason() {
        return supervisorReason;
    }
}
