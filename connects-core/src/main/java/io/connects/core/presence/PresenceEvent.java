package io.connects.core.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen to {@link PresenceRules}. Times of changes are of one clock for both sides: whoever reports corrects Finesse's by
 * the difference between its {@code currentTimestamp} and the own clock.
 */
public sealed interface PresenceEvent {

    /**
     * Finesse has told the agent's state, as an event or as the answer to a question. Whoever loses Finesse reports UNKNOWN; what is told after
     * that may be dated by another server.
     *
     * @param pending the state that comes into force at the end of the call ({@code pendingState}); null for none. Finesse tells no reason with it
     * @param changed when the state was entered ({@code stateChangeTime}); null when it was not told
     */
    record CiscoReported(
            CiscoState cisco,
            @Nullable AgentState pending,
            @Nullable Instant changed) implements PresenceEvent {}

    /**
     * The desktop has told the agent's presence status.
     *
     * @param changed when it was chosen; null when that is not known
     */
    record OmniReported(String status, @Nullable Instant changed) implements PresenceEvent {}

    /** A write was refused: by an error of Finesse, at once or later, or by Omni-Channel. Only by this number is a refusal known. */
    record WriteRefused(long write) implements PresenceEvent {}

    /** A write was taken and comes into force later, as a change of the Omni-Channel status in a call may ({@code isStatusSyncNeeded}). */
    record WriteDelayed(long write) implements PresenceEvent {}

    /** Time has passed. */
    record Tick() implements PresenceEvent {}
}
