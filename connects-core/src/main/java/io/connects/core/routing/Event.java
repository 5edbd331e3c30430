package io.connects.core.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen to a {@link RoutingEngine}. Instants are of the adapter's wall clock: {@code received} is when an event or an
 * answer arrived; a read lasted {@code from} just before it was asked {@code to} the arrival of its answer.
 */
public sealed interface Event {
    // From the work source.

    record SourceState(WorkSource.State state, String reason) implements Event {}

    record PsrChanged(Psr psr, Instant received) implements Event {}

    record PsrRemoved(String psrId, Instant received) implements Event {}

    record AgentWorkSeen(AgentWork work, Instant received) implements Event {}

    record SnapshotStarted(Instant from, String reason) implements Event {}

    record SnapshotPage(List<Psr> psrs) implements Event {
        public SnapshotPage {
            psrs = List.copyOf(psrs);
        }
    }

    record SnapshotEnded(Instant from, Instant to) implements Event {}

    // Answers to effects on the work source.

    /** Answers {@link Effect.Read}; empty when there is no such PSR. */
    record ItemRead(String psrId, Optional<WorkItem> item, Instant from, Instant to) implements Event {}

    record ReadFailed(String psrId, String reason) implements Event {}

    /** Answers {@link Effect.ReadAgain}. */
    record ReadAgainAnswered(Set<String> asked, List<Psr> found, Instant from, Instant to) implements Event {
        public ReadAgainAnswered {
            asked = Set.copyOf(asked);
            found = List.copyOf(found);
        }
    }

    record ReadAgainFailed(Set<String> asked, String reason) implements Event {
        public ReadAgainFailed {
            asked = Set.copyOf(asked);
        }
    }

    /** Answers {@link Effect.Inspect}. */
    record Inspected(String psrId, Standing standing, Instant from, Instant to) implements Event {}

    record InspectFailed(String psrId, String reason) implements Event {}

    /** Answers {@link Effect.Assign}. */
    record AssignmentAnswered(TaskKey key, AssignmentResult result, Instant received) implements Event {}

    /** Answers {@link Effect.HandToQueue}. */
    record HandedToQueue(String psrId) implements Event {}

    record HandFailed(String psrId, String reason) implements Event {}

    // From the task routers.

    /** @param router its name in the route */
    record RouterState(String router, TaskRouter.State state, String reason) implements Event {}

    /**
     * A dialogue has ended.
     *
     * @param arrivedNanos when the outcome arrived, on the engine's clock: the start timeout runs from there, however long the event waited
     */
    record DialogueEnded(TaskKey key, TaskOutcome outcome, long arrivedNanos) implements Event {}

    record DialogueQueued(
            TaskKey key,
            @Nullable Integer position,
            @Nullable Duration expectedWait) implements Event {}

    // From the directory and the task lifecycle.

    record AgentsKnown(Agents agents) implements Event {}

    record TaskStarted(TaskId task) implements Event {}

    record TaskEnded(TaskId task, String disposition) implements Event {}

    /** Time has passed. */
    record Tick() implements Event {}
}
