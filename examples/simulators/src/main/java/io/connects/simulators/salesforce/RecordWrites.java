package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.connects.simulators.salesforce.ObjectType.Field;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates, changes and deletes records as REST asks for, with the org's checks. Confined to the org's thread. */
final class RecordWrites {
    private static final int MAX_TEXT = 131_072;
    private final Schema schema;
    private final PushTopics topics;
    private final OmniChannel omni;
    private final AgentWorks works;

    RecordWrites(Schema schema, PushTopics topics, OmniChannel omni, AgentWorks works) {
        this.schema = schema;
        this.topics = topics;
        this.omni = omni;
        this.works = works;
    }

    Row create(Transaction tx, ObjectType type, JsonNode body, String runAsUser) {
        require(type, 'c');
        var fields = new HashMap<String, Object>();
        values(tx, type, body, true).forEach((name, value) -> {
            if (value != null) {
                fields.put(name, value);
            }
        });
        List<String> missing = type.fields().values().stream()
                .filter(field -> field.required() && !fields.containsKey(field.name()))
                .map(Field::name)
                .toList();
        if (!missing.isEmpty()) {
            throw new SalesforceError(
                    400,
                    "REQUIRED_FIELD_MISSING",
                    "Required fields are missing: [" + String.join(", ", missing) + "]",
                    missing.toArray(String[]::new));
        }
        unique(tx, type, "", fields);
        if (type.name().equals(AgentWorks.TYPE)) {
            return works.create(tx, fields);
        }
        return insert(tx, type, fields, runAsUser, Map.of()).item();
    }

    /** A new record and, when it was queued, its PSR. */
    record Created(Row item, @Nullable Row psr) {}

    Created insert(
            Transaction tx, ObjectType type, Map<String, Object> fields, String runAsUser, Map<String, ?> psrExtras) {
        var all = new HashMap<String, Object>(fields);
        if (type.name().equals("Case")) {
            all.put("CaseNumber", String.format("%08d", tx.store().created("Case") + 1001));
            all.putIfAbsent("Status", "New");
            all.put("IsClosed", false);
        }
        if (type.field("OwnerId") != null) {
            all.putIfAbsent("OwnerId", runAsUser);
        }
        Row row = tx.insert(type.name(), all, "created");
        if (type.name().equals("PushTopic")) {
            topics.check(row);
        }
        return new Created(row, omni.created(tx, row, psrExtras));
    }

    void update(Transaction tx, ObjectType type, Row row, JsonNode body) {
        require(type, 'u');
        Map<String, @Nullable Object> changes = values(tx, type, body, false);
        unique(tx, type, row.id(), changes);
        if (type.name().equals(ServiceRoutings.TYPE)) {
            omni.retarget(tx, row.id(), changes);
            return;
        }
        Row after = tx.update(row, changes, "updated");
        if (type.name().equals("PushTopic")) {
            topics.check(after);
        }
        omni.updated(tx, row, after);
    }

    void delete(Transaction tx, ObjectType type, Row row) {
        require(type, 'd');
        if (type.name().equals(AgentWorks.TYPE) && AgentWorks.isActive(row)) {
            throw new SalesforceError(400, "DELETE_FAILED", "only closed, declined or unavailable work can be deleted");
        }
        omni.gone(tx, row);
        tx.delete(row, "deleted");
    }

    private static void require(ObjectType type, char right) {
        if (!type.may(right)) {
            throw new SalesforceError(
                    400,
                    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
                    "entity type " + type.name() + " does not support this operation");
        }
    }

    private Map<String, @Nullable Object> values(Transaction tx, ObjectType type, JsonNode body, boolean creating) {
        if (!body.isObject()) {
            throw new SalesforceError(
                    400, "JSON_PARSER_ERROR", "The HTTP entity body is required to be a JSON object.");
        }
        var values = new HashMap<String, @Nullable Object>();
        body.properties().forEach(given -> {
            if (given.getKey().equals("attributes")) {
                return;
            }
            Field field = type.field(given.getKey());
            if (field == null) {
                throw new SalesforceError(
                        400,
                        "INVALID_FIELD",
                        "No such column '" + bounded(given.getKey()) + "' on sobject of type " + type.name());
            }
            if (creating ? !field.createable() : !field.updateable()) {
                throw new SalesforceError(
                        400,
                        "INVALID_FIELD_FOR_INSERT_UPDATE",
                        "Unable to create/update fields: " + field.name()
                                + ". Please check the security settings of this field and verify that it is read/write"
                                + " for your profile or permission set.",
                        field.name());
            }
            values.put(field.name(), value(tx, field, given.getValue()));
        });
        return values;
    }

    private @Nullable Object value(Transaction tx, Field field, JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        boolean fits = switch (field.kind()) {
            case BOOLEAN -> node.isBoolean();
            case INT -> node.isIntegralNumber() && node.canConvertToLong();
            case DOUBLE, PERCENT -> node.isNumber() || isNumeric(node);
            default -> node.isTextual();
        };
        if (!fits) {
            throw new SalesforceError(
                    400,
                    "JSON_PARSER_ERROR",
                    "Cannot deserialize instance of " + field.kind().soapName() + " from "
                            + node.getNodeType().name() + " value " + bounded(node.asText()),
                    field.name());
        }
        return switch (field.kind()) {
            case BOOLEAN -> node.booleanValue();
            case INT -> node.longValue();
            case DOUBLE, PERCENT -> node.asDouble();
            case REFERENCE, ID -> reference(tx, field, node.textValue());
            case DATETIME -> time(field, node.textValue());
            default -> text(field, node.textValue());
        };
    }

    private static boolean isNumeric(JsonNode node) {
        return node.isTextual() && node.textValue().matches("-?\\d{1,15}(\\.\\d{1,15})?");
    }

    private static String text(Field field, String text) {
        if (text.length() > MAX_TEXT) {
            throw new SalesforceError(
                    400,
                    "STRING_TOO_LONG",
                    field.name() + ": data value too large (max length=" + MAX_TEXT + ")",
                    field.name());
        }
        return text;
    }

    private static String time(Field field, String text) {
        try {
            return SalesforceTime.print(SalesforceTime.parse(text));
        } catch (DateTimeException e) {
            throw new SalesforceError(
                    400,
                    "JSON_PARSER_ERROR",
                    "Cannot deserialize instance of xsd:dateTime from VALUE_STRING value " + bounded(text),
                    field.name());
        }
    }

    private String reference(Transaction tx, Field field, String id) {
        ObjectType target = SalesforceId.isWellFormed(id) ? schema.ofId(id) : null;
        if (target == null || !(field.targets().contains("*") || field.targets().contains(target.name()))) {
            throw new SalesforceError(
                    400, "MALFORMED_ID", field.name() + ": id value of incorrect type: " + bounded(id), field.name());
        }
        String full = SalesforceId.of18(id);
        if (tx.store().find(target.name(), full) == null) {
            throw tx.store().findDeleted(full) == null
                    ? new SalesforceError(
                            400, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field.name())
                    : new SalesforceError(400, "ENTITY_IS_DELETED", "entity is deleted");
        }
        return full;
    }

    private static void unique(
            Transaction tx, ObjectType type, String own, Map<String, ? extends @Nullable Object> values) {
        List<Field> keys = new ArrayList<>(type.fields().values());
        keys.removeIf(field -> !field.unique() || values.get(field.name()) == null);
        for (Field key : keys) {
            String wanted = String.valueOf(values.get(key.name())).toLowerCase(Locale.ROOT);
            for (Row row : tx.store().where(type.name(), "unique " + key.name(), of -> lower(of, key), wanted)) {
                if (!row.id().equals(own)) {
                    throw new SalesforceError(
                            400,
                            "DUPLICATE_VALUE",
                            "duplicate value found: " + key.name() + " duplicates value on record with id: " + row.id(),
                            key.name());
                }
            }
        }
    }

    private static @Nullable String lower(Row row, Field key) {
        String text = row.text(key.name());
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static String bounded(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }
}
