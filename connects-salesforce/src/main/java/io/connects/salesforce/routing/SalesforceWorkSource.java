package io.connects.salesforce.routing;

import io.connects.core.SerialExecutor;
import io.connects.core.routing.Agent;
import io.connects.core.routing.AssignmentResult;
import io.connects.core.routing.Psr;
import io.connects.core.routing.Standing;
import io.connects.core.routing.WorkItem;
import io.connects.core.routing.WorkSource;
import io.connects.salesforce.ApiBudget;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.SalesforceOptions;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.internal.Cached;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * External Routing of one org as the routing engine's source of work: PushTopic events as hints, REST as the truth. Thread-safe.
 *
 * <p>What is read of a PSR is chosen from what the org has. A PushTopic that lacks some of it still works: its events are read again over REST.
 */
public final class SalesforceWorkSource implements WorkSource {
    private final SalesforceClient client;
    private final ExternalRoutingOptions options;
    private final SerialExecutor serial;
    private final Cached<Schema> schema;
    private final PsrReads psrs;
    private final WorkItemFields workItems;
    private final SalesforceRest urgent;
    private final Assigner assigner;
    private volatile @Nullable Feed feed;

    /** @param client belongs to this source from now on, and is closed with it */
    public SalesforceWorkSource(SalesforceClient client, ExternalRoutingOptions options) {
        this.client = client;
        this.options = options;
        this.serial = new SerialExecutor(client.resources().callbacks());
        this.urgent = client.rest().at(ApiBudget.Priority.ASSIGN);
        // What urgent requests are built from is urgent too, and asked for once.
        this.schema =
                new Cached<>(() -> urgent.describe(PendingServiceRouting.TYPE).thenApply(Schema::of));
        this.psrs = new PsrReads(client.rest(), urgent, schema, client.resources());
        this.workItems = new WorkItemFields(client.rest(), urgent, options.workItemFields(), client.resources());
        this.assigner = new Assigner(client, options);
    }

    /** A source with threads and connections of its own. */
    public static SalesforceWorkSource open(SalesforceOptions org, ExternalRoutingOptions options) {
        return new SalesforceWorkSource(SalesforceClient.open(org), options);
    }

    @Override
    public void start(Listener listener) {
        if (feed != null) {
            throw new IllegalStateException("started already");
        }
        var starting = new Feed(client, options, schema, this::readAgain, serial, listener);
        feed = starting;
        starting.start();
        assigner.start();
    }

    @Override
    public CompletableFuture<Optional<WorkItem>> read(Psr known) {
        return psrs.read(known.id())
                .thenCombine(
                        workItems.read(known.workItemId()),
                        (found, fields) -> found.map(psr -> new WorkItem(psr, fields)));
    }

    @Override
    public CompletableFuture<List<Psr>> readAgain(Collection<String> psrIds) {
        if (psrIds.size() > PsrReads.MOST) {
            throw new IllegalArgumentException(
                    "psrIds: at most " + PsrReads.MOST + " at a time, were " + psrIds.size());
        }
        return psrIds.isEmpty() ? CompletableFuture.completedFuture(List.of()) : psrs.readAgain(psrIds);
    }

    @Override
    public CompletableFuture<Standing> inspect(String psrId) {
        return psrs.standing(psrId);
    }

    @Override
    public CompletableFuture<AssignmentResult> assign(Psr psr, Agent agent, Duration toSend, Duration toAnswer) {
        return assigner.assign(psr, agent, toSend, toAnswer);
    }

    @Override
    public CompletableFuture<Void> handToQueue(Psr psr, String queueId) {
        String owner = SalesforceId.of(queueId).value();
        return workItems
                .type(psr.workItemId())
                .thenCompose(type -> urgent.update(type, SalesforceId.of(psr.workItemId()), Map.of("OwnerId", owner)));
    }

    /** Stops reporting at once; connections and threads have ended about a second later. */
    @Override
    public void close() {
        psrs.close();
        workItems.close();
        assigner.close();
        Feed running = feed;
        if (running == null) {
            client.close();
        } else {
            var unused = running.stop().whenComplete((stopped, failure) -> client.close());
        }
    }
}
