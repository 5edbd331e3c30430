package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** {@code /sobjects/X/updated} and {@code /sobjects/X/deleted}: what happened to an object's records in a span of whole minutes. */
final class ChangesResource {
    private static final Duration UPDATES_KEPT = Duration.ofDays(30);
    private static final Duration DELETIONS_KEPT = Duration.ofDays(15);

    private record Span(Instant from, Instant to) {
        boolean covers(Row row) {
            Instant changed = row.instant("SystemModstamp");
            return changed != null && !changed.isBefore(from) && changed.isBefore(to);
        }
    }

    private ChangesResource() {}

    static RestAnswer updated(Transaction tx, RestCall call, ObjectType type) {
        Span span = span(tx, call, UPDATES_KEPT);
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = out.putArray("ids");
        tx.store().all(type.name()).stream().filter(span::covers).forEach(row -> ids.add(row.id()));
        return RestAnswer.of(200, out.put("latestDateCovered", SalesforceTime.print(span.to())));
    }

    static RestAnswer deleted(Transaction tx, RestCall call, ObjectType type) {
        Span span = span(tx, call, DELETIONS_KEPT);
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        ArrayNode records = out.putArray("deletedRecords");
        tx.store()
                .allDeleted(type.name())
                .filter(span::covers)
                .forEach(row -> records.addObject().put("id", row.id()).put("deletedDate", row.text("SystemModstamp")));
        return RestAnswer.of(
                200,
                out.put("earliestDateAvailable", SalesforceTime.print(tx.now().minus(DELETIONS_KEPT)))
                        .put("latestDateCovered", SalesforceTime.print(span.to())));
    }

    private static Span span(Transaction tx, RestCall call, Duration kept) {
        Instant from = minute(call, "start");
        Instant to = minute(call, "end");
        if (!from.isBefore(to) || from.isBefore(tx.now().minus(kept))) {
            throw new SalesforceError(400, "INVALID_REPLICATION_DATE", "the span is empty or begins too long ago");
        }
        Instant now = tx.now().truncatedTo(ChronoUnit.MINUTES);
        return new Span(from, to.isBefore(now) ? to : now);
    }

    private static Instant minute(RestCall call, String name) {
        if (!call.isGet()) {
            throw call.methodNotAllowed();
        }
        try {
            return SalesforceTime.parse(call.params().getOrDefault(name, "")).truncatedTo(ChronoUnit.MINUTES);
        } catch (DateTimeParseException e) {
            throw new SalesforceError(400, "MALFORMED_QUERY", name + " is not a date and time");
        }
    }
}
