package io.connects.salesforce.routing;

import io.connects.core.PeerRefusedException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.routing.Psr;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SObjectDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PendingServiceRouting as Salesforce writes it. Immutable; a view of a record of which unknown fields are kept.
 *
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_pendingservicerouting.htm">PendingServiceRouting</a>
 */
public record PendingServiceRouting(SObject record) {
    /** The API name of the object. */
    public static final String TYPE = "PendingServiceRouting";

    /** Every field of the object that is documented, and the system fields; no org has to have all. */
    public static final List<String> ALL_FIELDS = List.of(
            "Id",
            "Name",
            "WorkItemId",
            "GroupId",
            "QueueId",
            "ServiceChannelId",
            "OwnerId",
            "Serial",
            "RoutingModel",
            "RoutingType",
            "RoutingPriority",
            "SecondaryRoutingPriority",
            "IsReadyForRouting",
            "IsPushed",
            "IsPushAttempted",
            "IsTransfer",
            "IsInterruptible",
            "IsOwnerChangeInitiated",
            "IsStatusChangeInitiated",
            "PreferredUserId",
            "IsPreferredUserRequired",
            "PushTimeout",
            "LastDeclinedAgentSession",
            "CapacityWeight",
            "CapacityPercentage",
            "PausedCapacityWeight",
            "PausedCapacityPercentage",
            "CustomRequestedDateTime",
            "DropAdditionalSkillsTimeout",
            "TransferRequesterId",
            "BotId",
            "BotType",
            "ExternalBotId",
            "CreatedDate",
            "LastModifiedDate",
            "SystemModstamp",
            "IsDeleted");

    /** Fields without which an item cannot be routed; one of the two queue fields is enough. */
    static final List<String> REQUIRED =
            List.of("Id", "Serial", "WorkItemId", "ServiceChannelId", "IsPushed", "IsReadyForRouting", "CreatedDate");

    /** Fields that are read where the org has them. GroupId replaces QueueId, which old API versions have alone. */
    static final List<String> OPTIONAL = List.of(
            "GroupId",
            "QueueId",
            "IsTransfer",
            "LastDeclinedAgentSession",
            "CustomRequestedDateTime",
            "RoutingPriority",
            "SecondaryRoutingPriority",
            "PreferredUserId",
            "IsPreferredUserRequired",
            "PushTimeout",
            "CapacityWeight",
            "CapacityPercentage");

    /** Fails with {@link PeerRefusedException}, naming the fields, when an org lacks some without which routing cannot work. */
    public static void check(SObjectDescription described) {
        var unused = Schema.of(described);
    }

    /**
     * The same for the routing engine.
     *
     * @throws ProtocolViolationException when a field that routing needs is missing, or one has an unexpected type
     */
    public Psr toPsr() {
        String groupId = record.idOf("GroupId");
        String queueId = record.require("GroupId", groupId == null ? record.idOf("QueueId") : groupId);
        Instant created = record.require("CreatedDate", record.instant("CreatedDate"));
        Instant requested = record.instant("CustomRequestedDateTime");
        Number pushTimeout = record.number("PushTimeout");
        return Psr.builder(
                        record.id(),
                        record.requireId("WorkItemId"),
                        queueId,
                        record.requireId("ServiceChannelId"),
                        created)
                .serial(record.require("Serial", record.number("Serial")).longValue())
                .requestTime(requested == null ? created : requested)
                .priority(record.integer("RoutingPriority"))
                .secondaryPriority(record.integer("SecondaryRoutingPriority"))
                .preferredUser(record.idOf("PreferredUserId"), record.isTrue("IsPreferredUserRequired"))
                .readyForRouting(record.isTrue("IsReadyForRouting"))
                .pushed(record.isTrue("IsPushed"))
                .transfer(record.isTrue("IsTransfer"))
                .lastDeclinedSession(record.text("LastDeclinedAgentSession"))
                .pushTimeout(pushTimeout == null ? null : Duration.ofSeconds(pushTimeout.longValue()))
                .capacity(record.decimal("CapacityWeight"), record.decimal("CapacityPercentage"))
                .build();
    }

    public @Nullable String id() {
        return record.idOf("Id");
    }

    /** The running number. */
    public @Nullable String name() {
        return record.text("Name");
    }

    /** The record that waits. */
    public @Nullable String workItemId() {
        return record.idOf("WorkItemId");
    }

    /** The queue. */
    public @Nullable String groupId() {
        return record.idOf("GroupId");
    }

    /** The queue, as old API versions name it. */
    public @Nullable String queueId() {
        return record.idOf("QueueId");
    }

    public @Nullable String serviceChannelId() {
        return record.idOf("ServiceChannelId");
    }

    public @Nullable String ownerId() {
        return record.idOf("OwnerId");
    }

    /** Grows with every change of the record. */
    public @Nullable Integer serial() {
        return record.integer("Serial");
    }

    /** {@code ExternalRouting}, {@code LeastActive} or {@code MostAvailable}. */
    public @Nullable String routingModel() {
        return record.text("RoutingModel");
    }

    /** {@code QueueBased} or {@code SkillsBased}. */
    public @Nullable String routingType() {
        return record.text("RoutingType");
    }

    /** Lower first. */
    public @Nullable Integer routingPriority() {
        return record.integer("RoutingPriority");
    }

    /** Lower first; not every org has it. */
    public @Nullable Integer secondaryRoutingPriority() {
        return record.integer("SecondaryRoutingPriority");
    }

    public boolean readyForRouting() {
        return record.isTrue("IsReadyForRouting");
    }

    /** Whether an active AgentWork exists. */
    public boolean pushed() {
        return record.isTrue("IsPushed");
    }

    /** Whether one ever existed. */
    public boolean pushAttempted() {
        return record.isTrue("IsPushAttempted");
    }

    public boolean transfer() {
        return record.isTrue("IsTransfer");
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

    public @Nullable String preferredUserId() {
        return record.idOf("PreferredUserId");
    }

    public boolean preferredUserRequired() {
        return record.isTrue("IsPreferredUserRequired");
    }

    /** The record's own; null when the queue's counts. */
    public @Nullable Duration pushTimeout() {
        return record.seconds("PushTimeout");
    }

    /** Changes with every decline and push timeout. */
    public @Nullable String lastDeclinedAgentSession() {
        return record.text("LastDeclinedAgentSession");
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

    /** When the customer asked, over every new routing. */
    public @Nullable Instant customRequestedDateTime() {
        return record.instant("CustomRequestedDateTime");
    }

    public @Nullable Duration dropAdditionalSkillsTimeout() {
        return record.seconds("DropAdditionalSkillsTimeout");
    }

    public @Nullable String transferRequesterId() {
        return record.idOf("TransferRequesterId");
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
