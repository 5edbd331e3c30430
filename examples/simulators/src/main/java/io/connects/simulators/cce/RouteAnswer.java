package io.connects.simulators.cce;

import io.connects.core.routing.TaskId;

/** What the router says about a task. A task gets one answer, or none when it was discarded with its session. */
public sealed interface RouteAnswer {

    /** The task that is answered. */
    RouteRequest request();

    /**
     * An agent is reserved.
     *
     * @param skillTargetId the agent
     * @param skillGroup the skill group in which the agent was found; -1 when the task named the agent
     */
    record AgentChosen(RouteRequest request, TaskId task, int skillTargetId, int skillGroup) implements RouteAnswer {}

    /** The script answered with a label. */
    record Label(RouteRequest request, String label) implements RouteAnswer {}

    /** The task was refused, or released by its script. */
    record Failed(RouteRequest request, FailureReason reason) implements RouteAnswer {}

    /** The task was taken back while it was in queue. */
    record Dequeued(RouteRequest request) implements RouteAnswer {}
}
