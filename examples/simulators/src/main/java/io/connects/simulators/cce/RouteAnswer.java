package io.connects.simulators.cce;

import io.connects.core.routing.TaskId;
import java.util.Map;

/**
 * What the router says about a task. A task gets one of these, after any number of {@link RunScript}; none when it was discarded because its
 * session ended.
 */
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

    /** The script, or the limit of its queue time, released the task. */
    record Released(RouteRequest request, ReleaseCause cause) implements RouteAnswer {}

    /**
     * The script asks the application to do something while the task waits. To be answered by {@link RoutingClient#scriptResult}.
     *
     * @param number names this question
     * @param name name of the network VRU script
     * @param configuration what the script is told; may be empty
     * @param variables the task's, and the expected wait in seconds
     */
    record RunScript(
            RouteRequest request, long number, String name, String configuration, Map<String, String> variables)
            implements RouteAnswer {
        public RunScript {
            variables = Map.copyOf(variables);
        }
    }

    /** The task was refused. */
    record Failed(RouteRequest request, FailureReason reason) implements RouteAnswer {}

    /** The task was taken back while it was in queue. */
    record Dequeued(RouteRequest request) implements RouteAnswer {}

    /** The task was in queue when routing was disabled. */
    record Discarded(RouteRequest request) implements RouteAnswer {}
}
