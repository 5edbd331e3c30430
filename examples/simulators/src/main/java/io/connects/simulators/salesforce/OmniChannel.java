package io.connects.simulators.salesforce;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Omni-Channel does when work items come, change hands and go. Confined to the org's thread. */
final class OmniChannel {
    private final ServiceRoutings routings;
    private final AgentWorks works;

    OmniChannel(ServiceRoutings routings, AgentWorks works) {
        this.routings = routings;
        this.works = works;
    }

    /** An item was created: it is queued when its owner is a queue with External Routing. */
    @Nullable
    Row created(Transaction tx, Row item, Map<String, ?> psrExtras) {
        Row queue = ServiceRoutings.externalQueue(tx.store(), item.text("OwnerId"));
        return queue == null ? null : routings.create(tx, item, queue, psrExtras);
    }

    /** An item was changed: closing it and a new owner matter here. */
    void updated(Transaction tx, Row before, Row after) {
        if ("Closed".equals(after.text("Status")) && !"Closed".equals(before.text("Status"))) {
            if (after.type().equals("Case")) {
                tx.update(after, Map.of("IsClosed", true), LedgerBook.WITHDRAWN);
            }
            gone(tx, after);
        } else if (!Objects.equals(before.get("OwnerId"), after.get("OwnerId"))) {
            ownerChanged(tx, after);
        }
    }

    private void ownerChanged(Transaction tx, Row item) {
        Row queue = ServiceRoutings.externalQueue(tx.store(), item.text("OwnerId"));
        Row psr = ServiceRoutings.ofWorkItem(tx.store(), item.id());
        if (queue == null) {
            gone(tx, item);
        } else if (psr == null) {
            boolean transfer = works.transferOpen(tx, item.id());
            routings.create(tx, item, queue, transfer ? Map.of("IsTransfer", true) : Map.of());
        } else {
            works.cancelOffers(tx, item.id());
            Row config = ServiceRoutings.configOf(tx.store(), queue);
            var changes = new HashMap<String, @Nullable Object>();
            changes.put("GroupId", queue.id());
            changes.put("QueueId", queue.id());
            changes.put("OwnerId", queue.id());
            changes.put("RoutingPriority", config.get("RoutingPriority"));
            changes.put("PushTimeout", config.get("PushTimeout"));
            changes.put("IsPushed", false);
            routings.retarget(tx, psr, changes);
        }
    }

    /** Nobody needs to be found for this item any more; false when it was not waiting. */
    boolean gone(Transaction tx, Row item) {
        Row psr = ServiceRoutings.ofWorkItem(tx.store(), item.id());
        if (psr == null) {
            return false;
        }
        tx.delete(psr, LedgerBook.WITHDRAWN);
        works.cancelOffers(tx, item.id());
        return true;
    }

    /** Another priority or preferred user while waiting; false when it is not waiting. */
    boolean retarget(Transaction tx, String psrId, Map<String, ? extends @Nullable Object> changes) {
        Row psr = tx.store().find(ServiceRoutings.TYPE, psrId);
        if (psr == null) {
            return false;
        }
        routings.retarget(tx, psr, changes);
        return true;
    }
}
