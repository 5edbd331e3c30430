package io.connects.simulators.cce;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows about one task.
 *
 * @param session the routing client that submitted it: 1 for the first, and so on
 * @param request what was asked
 * @param correlation value of the correlation variable; empty when the task has none
 * @param taskId {@code day:key:sequence}; empty when the task was refused
 * @param agent who was chosen; null when nobody was
 * @param times when what happened
 * @param ending null as long as the task lives
 * @param reason why it failed or expired without a label
 */
public record TaskEntry(
        int session,
        RouteRequest request,
        String correlation,
        String taskId,
        @Nullable Integer agent,
        Times times,
        @Nullable Ending ending,
        @Nullable FailureReason reason) {

    /**
     * When what happened to a task; null for what has not happened.
     *
     * @param submitted when it arrived, and, unless it was refused, when it began to queue
     * @param chosen when its agent was chosen, reserved and offered the task
     * @param ended when it ended, in whatever way
     */
    public record Times(
            Instant submitted,
            @Nullable Instant chosen,
            @Nullable Instant accepted,
            @Nullable Instant started,
            @Nullable Instant ended) {}

    /** Whether this task made its agent not routable. */
    public boolean madeAgentNotRoutable() {
        return ending == Ending.RAN_OUT;
    }

    /** The PendingServiceRouting of the correlation value {@code psrId:attempt}; empty when it has another form. */
    public Optional<String> psrId() {
        int colon = correlation.lastIndexOf(':');
        return colon > 0 ? Optional.of(correlation.substring(0, colon)) : Optional.empty();
    }
}
