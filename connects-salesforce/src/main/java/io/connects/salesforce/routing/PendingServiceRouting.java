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
                .priority(integer("RoutingPriority"))
                .secondaryPriority(integer("SecondaryRoutingPriority"))
                .preferredUser(record.idOf("PreferredUserId"), record.isTrue("IsPreferredUserRequired"))
                .readyForRouting(record.isTrue("IsReadyForRouting"))
                .pushed(record.isTrue("IsPushed"))
                .transfer(record.isTrue("IsTransfer"))
                .lastDeclinedSession(record.text("LastDeclinedAgentSession"))
                .pushTimeout(pushTimeout == null ? null : Duration.ofSeconds(pushTimeout.longValue()))
                .capacity(decimal("CapacityWeight"), decimal("CapacityPercentage"))
                .build();
    }

    private @Nullable Integer integer(String field) {
        Number number = record.number(field);
        return number == null ? null : Integer.valueOf(number.intValue());
    }

    private @Nullable Double decimal(String field) {
        Number number = record.number(field);
        return number == null ? null : Double.valueOf(number.doubleValue());
    }
}
