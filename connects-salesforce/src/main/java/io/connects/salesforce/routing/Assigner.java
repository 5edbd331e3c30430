package io.connects.salesforce.routing;

import io.connects.core.routing.Agent;
import io.connects.core.routing.AssignmentResult;
import io.connects.core.routing.Psr;
import io.connects.salesforce.ApiBudget;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.internal.Cached;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates AgentWork records, each once, and says of every failure whether it can have happened. Thread-safe. */
final class Assigner {
    private static final Logger log = LoggerFactory.getLogger(Assigner.class);

    private final LongSupplier nanos;
    private final CapacityCheck capacity;
    private final AssignmentBatches batches;
    private final @Nullable GuardedAssignments guarded;
    private final GuardRows guardRows;

    Assigner(SalesforceClient client, ExternalRoutingOptions options) {
        SalesforceRest urgent = client.rest().at(ApiBudget.Priority.ASSIGN);
        this.nanos = client.resources().nanos();
        this.capacity = options.capacityCheck();
        this.batches = new AssignmentBatches(urgent, options, client.resources());
        this.guarded = options.guardedAssignment() ? new GuardedAssignments(urgent, nanos) : null;
        this.guardRows = new GuardRows(client);
    }

    /** Looks for what assignments need, once the source starts. */
    void start() {
        if (guarded != null) {
            var unused = guarded.start().whenComplete((there, failure) -> {
                if (failure != null) {
                    log.warn(
                            "salesforce guarded-assignment=not-ready reason=\"{}\" remedy=\"./connects salesforce setup\"",
                            Cached.cause(failure).getMessage());
                }
            });
            guardRows.start();
        }
    }

    CompletableFuture<AssignmentResult> assign(Psr psr, Agent agent, Duration toSend, Duration toAnswer) {
        long now = nanos.getAsLong();
        var one = Assignment.of(psr, agent, capacity, now + toSend.toNanos(), now + toAnswer.toNanos());
        if (guarded != null) {
            guarded.add(one);
        } else {
            batches.add(one);
        }
        return one.result();
    }

    void close() {
        batches.close();
        guardRows.close();
    }
}
