package io.connects.salesforce.routing;

import io.connects.core.SerialExecutor;
import io.connects.core.routing.Agent;
import io.connects.core.routing.AgentWork;
import io.connects.core.routing.AssignmentResult;
import io.connects.core.routing.Psr;
import io.connects.core.routing.Standing;
import io.connects.core.routing.WorkItem;
import io.connects.core.routing.WorkSource;
import io.connects.salesforce.ApiBudget;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.SalesforceOptions;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.internal.Cached;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * External Routing of one org as the routing engine's source of work: PushTopic events as hints, REST as the truth. Thread-safe.
 *
 * <p>What is read of a PSR is chosen from what the org has. A PushTopic that lacks some of it still works: its events are read again over REST.
 */
public final class SalesforceWorkSource implements WorkSource {
    private final SalesforceClient client;
    private final ExternalRoutingOptions options;
    private final SalesforceRest rest;
    private final SerialExecutor serial;
    private final Cached<Schema> schema;
    private final WorkItemFields workItems;
    private final SalesforceRest urgent;
    private final Assigner assigner;
    private volatile @Nullable Feed feed;

    /** @param client belongs to this source from now on, and is closed with it */
    public SalesforceWorkSource(SalesforceClient client, ExternalRoutingOptions options) {
        this.client = client;
        this.options = options;
        this.rest = client.rest();
        this.serial = new SerialExecutor(client.resources().callbacks());
        this.urgent = rest.at(ApiBudget.Priority.ASSIGN);
        // What urgent requests are built from is urgent too, and asked for once.
        this.schema =
                new Cached<>(() -> urgent.describe(PendingServiceRouting.TYPE).thenApply(Schema::of));
        this.workItems = new WorkItemFields(rest, urgent, options.workItemFields());
        this.assigner = new Assigner(urgent);
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
    }

    @Override
    public CompletableFuture<Optional<WorkItem>> read(Psr known) {
        return readAgain(List.of(known.id()))
                .thenCombine(
                        workItems.read(known.workItemId()),
                        (psrs, fields) -> psrs.stream().findFirst().map(psr -> new WorkItem(psr, fields)));
    }

    @Override
    public CompletableFuture<List<Psr>> readAgain(Collection<String> psrIds) {
        return readAgain(psrIds, rest);
    }

    private CompletableFuture<List<Psr>> readAgain(Collection<String> psrIds, SalesforceRest by) {
        if (psrIds.size() > Rereads.MOST) {
            throw new IllegalArgumentException("psrIds: at most " + Rereads.MOST + " at a time, were " + psrIds.size());
        }
        if (psrIds.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        String where = Soql.idIn(psrIds);
        return schema.get()
                .thenCompose(known -> by.query(Soql.select(known.psrFields(), PendingServiceRouting.TYPE, where)))
                .thenApply(records -> records.stream()
                        .map(record -> new PendingServiceRouting(record).toPsr())
                        .toList());
    }

    /**
     * Reads the PSR first: an AgentWork that is created meanwhile is seen rather than missed. One that cannot be read is a warning and left out;
     * whether one is active, the PSR tells too.
     */
    @Override
    public CompletableFuture<Standing> inspect(String psrId) {
        List<String> fields = Stream.concat(AgentWorkRecord.FIELDS.stream(), Stream.of("CreatedDate"))
                .toList();
        String where = "PendingServiceRoutingId = '" + SalesforceId.of(psrId) + "'";
        return readAgain(List.of(psrId), urgent)
                .thenCompose(psrs -> urgent.query(Soql.select(fields, AgentWorkRecord.TYPE, where))
                        .thenApply(works -> new Standing(
                                psrs.stream().findFirst(),
                                works.stream()
                                        .flatMap(work -> Mapped.of(work, Dated::of).stream())
                                        .sorted(Comparator.comparing(Dated::created)
                                                .reversed())
                                        .map(Dated::work)
                                        .toList())));
    }

    private record Dated(Instant created, AgentWork work) {
        static Dated of(SObject record) {
            Instant created = record.require("CreatedDate", record.instant("CreatedDate"));
            return new Dated(created, new AgentWorkRecord(record).toAgentWork());
        }
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
        Feed running = feed;
        if (running == null) {
            client.close();
        } else {
            var unused = running.stop().whenComplete((stopped, failure) -> client.close());
        }
    }
}
