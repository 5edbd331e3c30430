package io.connects.salesforce.routing;

import io.connects.core.http.ClientResources;
import io.connects.core.routing.AgentWork;
import io.connects.core.routing.Psr;
import io.connects.core.routing.Standing;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.internal.Cached;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads PSRs by id, and how they stand. Single questions are put together, {@value #MOST} to a request. Thread-safe. */
final class PsrReads {
    static final int MOST = 200;

    private static final List<String> WORK_FIELDS = Stream.concat(
                    AgentWorkRecord.FIELDS.stream(), Stream.of("CreatedDate"))
            .toList();

    private final SalesforceRest rest;
    private final SalesforceRest urgent;
    private final Described<Schema> schema;
    private final Gathered<String, Optional<Psr>> psrs;
    private final Gathered<String, Standing> standings;

    /**
     * @param rest reads PSRs
     * @param urgent asks how they stand
     */
    PsrReads(SalesforceRest rest, SalesforceRest urgent, Cached<Schema> schema, ClientResources on) {
        this.rest = rest;
        this.urgent = urgent;
        this.schema = new Described<>(schema);
        this.psrs = new Gathered<>(MOST, on, ids -> find(ids, rest));
        this.standings = new Gathered<>(MOST, on, this::findStandings);
    }

    /** Empty when there is no such PSR; fails when it cannot be read. */
    CompletableFuture<Optional<Psr>> read(String psrId) {
        return psrs.get(SalesforceId.of(psrId).value());
    }

    /** Those that there are, {@value #MOST} at most; fails when one of them cannot be read. */
    CompletableFuture<List<Psr>> readAgain(Collection<String> psrIds) {
        return records(psrIds, rest)
                .thenApply(records -> records.stream()
                        .map(record -> new PendingServiceRouting(record).toPsr())
                        .toList());
    }

    /** Those AgentWorks of External Routing that there are, {@value #MOST} at most; one that cannot be read is a warning and left out. */
    CompletableFuture<List<AgentWork>> works(Collection<String> ids) {
        return rest.query(Soql.select(
                        AgentWorkRecord.FIELDS, AgentWorkRecord.TYPE, Soql.EXTERNAL + " AND " + Soql.idIn(ids)))
                .thenApply(records -> records.stream()
                        .flatMap(record -> Mapped.agentWork(record).stream())
                        .toList());
    }

    /**
     * Reads PSRs first: an AgentWork that is created meanwhile is seen rather than missed. One that cannot be read is a warning and left out;
     * whether one is active, the PSR tells too.
     */
    CompletableFuture<Standing> standing(String psrId) {
        return standings.get(SalesforceId.of(psrId).value());
    }

    void close() {
        psrs.close();
        standings.close();
    }

    private CompletableFuture<List<SObject>> records(Collection<String> psrIds, SalesforceRest by) {
        String where = Soql.idIn(psrIds);
        return schema.ask(known -> by.query(Soql.select(known.psrFields(), PendingServiceRouting.TYPE, where)));
    }

    private CompletableFuture<Function<String, Optional<Psr>>> find(List<String> psrIds, SalesforceRest by) {
        return records(psrIds, by).thenApply(records -> {
            var byId = new LinkedHashMap<String, SObject>();
            records.forEach(record -> byId.put(record.id(), record));
            return id -> Optional.ofNullable(byId.get(id)).map(record -> new PendingServiceRouting(record).toPsr());
        });
    }

    private CompletableFuture<Function<String, Standing>> findStandings(List<String> psrIds) {
        return find(psrIds, urgent)
                .thenCompose(psrs -> urgent.query(Soql.select(
                                WORK_FIELDS, AgentWorkRecord.TYPE, Soql.in("PendingServiceRoutingId", psrIds)))
                        .thenApply(records -> {
                            Map<String, List<Dated>> works = new LinkedHashMap<>();
                            records.stream()
                                    .flatMap(record -> Mapped.of(record, Dated::of).stream())
                                    .sorted(Comparator.comparing(Dated::created).reversed())
                                    .forEach(one -> works.computeIfAbsent(
                                                    String.valueOf(one.work().psrId()), id -> new ArrayList<>())
                                            .add(one));
                            return id -> new Standing(
                                    psrs.apply(id),
                                    works.getOrDefault(id, List.of()).stream()
                                            .map(Dated::work)
                                            .toList());
                        }));
    }

    private record Dated(Instant created, AgentWork work) {
        static Dated of(SObject record) {
            Instant created = record.require("CreatedDate", record.instant("CreatedDate"));
            return new Dated(created, new AgentWorkRecord(record).toAgentWork());
        }
    }
}
