package io.connects.salesforce.routing;

import io.connects.core.routing.Agent;
import io.connects.core.routing.AssignmentResult;
import io.connects.core.routing.Psr;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceRest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;

/**
 * One AgentWork to be created: for whom, until when, and who wants to hear of it.
 *
 * @param sendBy the last moment, in nanos
 * @param answerBy until when an answer is waited for
 */
record Assignment(Psr psr, SObject record, long sendBy, long answerBy, CompletableFuture<AssignmentResult> result) {

    static Assignment of(Psr psr, Agent agent, CapacityCheck capacity, long sendBy, long answerBy) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("UserId", agent.userId());
        fields.put("WorkItemId", psr.workItemId());
        fields.put("ServiceChannelId", psr.channelId());
        fields.put("PendingServiceRoutingId", psr.id());
        if (psr.capacityWeight() != null) {
            fields.put("CapacityWeight", psr.capacityWeight());
        }
        if (psr.capacityPercentage() != null) {
            fields.put("CapacityPercentage", psr.capacityPercentage());
        }
        if (capacity == CapacityCheck.CISCO) {
            fields.put("ShouldSkipCapacityCheck", true);
        }
        return new Assignment(
                psr, new SObject(AgentWorkRecord.TYPE, fields), sendBy, answerBy, new CompletableFuture<>());
    }

    /** What one batch takes only one of. */
    Object agent() {
        return String.valueOf(record.fields().get("UserId"));
    }

    Duration toSend(long now) {
        return Duration.ofNanos(sendBy - now);
    }

    Duration toAnswer(long now) {
        return Duration.ofNanos(Math.max(0, answerBy - now));
    }

    boolean late(long now) {
        return sendBy - now <= 0;
    }

    void tooLate() {
        result.complete(
                new AssignmentResult.NotSent("not sent: the time ran out while other assignments were under way"));
    }

    /** The same requests within what is left of its time. */
    SalesforceRest within(SalesforceRest rest, long now) {
        return rest.within(toSend(now), toAnswer(now));
    }
}
