package io.connects.simulators.salesforce;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The life of PendingServiceRouting records: made when an item comes to a queue with External Routing, gone when it is accepted or no longer needed. */
final class ServiceRoutings {
    static final String TYPE = "PendingServiceRouting";
    private static final String REQUEUED = "requeued";

    /** Whether the record is a queue whose routing configuration says External Routing. */
    static @Nullable Row externalQueue(RecordStore store, @Nullable String ownerId) {
        Row queue = ownerId == null ? null : store.find("Group", ownerId);
        String configId = queue == null ? null : queue.text("QueueRoutingConfigId");
        Row config = configId == null ? null : store.find("QueueRoutingConfig", configId);
        return config != null && "ExternalRouting".equals(config.text("RoutingModel")) ? queue : null;
    }

    static Row configOf(RecordStore store, Row queue) {
        String id = Objects.requireNonNull(queue.text("QueueRoutingConfigId"), "QueueRoutingConfigId");
        return Objects.requireNonNull(store.find("QueueRoutingConfig", id), "QueueRoutingConfig");
    }

    static @Nullable Row ofWorkItem(RecordStore store, String workItemId) {
        List<Row> waiting = store.where(TYPE, "WorkItemId", workItemId);
        return waiting.isEmpty() ? null : waiting.get(0);
    }

    /** Makes the PSR of an item that came to {@code queue}. */
    Row create(Transaction tx, Row item, Row queue, Map<String, ?> extras) {
        Row config = configOf(tx.store(), queue);
        var fields = new HashMap<String, @Nullable Object>();
        fields.put("Name", String.format("PSR-%08d", tx.store().created(TYPE) + 1));
        fields.put("Serial", 1L);
        fields.put("GroupId", queue.id());
        fields.put("QueueId", queue.id());
        fields.put("OwnerId", queue.id());
        fields.put("WorkItemId", item.id());
        fields.put("ServiceChannelId", channelFor(tx.store(), item.type()).id());
        fields.put("RoutingModel", "ExternalRouting");
        fields.put("RoutingType", "QueueBased");
        fields.put("RoutingPriority", config.get("RoutingPriority"));
        fields.put("CapacityWeight", config.get("CapacityWeight"));
        fields.put("CapacityPercentage", config.get("CapacityPercentage"));
        fields.put("PushTimeout", config.get("PushTimeout"));
        fields.put("IsPushed", false);
        fields.put("IsPushAttempted", false);
        fields.put("IsReadyForRouting", true);
        fields.put("IsTransfer", false);
        fields.put("IsPreferredUserRequired", false);
        fields.putAll(extras);
        return tx.insert(TYPE, fields, "queued");
    }

    private static Row channelFor(RecordStore store, String type) {
        for (Row channel : store.all("ServiceChannel")) {
            if (channel.refersTo("RelatedEntity", type)) {
                return channel;
            }
        }
        throw new SalesforceError(400, "INVALID_OPERATION", "no Service Channel for " + type);
    }

    void pushed(Transaction tx, Row psr) {
        change(tx, psr, Map.of("IsPushed", true, "IsPushAttempted", true), "pushed");
    }

    /** Back to waiting; {@code session} is the presence session that declined, or null when nobody did. */
    void unpushed(Transaction tx, Row psr, @Nullable String session, String cause) {
        var changes = new HashMap<String, @Nullable Object>();
        changes.put("IsPushed", false);
        if (session != null) {
            changes.put("LastDeclinedAgentSession", session);
        }
        change(tx, psr, changes, cause);
    }

    /** Another queue, priority or preferred user while waiting: the same PSR, a higher Serial. */
    Row retarget(Transaction tx, Row psr, Map<String, ? extends @Nullable Object> changes) {
        return change(tx, psr, changes, REQUEUED);
    }

    private static Row change(Transaction tx, Row psr, Map<String, ? extends @Nullable Object> changes, String cause) {
        var all = new HashMap<String, @Nullable Object>(changes);
        all.put("Serial", (long) psr.number("Serial", 0) + 1);
        return tx.update(psr, all, cause);
    }
}
