package io.connects.core.presence;

import org.jspecify.annotations.Nullable;

/**
 * How the two sides stand. Immutable.
 *
 * @param overlay the passing state at Cisco (a call, wrap-up, or not known for a short time), to be shown beside the status; null for none
 * @param pendingCisco the state that Cisco is to enter; without a reason code when somebody else asked for it; null for none
 * @param pendingOmni the status that Omni-Channel is to enter; null for none
 * @param cause why they do not match; null unless the kind is {@link Kind#MISMATCH}
 */
public record PresenceView(
        Kind kind,
        @Nullable AgentState overlay,
        @Nullable CiscoState pendingCisco,
        @Nullable String pendingOmni,
        @Nullable Cause cause) {

    /** What matters most. */
    public enum Kind {
        /** They belong together by the table. */
        IN_STEP,
        /** The agent is in a state that leaves the status as it is; beneath it, as far as is known, they match. */
        OVERLAY,
        /** A change is asked for, or waits for the end of a call. */
        PENDING,
        /** They do not match, and nothing will be done about it until somebody changes either. */
        MISMATCH
    }

    /** Why the two do not match. */
    public enum Cause {
        /** The change was on a side that does not lead. */
        NOT_LEADING,
        /** The table has nowhere to lead Cisco from this status. */
        UNMAPPED,
        /** The agent is not signed in at Cisco. */
        SIGNED_OUT,
        /** Cisco's state has not been known for long. */
        UNKNOWN,
        /** The write was refused. */
        REFUSED,
        /** The write did not show in time. */
        UNANSWERED,
        /** The change had been pending and never came into force; it is not asked for again. */
        PENDING_LOST,
        /** A write came into force after a later change on the same side. */
        CROSSED,
        /** Both were there when we came, and it is not known which is newer. */
        UNDATED
    }

    static PresenceView of(Kind kind, @Nullable AgentState overlay) {
        return new PresenceView(kind, overlay, null, null, null);
    }

    static PresenceView mismatch(Cause cause, @Nullable AgentState overlay) {
        return new PresenceView(Kind.MISMATCH, overlay, null, null, cause);
    }
}
