package io.connects.core.routing;

import java.time.Duration;
import java.util.Set;

/** Everything that a {@link RoutingEngine} wants done. All but {@link Report} and {@link Cancel} are answered by an {@link Event}, exactly
 * once. */
public sealed interface Effect {

    /** Answered by {@link Event.ItemRead} or {@link Event.ReadFailed}. */
    record Read(Psr known) implements Effect {}

    /** At most 200 ids. Answered by {@link Event.ReadAgainAnswered} or {@link Event.ReadAgainFailed}. */
    record ReadAgain(Set<String> psrIds) implements Effect {
        public ReadAgain {
            psrIds = Set.copyOf(psrIds);
        }
    }

    /** Answered by {@link Event.Inspected} or {@link Event.InspectFailed}. */
    record Inspect(String psrId) implements Effect {}

    /** Answered by {@link Event.AssignmentAnswered}. */
    record Assign(TaskKey key, Psr psr, Agent agent, Duration toSend, Duration toAnswer) implements Effect {}

    /** Answered by {@link Event.HandedToQueue} or {@link Event.HandFailed}. */
    record HandToQueue(Psr psr, String queueId) implements Effect {}

    /** Answered by {@link Event.DialogueEnded}. */
    record Submit(String router, TaskKey key, TaskRequest request) implements Effect {}

    /** Hastens the {@link Event.DialogueEnded} of the submission. */
    record Cancel(String router, TaskKey key) implements Effect {}

    /** For the {@link RoutingListener}. */
    record Report(Decision decision) implements Effect {}
}
