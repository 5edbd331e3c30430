package io.connects.salesforce.routing;

import io.connects.core.ProtocolViolationException;
import io.connects.core.routing.AgentWork;
import io.connects.core.routing.AgentWork.Status;
import io.connects.salesforce.SObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An AgentWork as Salesforce writes it. Immutable; a view of a record of which unknown fields are kept.
 *
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_agentwork.htm">AgentWork</a>
 */
public record AgentWorkRecord(SObject record) {
    /** The API name of the object. */
    public static final String TYPE = "AgentWork";

    /** Every field of the object that is documented, and the system fields; no org has to have all. */
    public static final List<String> ALL_FIELDS = List.of(
            "Id",
            "Name",
            "PendingServiceRoutingId",
            "WorkItemId",
            "UserId",
            "ServiceChannelId",
            "OwnerId",
            "Status",
            "RoutingModel",
            "RoutingType",
            "RoutingPriority",
            "SecondaryRoutingPriority",
            "CapacityModel",
            "CapacityWeight",
            "CapacityPercentage",
            "PausedCapacityWeight",
            "PausedCapacityPercentage",
            "ShouldSkipCapacityCheck",
            "OriginalGroupId",
            "OriginalQueueId",
            "PreferredUserId",
            "IsPreferredUserRequired",
            "IsInterruptible",
            "IsOwnerChangeInitiated",
            "IsStatusChangeInitiated",
            "IsConference",
            "IsTransfer",
            "PushTimeout",
            "PushTimeoutDateTime",
            "RequestDateTime",
            "AssignedDateTime",
            "AcceptDateTime",
            "TargetAcceptDateTime",
            "DeclineDateTime",
            "DeclineReason",
            "AgentCapacityWhenDeclined",
            "CancelDateTime",
            "CloseDateTime",
            "ActiveTime",
            "HandleTime",
            "SpeedToAnswer",
            "AfterConversationActualTime",
            "BotId",
            "BotType",
            "ExternalBotId",
            "TransferRequesterId",
            "CreatedDate",
            "LastModifiedDate",
            "SystemModstamp",
            "IsDeleted");

    static final List<String> FIELDS = List.of("Id", "PendingServiceRoutingId", "WorkItemId", "UserId", "Status");

    private static final Map<String, Status> BY_NAME = Map.of(
            "Assigned", Status.ASSIGNED,
            "Opened", Status.OPENED,
            "Unavailable", Status.UNAVAILABLE,
            "Declined", Status.DECLINED,
            "DeclinedOnPushTimeout", Status.DECLINED_ON_PUSH_TIMEOUT,
            "Closed", Status.CLOSED,
            "Canceled", Status.CANCELED,
            "Transferred", Status.TRANSFERRED);

    /** PushTopic events carry the status as the number under which Salesforce stores it. */
    private static final List<Status> BY_NUMBER = List.of(
            Status.ASSIGNED,
            Status.UNAVAILABLE,
            Status.DECLINED,
            Status.OPENED,
            Status.CLOSED,
            Status.DECLINED_ON_PUSH_TIMEOUT,
            Status.CANCELED,
            Status.TRANSFERRED);

    /**
     * Where it stands, whether given as text (REST) or as number (PushTopic).
     *
     * @throws ProtocolViolationException when it is missing or unknown
     */
    public Status status() {
        Object status = record.fields().get("Status");
        String text = String.valueOf(status);
        if (status instanceof Number || text.matches("\\d")) {
            int number = status instanceof Number value ? value.intValue() : Integer.parseInt(text);
            if (number >= 0 && number < BY_NUMBER.size()) {
                return BY_NUMBER.get(number);
            }
        } else if (BY_NAME.containsKey(text)) {
            return BY_NAME.get(text);
        }
        String shown = text.substring(0, Math.min(text.length(), ProtocolViolationException.MAX_BYTES_KEPT));
        throw new ProtocolViolationException("AgentWork.Status: unknown", -1, shown.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The same for the routing engine.
     *
     * @throws ProtocolViolationException when a field is missing, or one has an unexpected type
     */
    public AgentWork toAgentWork() {
        return new AgentWork(
                record.id(),
                record.idOf("PendingServiceRoutingId"),
                record.requireId("WorkItemId"),
                record.requireId("UserId"),
                status());
    }

    public @Nullable String id() {
        return record.idOf("Id");
    }

    /** The running number. */
    public @Nullable String name() {
        return record.text("Name");
    }

    public @Nullable String pendingServiceRoutingId() {
        return record.idOf("PendingServiceRoutingId");
    }

    public @Nullable String workItemId() {
        return record.idOf("WorkItemId");
    }

    /** Whose work it is. */
    public @Nullable String userId() {
        return record.idOf("UserId");
    }

    public @Nullable String serviceChannelId() {
        return record.idOf("ServiceChannelId");
    }

    public @Nullable String ownerId() {
        return record.idOf("OwnerId");
    }

    public @Nullable String routingModel() {
        return record.text("RoutingModel");
    }

    public @Nullable String routingType() {
        return record.text("RoutingType");
    }

    public @Nullable Integer routingPriority() {
        return record.integer("RoutingPriority");
    }

    public @Nullable Integer secondaryRoutingPriority() {
        return record.integer("SecondaryRoutingPriority");
    }

    /** {@code StatusBased} or {@code TabBased}. */
    public @Nullable String capacityModel() {
        return record.text("CapacityModel");
    }

    public @Nullable Double capacityWeight() {
        return record.decimal("CapacityWeight");
    }

    /** 0 to 100. */
    public @Nullable Double capacityPercentage() {
        return record.decimal("CapacityPercentage");
    }

    public @Nullable Double pausedCapacityWeight() {
        return record.decimal("PausedCapacityWeight");
    }

    /** 0 to 100. */
    public @Nullable Double pausedCapacityPercentage() {
        return record.decimal("PausedCapacityPercentage");
    }

    public boolean shouldSkipCapacityCheck() {
        return record.isTrue("ShouldSkipCapacityCheck");
    }

    /** The queue that it came from. */
    public @Nullable String originalGroupId() {
        return record.idOf("OriginalGroupId");
    }

    /** The same, as old API versions name it. */
    public @Nullable String originalQueueId() {
        return record.idOf("OriginalQueueId");
    }

    public @Nullable String preferredUserId() {
        return record.idOf("PreferredUserId");
    }

    public boolean preferredUserRequired() {
        return record.isTrue("IsPreferredUserRequired");
    }

    public boolean interruptible() {
        return record.isTrue("IsInterruptible");
    }

    public boolean ownerChangeInitiated() {
        return record.isTrue("IsOwnerChangeInitiated");
    }

    public boolean statusChangeInitiated() {
        return record.isTrue("IsStatusChangeInitiated");
    }

    public boolean conference() {
        return record.isTrue("IsConference");
    }

    public boolean transfer() {
        return record.isTrue("IsTransfer");
    }

    public @Nullable Duration pushTimeout() {
        return record.seconds("PushTimeout");
    }

    public @Nullable Instant pushTimeoutDateTime() {
        return record.instant("PushTimeoutDateTime");
    }

    public @Nullable Instant requestDateTime() {
        return record.instant("RequestDateTime");
    }

    public @Nullable Instant assignedDateTime() {
        return record.instant("AssignedDateTime");
    }

    public @Nullable Instant acceptDateTime() {
        return record.instant("AcceptDateTime");
    }

    public @Nullable Instant targetAcceptDateTime() {
        return record.instant("TargetAcceptDateTime");
    }

    public @Nullable Instant declineDateTime() {
        return record.instant("DeclineDateTime");
    }

    public @Nullable String declineReason() {
        return record.text("DeclineReason");
    }

    public @Nullable Double agentCapacityWhenDeclined() {
        return record.decimal("AgentCapacityWhenDeclined");
    }

    public @Nullable Instant cancelDateTime() {
        return record.instant("CancelDateTime");
    }

    public @Nullable Instant closeDateTime() {
        return record.instant("CloseDateTime");
    }

    public @Nullable Duration activeTime() {
        return record.seconds("ActiveTime");
    }

    public @Nullable Duration handleTime() {
        return record.seconds("HandleTime");
    }

    public @Nullable Duration speedToAnswer() {
        return record.seconds("SpeedToAnswer");
    }

    public @Nullable Duration afterConversationActualTime() {
        return record.seconds("AfterConversationActualTime");
    }

    public @Nullable String botId() {
        return record.idOf("BotId");
    }

    public @Nullable String botType() {
        return record.text("BotType");
    }

    public @Nullable String externalBotId() {
        return record.idOf("ExternalBotId");
    }

    public @Nullable String transferRequesterId() {
        return record.idOf("TransferRequesterId");
    }

    public @Nullable Instant createdDate() {
        return record.instant("CreatedDate");
    }

    public @Nullable Instant lastModifiedDate() {
        return record.instant("LastModifiedDate");
    }

    public @Nullable Instant systemModstamp() {
        return record.instant("SystemModstamp");
    }

    public boolean deleted() {
        return record.isTrue("IsDeleted");
    }
}
