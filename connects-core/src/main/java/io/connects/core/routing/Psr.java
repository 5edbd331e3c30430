package io.connects.core.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A PendingServiceRouting: Salesforce's note that a work item waits in a queue to be routed from outside. Immutable.
 *
 * <p>Ids are in the 18-character form. Of two PSRs of one work item the later {@code createdDate}, then the higher {@code serial}, counts.
 *
 * @param serial grows with every change of the record, so that late news can be told from new
 * @param requestTime when the customer asked: CustomRequestedDateTime, or else CreatedDate; kept over every re-submission
 * @param priority RoutingPriority, lower first; null in most queues
 * @param secondaryPriority SecondaryRoutingPriority, lower first
 * @param preferredUserId the user to try first
 * @param preferredUserRequired nobody but the preferred user may get it
 * @param readyForRouting whether routing may begin
 * @param pushed whether an active AgentWork exists at this moment
 * @param transfer whether it came from an agent who had worked on the item
 * @param lastDeclinedSession changes whenever an agent declined or did not answer
 * @param pushTimeout the record's own push timeout; null when the queue's counts
 * @param capacityWeight to be copied to the AgentWork; often null
 * @param capacityPercentage to be copied to the AgentWork; often null
 */
public record Psr(
        String id,
        long serial,
        String workItemId,
        String queueId,
        String channelId,
        Instant createdDate,
        Instant requestTime,
        @Nullable Integer priority,
        @Nullable Integer secondaryPriority,
        @Nullable String preferredUserId,
        boolean preferredUserRequired,
        boolean readyForRouting,
        boolean pushed,
        boolean transfer,
        @Nullable String lastDeclinedSession,
        @Nullable Duration pushTimeout,
        @Nullable Double capacityWeight,
        @Nullable Double capacityPercentage) {

    /**
     * The order in which PSRs are submitted: priority, secondary priority (none counts as last), original request time, id. A pure function
     * of fields, so that it is the same after a crash.
     */
    public static final Comparator<Psr> SUBMISSION_ORDER = Comparator.comparing(
                    Psr::priority, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(Psr::secondaryPriority, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(Psr::requestTime)
            .thenComparing(Psr::id);

    public Psr {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(workItemId, "workItemId");
        Objects.requireNonNull(queueId, "queueId");
        Objects.requireNonNull(channelId, "channelId");
        Objects.requireNonNull(createdDate, "createdDate");
        Objects.requireNonNull(requestTime, "requestTime");
    }

    /** Whether this record replaces {@code other} of the same work item: a later CreatedDate, then a higher Serial. */
    public boolean supersedes(Psr other) {
        int byDate = createdDate.compareTo(other.createdDate);
        if (byDate != 0 || id.equals(other.id)) {
            return byDate > 0 || (byDate == 0 && serial > other.serial);
        }
        return serial != other.serial ? serial > other.serial : id.compareTo(other.id) > 0;
    }

    public Builder toBuilder() {
        return new Builder(id, workItemId, queueId, channelId, createdDate)
                .serial(serial)
                .requestTime(requestTime)
                .priority(priority)
                .secondaryPriority(secondaryPriority)
                .preferredUser(preferredUserId, preferredUserRequired)
                .readyForRouting(readyForRouting)
                .pushed(pushed)
                .transfer(transfer)
                .lastDeclinedSession(lastDeclinedSession)
                .pushTimeout(pushTimeout)
                .capacity(capacityWeight, capacityPercentage);
    }

    /** Starts a PSR that is ready, not pushed, with serial 1 and everything optional absent. */
    public static Builder builder(String id, String workItemId, String queueId, String channelId, Instant createdDate) {
        return new Builder(id, workItemId, queueId, channelId, createdDate);
    }

    /** Collects the optional parts of a PSR. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final String workItemId;
        private final String queueId;
        private final String channelId;
        private final Instant createdDate;
        private long serial = 1;
        private Instant requestTime;
        private @Nullable Integer priority;
        private @Nullable Integer secondaryPriority;
        private @Nullable String preferredUserId;
        private boolean preferredUserRequired;
        private boolean readyForRouting = true;
        private boolean pushed;
        private boolean transfer;
        private @Nullable String lastDeclinedSession;
        private @Nullable Duration pushTimeout;
        private @Nullable Double capacityWeight;
        private @Nullable Double capacityPercentage;

        private Builder(String id, String workItemId, String queueId, String channelId, Instant createdDate) {
            this.id = id;
            this.workItemId = workItemId;
            this.queueId = queueId;
            this.channelId = channelId;
            this.createdDate = createdDate;
            this.requestTime = createdDate;
        }

        public Builder serial(long value) {
            serial = value;
            return this;
        }

        public Builder requestTime(Instant value) {
            requestTime = value;
            return this;
        }

        public Builder priority(@Nullable Integer value) {
            priority = value;
            return this;
        }

        public Builder secondaryPriority(@Nullable Integer value) {
            secondaryPriority = value;
            return this;
        }

        public Builder preferredUser(@Nullable String userId, boolean required) {
            preferredUserId = userId;
            preferredUserRequired = required;
            return this;
        }

        public Builder readyForRouting(boolean value) {
            readyForRouting = value;
            return this;
        }

        public Builder pushed(boolean value) {
            pushed = value;
            return this;
        }

        public Builder transfer(boolean value) {
            transfer = value;
            return this;
        }

        public Builder lastDeclinedSession(@Nullable String value) {
            lastDeclinedSession = value;
            return this;
        }

        public Builder pushTimeout(@Nullable Duration value) {
            pushTimeout = value;
            return this;
        }

        public Builder capacity(@Nullable Double weight, @Nullable Double percentage) {
            capacityWeight = weight;
            capacityPercentage = percentage;
            return this;
        }

        public Psr build() {
            return new Psr(
                    id,
                    serial,
                    workItemId,
                    queueId,
                    channelId,
                    createdDate,
                    requestTime,
                    priority,
                    secondaryPriority,
                    preferredUserId,
                    preferredUserRequired,
                    readyForRouting,
                    pushed,
                    transfer,
                    lastDeclinedSession,
                    pushTimeout,
                    capacityWeight,
                    capacityPercentage);
        }
    }
}
