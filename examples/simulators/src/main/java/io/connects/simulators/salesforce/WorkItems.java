package io.connects.simulators.salesforce;

import io.connects.simulators.salesforce.SalesforceOrg.Queued;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What people do with work items: make them, withdraw them, give them to a queue. Confined to the org's thread. */
final class WorkItems {
    private static final int IMPORT_CHUNK = 200;
    private final RecordWrites writes;
    private final OmniChannel omni;
    private final String runAsUser;

    WorkItems(RecordWrites writes, OmniChannel omni, String runAsUser) {
        this.writes = writes;
        this.omni = omni;
        this.runAsUser = runAsUser;
    }

    Queued create(Transaction tx, ObjectType type, Map<String, ?> fields, String queueId, Map<String, ?> psrFields) {
        var all = new HashMap<String, Object>(fields);
        all.put("OwnerId", queueId);
        var created = writes.insert(tx, type, all, runAsUser, psrFields);
        Row psr = created.psr();
        return new Queued(created.item().id(), psr == null ? "" : psr.id());
    }

    /** False when the item was not waiting. */
    boolean withdraw(Transaction tx, String id) {
        Optional<Row> found = workItem(tx, id);
        if (found.isEmpty()
                || ServiceRoutings.ofWorkItem(tx.store(), found.get().id()) == null) {
            return false;
        }
        Row item = found.get();
        if (item.type().equals("Case")) {
            Row closed = tx.update(item, Map.of("Status", "Closed"), LedgerBook.WITHDRAWN);
            omni.updated(tx, item, closed);
        } else {
            omni.gone(tx, item);
        }
        return true;
    }

    private static Optional<Row> workItem(Transaction tx, String id) {
        Optional<Row> row = tx.find(id);
        return row.isPresent() && row.get().type().equals(ServiceRoutings.TYPE)
                ? tx.find(Objects.requireNonNullElse(row.get().text("WorkItemId"), ""))
                : row;
    }

    /** Gives the id of the item's PSR; empty when the queue has no External Routing. */
    String moveToQueue(Transaction tx, String workItemId, String queueId) {
        Row item = tx.find(workItemId)
                .orElseThrow(() -> new IllegalArgumentException("workItemId: no record " + workItemId));
        Row moved = tx.update(item, Map.of("OwnerId", queueId), "owner changed");
        omni.updated(tx, item, moved);
        Row psr = ServiceRoutings.ofWorkItem(tx.store(), item.id());
        return psr == null ? "" : psr.id();
    }

    /** Gives how many were moved. */
    int moveAll(Transaction tx, String fromQueue, String toQueue, int limit) {
        List<Row> waiting = tx.store().where(ServiceRoutings.TYPE, "GroupId", SalesforceId.of18(fromQueue)).stream()
                .limit(limit)
                .toList();
        waiting.forEach(psr -> moveToQueue(tx, Objects.requireNonNull(psr.text("WorkItemId")), toQueue));
        return waiting.size();
    }

    /** Creates those from one number up to another, as many as fit into a transaction. */
    List<Queued> importCases(Transaction tx, ObjectType type, int from, int to, String queueId) {
        List<Queued> created = new ArrayList<>();
        for (int i = from; i < Math.min(to, from + IMPORT_CHUNK); i++) {
            created.add(create(tx, type, Map.of("Subject", "Imported " + i), queueId, Map.of()));
        }
        return created;
    }
}
