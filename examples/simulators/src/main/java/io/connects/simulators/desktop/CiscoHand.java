package io.connects.simulators.desktop;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An agent's hand at Cisco: what Finesse lets a person's desktop see and do with tasks. Thread-safe; listeners are called in the order of
 * events. An action completes when it has happened at Cisco, or with false when the task is not in the state that the action needs; nothing has
 * happened then. It fails only when the hand is closed.
 *
 * @see <a href="https://developer.cisco.com/docs/finesse/">Finesse developer guide, Task Routing APIs</a>
 */
public interface CiscoHand {

    /**
     * A task for which this agent was reserved.
     *
     * @param taskId {@code day:key:sequence}
     * @param correlation value of the variable that joins task and agent work ({@code psrId:attempt}); empty when the task has none
     * @param variables call variables and ECC variables by name
     */
    record Offered(String taskId, int skillTargetId, int mrdId, String correlation, Map<String, String> variables) {
        public Offered {
            Objects.requireNonNull(taskId, "taskId");
            Objects.requireNonNull(correlation, "correlation");
            variables = Map.copyOf(new TreeMap<>(variables));
        }
    }

    /** Why a task left its agent. */
    enum End {
        /** The agent's desktop ended it. */
        ENDED,
        /** It was not started within the start timeout, and the agent is now not routable (RONA). */
        RAN_OUT,
        /** The agent had it for as long as a task of its domain may last. */
        TOO_LONG,
        /** The agent signed out. */
        SIGNED_OUT
    }

    /** A task that left its agent. */
    record Ended(String taskId, int skillTargetId, End end) {}

    /** Calls the listener for every task that is offered to this agent from now on. */
    void onOffered(int skillTargetId, Consumer<Offered> listener);

    /** Calls the listener for every task that leaves this agent from now on. */
    void onEnded(int skillTargetId, Consumer<Ended> listener);

    /** Accepts an offered task: the only action that an offered task has. */
    CompletableFuture<Boolean> accept(String taskId);

    /** Starts an accepted task. */
    CompletableFuture<Boolean> start(String taskId);

    /** Ends a started task. */
    CompletableFuture<Boolean> end(String taskId);

    /**
     * Makes the agent routable, or not: a not routable agent keeps its tasks and gets no new ones.
     *
     * @return completes with false when the agent is unknown or signed out
     */
    CompletableFuture<Boolean> setRoutable(int skillTargetId, boolean routable);
}
