package io.connects.core.routing;

import org.jspecify.annotations.Nullable;

/**
 * One thing that the engine decided or learnt, with its reason.
 *
 * @param psrId null when it concerns the whole route
 * @param workItemId null when it concerns the whole route
 * @param detail ids, numbers and the peer's own words; for people
 */
public record Decision(
        Kind kind, @Nullable String psrId, @Nullable String workItemId, Reason reason, String detail) {

    /** What was decided or learnt. */
    public enum Kind {
        /** A PSR was seen for the first time. */
        OFFERED,
        SUBMITTED,
        /** Cisco says that the task waits. */
        QUEUED,
        /** A dialogue is to be taken back. */
        CANCELLED,
        AGENT_CHOSEN,
        /** An agent was chosen for work that is no longer to be assigned; the reservation is spent. */
        AGENT_UNUSED,
        /** An answer came for a dialogue that had ended. */
        LATE_ANSWER,
        ASSIGNED,
        ASSIGNMENT_FAILED,
        ACCEPTED,
        STARTED,
        COMPLETED,
        /** To be submitted again later; the detail says when. */
        DELAYED,
        LABEL,
        /** The PSR is no longer ours to route. */
        ENDED,
        SNAPSHOT,
        ROUTER_STATE,
        SOURCE_STATE,
        BREAKER_CLOSED,
        /** Alarms: somebody should look. */
        PARKED(true),
        BREAKER_OPENED(true),
        UNKNOWN_AGENT(true),
        /** One agent failed several times in a row, over several work items. */
        AGENT_FAILING(true),
        /** Somebody else made an AgentWork for a PSR that was submitted. */
        FOREIGN_AGENT_WORK(true),
        /** Somebody else made so many of them that nobody is assigned any more until the adapter is started anew. */
        ASSIGNING_STOPPED(true);

        private final boolean alarm;

        Kind() {
            this(false);
        }

        Kind(boolean alarm) {
            this.alarm = alarm;
        }

        /** Whether an operator should look. */
        public boolean alarm() {
            return alarm;
        }
    }
}
