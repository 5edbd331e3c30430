package io.connects.simulators.salesforce;

import io.connects.simulators.desktop.OmniHand.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of AgentWork records. No public source gives the error codes of a refused create; the ones here are generic codes of the Salesforce
 * API, and clients should not tell them apart. An item without weight takes one unit of capacity. Confined to the org's thread.
 */
final class AgentWorks {
    static final String TYPE = "AgentWork";
    private static final Set<String> ACTIVE = Set.of("Assigned", "Opened");
    private final OrgCore core;
    private final ServiceRoutings routings;
    private final PushTimers timers;
    private final HandListeners hands;
    private boolean refuseSecond;

    AgentWorks(OrgCore core, ServiceRoutings routings, PushTimers timers, HandListeners hands) {
        this.core = core;
        this.routings = routings;
        this.timers = timers;
        this.hands = hands;
    }

    void refuseSecond(boolean refuse) {
        refuseSecond = refuse;
    }

    /** Starts the clocks of what is Assigned when the org is made from its journal. */
    void resume(RecordStore store) {
        for (Row work : store.all(TYPE)) {
            Instant deadline = work.instant("PushTimeoutDateTime");
            if ("Assigned".equals(work.text("Status")) && deadline != null) {
                timers.start(work.id(), deadline, this::pushTimeout);
            }
        }
    }

    /** Creates an AgentWork from fields whose types and references were checked before. */
    Row create(Transaction tx, Map<String, Object> fields) {
        RecordStore store = tx.store();
        Row user = required(store, "User", fields, "UserId");
        Row psr = required(store, ServiceRoutings.TYPE, fields, "PendingServiceRoutingId");
        if (!user.is("IsActive")) {
            throw new SalesforceError(
                    400, "INACTIVE_OWNER_OR_USER", "operation performed with inactive user", "UserId");
        }
        for (String same : List.of("WorkItemId", "ServiceChannelId")) {
            if (!Objects.equals(psr.get(same), fields.get(same))) {
                throw new SalesforceError(
                        400, "FIELD_INTEGRITY_EXCEPTION", same + " differs from the pending service routing's", same);
            }
        }
        if (!psr.is("IsReadyForRouting")) {
            throw new SalesforceError(400, "INVALID_OPERATION", "the pending service routing is not ready for routing");
        }
        Row presence = Presences.current(store, user.id());
        if (presence == null) {
            throw new SalesforceError(
                    400, "FIELD_INTEGRITY_EXCEPTION", "the user is not online in Omni-Channel", "UserId");
        }
        checkCapacity(store, user, presence, fields);
        if (refuseSecond && activeFor(store, psr) != null) {
            throw new SalesforceError(400, "DUPLICATE_VALUE", "the work item has an active agent work already");
        }
        return assign(tx, psr, user, fields);
    }

    private Row assign(Transaction tx, Row psr, Row user, Map<String, Object> given) {
        Row queue = tx.store().find("Group", Objects.requireNonNullElse(psr.text("GroupId"), ""));
        Duration timeout = queue == null ? Duration.ZERO : Presences.pushTimeout(tx.store(), queue);
        var fields = new HashMap<String, @Nullable Object>(given);
        fields.put("Name", String.format("AW-%08d", tx.store().created(TYPE) + 1));
        fields.put("Status", "Assigned");
        fields.putIfAbsent("OwnerId", user.id());
        fields.put("RoutingModel", psr.get("RoutingModel"));
        fields.put("RoutingType", psr.get("RoutingType"));
        fields.put("RoutingPriority", psr.get("RoutingPriority"));
        fields.put("OriginalGroupId", psr.get("GroupId"));
        fields.put("OriginalQueueId", psr.get("GroupId"));
        fields.put("PushTimeout", psr.get("PushTimeout"));
        fields.put("RequestDateTime", psr.get("CreatedDate"));
        fields.put("AssignedDateTime", SalesforceTime.print(tx.now()));
        Instant deadline = tx.now().plus(timeout);
        if (!timeout.isZero()) {
            fields.put("PushTimeoutDateTime", SalesforceTime.print(deadline));
        }
        Row work = tx.insert(TYPE, fields, "assigned");
        routings.pushed(tx, psr);
        tx.afterwards(() -> {
            if (!timeout.isZero()) {
                timers.start(work.id(), deadline, this::pushTimeout);
            }
            hands.offered(offer(work));
        });
        return work;
    }

    static Offer offer(Row work) {
        return new Offer(
                work.id(),
                Objects.requireNonNullElse(work.text("PendingServiceRoutingId"), ""),
                Objects.requireNonNullElse(work.text("WorkItemId"), ""),
                Objects.requireNonNullElse(work.text("UserId"), ""));
    }

    private static Row required(RecordStore store, String type, Map<String, Object> fields, String name) {
        Row row = fields.get(name) instanceof String id ? store.find(type, id) : null;
        if (row == null) {
            throw new SalesforceError(
                    400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [" + name + "]", name);
        }
        return row;
    }

    private static void checkCapacity(RecordStore store, Row user, Row presence, Map<String, Object> fields) {
        if (Boolean.TRUE.equals(fields.get("ShouldSkipCapacityCheck"))) {
            return;
        }
        double capacity = presence.number("ConfiguredCapacity", 0);
        double used = active(store, "UserId", user.id()).stream()
                .mapToDouble(work -> weight(work, capacity))
                .sum();
        if (used + weight(new Row(TYPE, "", fields), capacity) > capacity) {
            throw new SalesforceError(
                    400, "FIELD_INTEGRITY_EXCEPTION", "the user does not have the capacity for this work", "UserId");
        }
    }

    private static double weight(Row work, double capacity) {
        return work.number(
                "CapacityWeight", work.number("CapacityPercentage", 100 / Math.max(capacity, 1)) * capacity / 100);
    }

    static boolean isActive(Row work) {
        return ACTIVE.contains(Objects.requireNonNullElse(work.text("Status"), ""));
    }

    private static @Nullable Row activeFor(RecordStore store, Row psr) {
        List<Row> works = active(store, "PendingServiceRoutingId", psr.id());
        String item = psr.text("WorkItemId");
        if (works.isEmpty() && item != null) {
            works = active(store, "WorkItemId", item);
        }
        return works.isEmpty() ? null : works.get(0);
    }

    /** The works Assigned or Opened with this value of a reference. */
    static List<Row> active(RecordStore store, String field, String id) {
        return store.where(TYPE, "active " + field, work -> isActive(work) ? work.text(field) : null, id);
    }

    /** The agent takes the offer: Opened, the PSR goes, the item becomes the agent's. */
    boolean accept(Transaction tx, String id) {
        Row work = inStatus(tx, id, "Assigned");
        if (work == null) {
            return false;
        }
        end(tx, work, "Opened", "AcceptDateTime", false);
        Row psr = psrOf(tx, work);
        if (psr != null) {
            tx.delete(psr, LedgerBook.ACCEPTED);
        }
        String itemId = Objects.requireNonNullElse(work.text("WorkItemId"), "");
        tx.find(itemId)
                .ifPresent(item -> tx.update(item, Map.of("OwnerId", offer(work).userId()), LedgerBook.ACCEPTED));
        return true;
    }

    boolean decline(Transaction tx, String id) {
        Row work = inStatus(tx, id, "Assigned");
        if (work == null) {
            return false;
        }
        end(tx, work, "Declined", "DeclineDateTime", false);
        requeue(tx, work, "declined");
        return true;
    }

    boolean close(Transaction tx, String id) {
        Row work = inStatus(tx, id, "Opened");
        if (work == null) {
            return false;
        }
        end(tx, work, "Closed", "CloseDateTime", false);
        return true;
    }

    private void pushTimeout(String id) {
        core.transact(tx -> {
            Row work = inStatus(tx, id, "Assigned");
            if (work != null) {
                end(tx, work, "DeclinedOnPushTimeout", "DeclineDateTime", true);
                requeue(tx, work, "push timeout");
            }
            return null;
        });
    }

    /** The user went offline: what was offered is Unavailable and waits again. */
    void offline(Transaction tx, String userId) {
        for (Row work : active(tx.store(), "UserId", userId)) {
            if ("Assigned".equals(work.text("Status"))) {
                end(tx, work, "Unavailable", "CancelDateTime", true);
                Row psr = freePsrOf(tx, work);
                if (psr != null) {
                    routings.unpushed(tx, psr, null, "agent offline");
                }
            }
        }
    }

    /** Ends every offer of an item that was withdrawn. */
    void cancelOffers(Transaction tx, String workItemId) {
        for (Row work : active(tx.store(), "WorkItemId", workItemId)) {
            if ("Assigned".equals(work.text("Status"))) {
                end(tx, work, "Canceled", "CancelDateTime", true);
            }
        }
    }

    /** Ends open work without its agent; false when it is not open. */
    boolean cancelOpen(Transaction tx, String id) {
        Row work = inStatus(tx, id, "Opened");
        if (work == null) {
            return false;
        }
        end(tx, work, "Canceled", "CancelDateTime", true);
        return true;
    }

    /** Ends open work of an item that went back to a queue; true when there was any. */
    boolean transferOpen(Transaction tx, String workItemId) {
        boolean any = false;
        for (Row work : active(tx.store(), "WorkItemId", workItemId)) {
            if ("Opened".equals(work.text("Status"))) {
                end(tx, work, "Transferred", "CloseDateTime", true);
                any = true;
            }
        }
        return any;
    }

    private void requeue(Transaction tx, Row work, String cause) {
        Row psr = freePsrOf(tx, work);
        if (psr != null) {
            Row presence = Presences.current(tx.store(), offer(work).userId());
            routings.unpushed(tx, psr, presence == null ? null : presence.text("$session"), cause);
        }
    }

    /** The work's PSR unless another AgentWork holds it. */
    private static @Nullable Row freePsrOf(Transaction tx, Row work) {
        Row psr = psrOf(tx, work);
        return psr == null || activeFor(tx.store(), psr) != null ? null : psr;
    }

    private static @Nullable Row psrOf(Transaction tx, Row work) {
        return tx.store().find(ServiceRoutings.TYPE, offer(work).psrId());
    }

    private static @Nullable Row inStatus(Transaction tx, String id, String status) {
        Row work = SalesforceId.isWellFormed(id) ? tx.store().find(TYPE, SalesforceId.of18(id)) : null;
        return work != null && status.equals(work.text("Status")) ? work : null;
    }

    private void end(Transaction tx, Row work, String status, String timeField, boolean withoutAgent) {
        tx.update(work, Map.of("Status", status, timeField, SalesforceTime.print(tx.now())), status);
        tx.afterwards(() -> {
            timers.stop(work.id());
            if (withoutAgent) {
                hands.gone(offer(work).userId(), work.id());
            }
        });
    }
}
