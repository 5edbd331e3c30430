package io.connects.salesforce.testorg;

import io.connects.core.routing.Psr;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A PSR as REST writes it. */
final class PsrRecord {
    private PsrRecord() {}

    static Map<String, Object> of(Psr psr) {
        var record = new LinkedHashMap<String, Object>();
        record.put("Id", psr.id());
        record.put("Serial", psr.serial());
        record.put("GroupId", psr.queueId());
        record.put("QueueId", psr.queueId());
        record.put("WorkItemId", psr.workItemId());
        record.put("ServiceChannelId", psr.channelId());
        record.put("IsPushed", psr.pushed());
        record.put("IsReadyForRouting", psr.readyForRouting());
        record.put("IsTransfer", psr.transfer());
        record.put("LastDeclinedAgentSession", psr.lastDeclinedSession());
        record.put("CreatedDate", TestRecords.TIMESTAMP.format(psr.createdDate()));
        record.put("SystemModstamp", TestRecords.TIMESTAMP.format(Instant.now()));
        record.put("CustomRequestedDateTime", TestRecords.TIMESTAMP.format(psr.requestTime()));
        record.put("RoutingModel", "ExternalRouting");
        record.put("RoutingPriority", psr.priority());
        record.put("SecondaryRoutingPriority", psr.secondaryPriority());
        record.put("PreferredUserId", psr.preferredUserId());
        record.put("IsPreferredUserRequired", psr.preferredUserRequired());
        record.put(
                "PushTimeout",
                psr.pushTimeout() == null ? null : psr.pushTimeout().toSeconds());
        record.put("CapacityWeight", psr.capacityWeight());
        record.put("CapacityPercentage", psr.capacityPercentage());
        return record;
    }
}
