package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connects.simulators.salesforce.ObjectType.Field;
import io.connects.simulators.salesforce.ObjectType.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as REST prints them. Confined to the org's thread. */
final class RecordJson {
    private final Schema schema;
    private final SoqlEvaluator soql;

    RecordJson(Schema schema, SoqlEvaluator soql) {
        this.schema = schema;
        this.soql = soql;
    }

    /** A whole record, or the given fields of it. */
    ObjectNode record(Row row, List<String> wanted, String version) {
        ObjectType type = schema.require(row.type());
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        attributes(out, row, version);
        if (wanted.isEmpty()) {
            type.fields().values().forEach(field -> put(out, field.name(), value(row, field)));
        }
        for (String name : wanted) {
            Field field = type.field(name);
            if (field == null) {
                throw new SalesforceError(
                        400, "INVALID_FIELD", "No such column '" + name + "' on sobject of type " + type.name());
            }
            put(out, field.name(), value(row, field));
        }
        return out;
    }

    private static @Nullable Object value(Row row, Field field) {
        Object value = row.get(field.name());
        return value == null && field.kind() == Kind.BOOLEAN ? false : value;
    }

    /** A row of a query's answer; relationship paths become nested records. */
    ObjectNode selected(SoqlQuery query, Row row, String version) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        attributes(out, row, version);
        for (List<String> path : query.select()) {
            nest(out, row, path, version);
        }
        return out;
    }

    private void nest(ObjectNode out, Row row, List<String> path, String version) {
        if (path.size() == 1) {
            Field field = schema.require(row.type()).field(path.get(0));
            put(out, field == null ? path.get(0) : field.name(), soql.value(row, path));
            return;
        }
        Field step = schema.require(row.type()).relationship(path.get(0));
        String name = step == null ? path.get(0) : step.relationship();
        Row target = soql.follow(row, name);
        if (target == null) {
            out.putNull(name);
            return;
        }
        boolean polymorphic = step != null && step.polymorphic();
        ObjectNode inner = out.path(name) instanceof ObjectNode existing ? existing : out.putObject(name);
        if (!inner.has("attributes")) {
            String type = polymorphic ? "Name" : target.type();
            inner.putObject("attributes").put("type", type).put("url", url(target, type, version));
        }
        List<String> rest = path.subList(1, path.size());
        if (polymorphic) {
            put(inner, canonical(rest.get(0)), soql.value(row, path));
        } else {
            nest(inner, target, rest, version);
        }
    }

    private static String canonical(String name) {
        return name.equalsIgnoreCase("Type") ? "Type" : name.equalsIgnoreCase("Name") ? "Name" : "Id";
    }

    private static void attributes(ObjectNode out, Row row, String version) {
        out.putObject("attributes").put("type", row.type()).put("url", url(row, row.type(), version));
    }

    private static String url(Row row, String type, String version) {
        return "/services/data/v" + version + "/sobjects/" + type + "/" + row.id();
    }

    private static void put(ObjectNode out, String name, @Nullable Object value) {
        if (value instanceof String text) {
            out.put(name, text);
        } else if (value instanceof Boolean flag) {
            out.put(name, flag);
        } else if (value instanceof Long number) {
            out.put(name, number);
        } else if (value instanceof Double number) {
            out.put(name, number);
        } else {
            out.putNull(name);
        }
    }
}
