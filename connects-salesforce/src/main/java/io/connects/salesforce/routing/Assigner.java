package io.connects.salesforce.routing;

import io.connects.core.ConnectsException;
import io.connects.core.NoAnswerException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.routing.Agent;
import io.connects.core.routing.AssignmentResult;
import io.connects.core.routing.AssignmentResult.Assigned;
import io.connects.core.routing.AssignmentResult.NotSent;
import io.connects.core.routing.AssignmentResult.Refused;
import io.connects.core.routing.AssignmentResult.Scope;
import io.connects.core.routing.AssignmentResult.Unanswered;
import io.connects.core.routing.Psr;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.internal.Cached;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Creates AgentWork records, each once, and says of every failure whether it can have happened. Thread-safe. */
final class Assigner {
    private final SalesforceRest rest;

    Assigner(SalesforceRest rest) {
        this.rest = rest;
    }

    CompletableFuture<AssignmentResult> assign(Psr psr, Agent agent, Duration toSend, Duration toAnswer) {
        return rest.within(toSend, toAnswer)
                .create(AgentWorkRecord.TYPE, fields(psr, agent))
                .handle(Assigner::result);
    }

    private static Map<String, Object> fields(Psr psr, Agent agent) {
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
        return fields;
    }

    private static AssignmentResult result(@Nullable SalesforceId created, @Nullable Throwable failure) {
        if (created != null) {
            return new Assigned(created.value());
        }
        Throwable cause = failure == null ? null : Cached.cause(failure);
        if (cause instanceof PeerRefusedException refused) {
            String said = refused.code() + " " + refused.text();
            if (RefusalTable.leavesItOpen(refused.code())) {
                return new Unanswered(said);
            }
            return new Refused(RefusalTable.scope(refused), refused.code(), refused.text());
        }
        if (cause instanceof NotAuthorisedException) {
            return new Refused(Scope.ORG, "INVALID_SESSION_ID", text(cause));
        }
        if (cause instanceof NoAnswerException || cause instanceof ProtocolViolationException) {
            return new Unanswered(text(cause));
        }
        if (cause instanceof ConnectsException) {
            return new NotSent(text(cause));
        }
        return new Unanswered("an unexpected failure: " + cause);
    }

    private static String text(Throwable failure) {
        return String.valueOf(Cached.cause(failure).getMessage());
    }
}
