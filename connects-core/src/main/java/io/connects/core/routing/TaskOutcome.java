package io.connects.core.routing;

/** How a dialogue with Cisco about one task ended. A dialogue has exactly one outcome. */
public sealed interface TaskOutcome {

    /**
     * An agent is reserved for the task and is being asked.
     *
     * @param task Cisco's name of the task
     * @param skillTargetId the agent
     */
    record AgentChosen(TaskId task, int skillTargetId) implements TaskOutcome {}

    /** The script answered with a label instead of an agent. */
    record LabelChosen(String label) implements TaskOutcome {}

    /** The script released the task; {@code cause} is its cause code. */
    record Released(int cause) implements TaskOutcome {}

    /**
     * The task was not accepted.
     *
     * @param permanent whether the same request will fail again until somebody changes a configuration
     * @param code the peer's code, by name when known
     */
    record Failed(boolean permanent, String code, String text) implements TaskOutcome {}

    /** The task waited in Cisco's queue for as long as it may. */
    record ExpiredInQueue() implements TaskOutcome {}

    /** Cisco dropped the task with everything that waited: the session ended, or routing was disabled. */
    record SessionLost(String reason) implements TaskOutcome {}

    /** We took the task back. */
    record Cancelled() implements TaskOutcome {}
}
