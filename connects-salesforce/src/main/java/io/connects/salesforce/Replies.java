package io.connects.salesforce;

import io.connects.core.ConnectsException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.http.HttpReply;
import io.connects.salesforce.internal.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Replies of the REST API as values. What Salesforce refused, and what makes no sense, is thrown. */
final class Replies {
    private Replies() {}

    /** Whether Salesforce says that there is no such record. A 404 alone may come from a server on the way, or mean the object. */
    static boolean tellsOfNone(HttpReply reply) {
        return reply.status() == 404
                && List.of("NOT_FOUND", "ENTITY_IS_DELETED")
                        .contains(SalesforceError.of(reply).code());
    }

    /** Nothing but success. */
    static @Nullable Void done(HttpReply reply, String what) throws ConnectsException {
        if (!reply.successful()) {
            throw SalesforceError.of(reply).toException(what);
        }
        return null;
    }

    static @Nullable Object json(HttpReply reply, String what) {
        done(reply, what);
        return Json.of(reply);
    }

    static Map<String, @Nullable Object> object(HttpReply reply, String what) {
        Map<String, @Nullable Object> object = Json.object(json(reply, what));
        if (object == null) {
            throw new ProtocolViolationException("the answer to " + what + " is not a JSON object", 0, reply.body());
        }
        return object;
    }

    static SalesforceId created(HttpReply reply, String type) {
        Map<String, @Nullable Object> result = object(reply, "create " + type);
        SalesforceError.ofResult(reply.status(), result).ifPresent(error -> {
            throw error.toException("create " + type);
        });
        return SalesforceId.of(new SObject(type, result).requireId("id"));
    }

    static List<SObject> records(Map<String, @Nullable Object> answer) {
        if (!(answer.get("records") instanceof List<?> records)) {
            throw new ProtocolViolationException("a query result without records", -1, new byte[0]);
        }
        return records.stream().map(Replies::record).toList();
    }

    static SObject record(@Nullable Object json) {
        Map<String, @Nullable Object> object = Json.object(json);
        if (object == null) {
            throw new ProtocolViolationException("a record that is not a JSON object", -1, new byte[0]);
        }
        Map<String, @Nullable Object> attributes = Json.object(object.get("attributes"));
        var fields = new LinkedHashMap<>(object);
        fields.remove("attributes");
        return new SObject(attributes == null ? "" : Json.text(attributes.get("type")), fields);
    }

    static SObjectDescription description(String type, Map<String, @Nullable Object> answer) {
        var fields = new TreeSet<String>();
        var createable = new TreeSet<String>();
        var unique = new TreeSet<String>();
        var relationships = new TreeSet<String>();
        for (Object one : Json.array(answer.get("fields"))) {
            Map<String, @Nullable Object> field = Json.object(one);
            if (field != null) {
                String name = Json.text(field.get("name"));
                fields.add(name);
                if (Boolean.TRUE.equals(field.get("createable"))) {
                    createable.add(name);
                }
                if (Boolean.TRUE.equals(field.get("unique"))) {
                    unique.add(name);
                }
                relationships.add(Json.text(field.get("relationshipName")));
            }
        }
        Set<String> named =
                relationships.stream().filter(name -> !name.isEmpty()).collect(Collectors.toSet());
        return new SObjectDescription(type, Json.text(answer.get("keyPrefix")), fields, createable, unique, named);
    }

    static Map<String, String> keyPrefixes(Map<String, @Nullable Object> answer) {
        var prefixes = new LinkedHashMap<String, String>();
        for (Object one : Json.array(answer.get("sobjects"))) {
            Map<String, @Nullable Object> object = Json.object(one);
            if (object != null && object.get("keyPrefix") instanceof String prefix) {
                prefixes.putIfAbsent(prefix, Json.text(object.get("name")));
            }
        }
        return Map.copyOf(prefixes);
    }

    static Map<String, OrgLimit> limits(Map<String, @Nullable Object> answer) {
        var limits = new LinkedHashMap<String, OrgLimit>();
        answer.forEach((name, value) -> {
            Map<String, @Nullable Object> limit = Json.object(value);
            if (limit != null
                    && limit.get("Max") instanceof Number max
                    && limit.get("Remaining") instanceof Number remaining) {
                limits.put(name, new OrgLimit(max.longValue(), remaining.longValue()));
            }
        });
        return Map.copyOf(limits);
    }

    static UpdatedRecords updated(String type, Map<String, @Nullable Object> answer) {
        var ids = new ArrayList<SalesforceId>();
        for (Object id : Json.array(answer.get("ids"))) {
            ids.add(SalesforceId.of(new SObject(type, Map.of("Id", Json.text(id))).id()));
        }
        return new UpdatedRecords(ids, instant(type, answer, "latestDateCovered"));
    }

    static DeletedRecords deleted(String type, Map<String, @Nullable Object> answer) {
        var records = new LinkedHashMap<SalesforceId, Instant>();
        for (Object one : Json.array(answer.get("deletedRecords"))) {
            Map<String, @Nullable Object> deleted = Json.object(one);
            if (deleted == null) {
                throw new ProtocolViolationException("a deleted record that is not an object", -1, new byte[0]);
            }
            records.put(
                    SalesforceId.of(new SObject(type, deleted).requireId("id")), instant(type, deleted, "deletedDate"));
        }
        return new DeletedRecords(
                records, instant(type, answer, "earliestDateAvailable"), instant(type, answer, "latestDateCovered"));
    }

    private static Instant instant(String type, Map<String, @Nullable Object> answer, String name) {
        var object = new SObject(type, answer);
        return object.require(name, object.instant(name));
    }
}
