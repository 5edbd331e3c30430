package io.connects.core.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that {@link PresenceRules} want done. No answer is owed; a refusal or a delay is told by the number of the write. */
public sealed interface PresenceEffect {

    /**
     * Ask Finesse for this state: READY, or NOT_READY with a reason code, to which the caller finds the database id.
     *
     * @param write numbers the writes of both sides from 1
     * @param expected what the report that confirms it will show
     * @param expiresNanos until when that report is taken for the echo of the write, on the rules' clock; later if it becomes pending
     */
    record SetCisco(long write, CiscoState expected, Origin origin, long expiresNanos) implements PresenceEffect {}

    /** Ask Omni-Channel, at the agent's desktop, for this status; see {@link SetCisco}. */
    record SetOmni(long write, String expected, Origin origin, long expiresNanos) implements PresenceEffect {}

    /** How the two sides stand has changed: show this to the agent. */
    record Show(PresenceView view) implements PresenceEffect {}

    /**
     * The change that a write follows.
     *
     * @param side where it happened
     * @param changed when; null when that was not told
     */
    record Origin(Side side, @Nullable Instant changed) {}
}
