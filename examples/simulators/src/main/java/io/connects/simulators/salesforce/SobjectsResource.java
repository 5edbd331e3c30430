package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connects.simulators.salesforce.ObjectType.Field;
import java.util.List;
import java.util.Locale;

/** {@code /sobjects}: describes, and records one at a time. Confined to the org's thread. */
final class SobjectsResource {
    private final Schema schema;
    private final RecordJson json;
    private final RecordWrites writes;
    private final OrgFaults faults;

    SobjectsResource(Schema schema, RecordJson json, RecordWrites writes, OrgFaults faults) {
        this.schema = schema;
        this.json = json;
        this.writes = writes;
        this.faults = faults;
    }

    RestAnswer handle(Transaction tx, RestCall call, String runAsUser) {
        if (call.path().size() == 1) {
            return get(call, global(call.version()));
        }
        ObjectType type = schema.require(call.step(1));
        if (type.isTooling()) {
            throw RestCall.notFound();
        }
        if (call.path().size() == 2) {
            if (call.isGet()) {
                ObjectNode out = JsonNodeFactory.instance.objectNode();
                out.set("objectDescribe", summary(type, call.version()));
                out.putArray("recentItems");
                return RestAnswer.of(200, out);
            }
            return create(tx, call, type, runAsUser);
        }
        if (call.step(2).equals("describe") && call.path().size() == 3) {
            return get(call, describe(type, call.version()));
        }
        if (call.path().size() != 3) {
            throw RestCall.notFound();
        }
        if (call.step(2).equals("updated")) {
            return ChangesResource.updated(tx, call, type);
        }
        if (call.step(2).equals("deleted")) {
            return ChangesResource.deleted(tx, call, type);
        }
        return record(tx, call, type);
    }

    private static RestAnswer get(RestCall call, ObjectNode body) {
        if (!call.isGet()) {
            throw call.methodNotAllowed();
        }
        return RestAnswer.of(200, body);
    }

    private RestAnswer create(Transaction tx, RestCall call, ObjectType type, String runAsUser) {
        if (!call.method().equals("POST")) {
            throw call.methodNotAllowed();
        }
        writable();
        if (call.createsAgentWork()) {
            faults.nextCreateRefusal().ifPresent(refusal -> {
                throw new SalesforceError(400, refusal.code(), refusal.message());
            });
            refuseAssignment(tx, call);
        }
        Row row = writes.create(tx, type, call.body(), runAsUser);
        ObjectNode out =
                JsonNodeFactory.instance.objectNode().put("id", row.id()).put("success", true);
        out.putArray("errors");
        return RestAnswer.of(201, out);
    }

    private void refuseAssignment(Transaction tx, RestCall call) {
        if (faults.triggerFails(1)) {
            throw triggerFailed();
        }
        tx.find(call.body().path("PendingServiceRoutingId").asText())
                .map(psr -> psr.text("GroupId"))
                .flatMap(faults::validation)
                .ifPresent(message -> {
                    throw new SalesforceError(400, "FIELD_CUSTOM_VALIDATION_EXCEPTION", message);
                });
    }

    static SalesforceError triggerFailed() {
        return new SalesforceError(
                400,
                "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
                "AgentWorkTrigger: execution of BeforeInsert caused by: System.NullPointerException");
    }

    private RestAnswer record(Transaction tx, RestCall call, ObjectType type) {
        String id = call.step(2);
        if (!SalesforceId.isWellFormed(id) || !id.startsWith(type.prefix())) {
            throw RestCall.notFound();
        }
        String full = SalesforceId.of18(id);
        Row row = tx.store().find(type.name(), full);
        if (row == null) {
            throw tx.store().findDeleted(full) == null
                    ? RestCall.notFound()
                    : new SalesforceError(404, "ENTITY_IS_DELETED", "entity is deleted");
        }
        return switch (call.method()) {
            case "GET" -> RestAnswer.of(200, json.record(row, fieldNames(call), call.version()));
            case "PATCH" -> {
                writable();
                writes.update(tx, type, row, call.body());
                yield RestAnswer.noContent();
            }
            case "DELETE" -> {
                writable();
                writes.delete(tx, type, row);
                yield RestAnswer.noContent();
            }
            default -> throw call.methodNotAllowed();
        };
    }

    private static List<String> fieldNames(RestCall call) {
        String fields = call.params().getOrDefault("fields", "");
        return fields.isEmpty() ? List.of() : List.of(fields.split(",", -1));
    }

    void writable() {
        if (faults.isReadOnly()) {
            throw new SalesforceError(
                    503,
                    "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE",
                    "Updates can't be made during maintenance. Try again when maintenance is complete.");
        }
        if (faults.nextWriteIsLocked()) {
            throw new SalesforceError(
                    400, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record or 1 records");
        }
    }

    private ObjectNode global(String version) {
        ObjectNode out =
                JsonNodeFactory.instance.objectNode().put("encoding", "UTF-8").put("maxBatchSize", 200);
        ArrayNode all = out.putArray("sobjects");
        schema.all().stream().filter(type -> !type.isTooling()).forEach(type -> all.add(summary(type, version)));
        return out;
    }

    private static ObjectNode summary(ObjectType type, String version) {
        String url = "/services/data/v" + version + "/sobjects/" + type.name();
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("name", type.name())
                .put("label", type.label())
                .put("keyPrefix", type.prefix())
                .put("custom", type.name().endsWith("__c"))
                .put("createable", type.may('c'))
                .put("updateable", type.may('u'))
                .put("deletable", type.may('d'))
                .put("queryable", true)
                .put("retrieveable", true);
        out.putObject("urls")
                .put("sobject", url)
                .put("describe", url + "/describe")
                .put("rowTemplate", url + "/{ID}");
        return out;
    }

    private static ObjectNode describe(ObjectType type, String version) {
        ObjectNode out = summary(type, version);
        ArrayNode fields = out.putArray("fields");
        for (Field field : type.fields().values()) {
            ObjectNode node = fields.addObject()
                    .put("name", field.name())
                    .put("label", field.name())
                    .put("type", field.kind().name().toLowerCase(Locale.ROOT))
                    .put("soapType", field.kind().soapName())
                    .put("createable", type.may('c') && field.createable())
                    .put("updateable", type.may('u') && field.updateable())
                    .put("nillable", !field.required())
                    .put("unique", field.unique())
                    .put("externalId", field.unique())
                    .put("filterable", true)
                    .put("sortable", true)
                    .put("polymorphicForeignKey", field.polymorphic());
            ArrayNode targets = node.putArray("referenceTo");
            field.targets().stream().filter(target -> !target.equals("*")).forEach(targets::add);
            if (field.relationship().isEmpty()) {
                node.putNull("relationshipName");
            } else {
                node.put("relationshipName", field.relationship());
            }
        }
        return out;
    }
}
