package io.connects.core.routing;

import org.jspecify.annotations.Nullable;

/**
 * One assignment of a work item to a user in Salesforce. Immutable.
 *
 * @param psrId the PSR it was created for; null when Salesforce no longer tells
 */
public record AgentWork(String id, @Nullable String psrId, String workItemId, String userId, Status status) {

    /** Where an AgentWork stands. Only the first two are active; the others are end states. */
    public enum Status {
        ASSIGNED,
        OPENED,
        UNAVAILABLE,
        DECLINED,
        DECLINED_ON_PUSH_TIMEOUT,
        CLOSED,
        CANCELED,
        TRANSFERRED;

        public boolean active() {
            return this == ASSIGNED || this == OPENED;
        }
    }
}
