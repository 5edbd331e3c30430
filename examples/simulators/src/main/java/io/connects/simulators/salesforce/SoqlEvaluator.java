package io.connects.simulators.salesforce;

import io.connects.simulators.salesforce.ObjectType.Field;
import io.connects.simulators.salesforce.ObjectType.Kind;
import io.connects.simulators.salesforce.SoqlQuery.Condition;
import io.connects.simulators.salesforce.SoqlQuery.Literal;
import io.connects.simulators.salesforce.SoqlQuery.Operator;
import io.connects.simulators.salesforce.SoqlQuery.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs queries over rows. Strings compare without regard to case, ids in their 18-character form, as SOQL does. */
final class SoqlEvaluator {
    private final Schema schema;
    private final RecordStore store;

    SoqlEvaluator(Schema schema, RecordStore store) {
        this.schema = schema;
        this.store = store;
    }

    /** The rows a query selects, in order. */
    List<Row> rows(SoqlQuery query) {
        ObjectType type = check(query);
        List<Row> rows = new ArrayList<>();
        for (Row row : candidates(query, type)) {
            if (matches(query, row)) {
                rows.add(row);
            }
        }
        Comparator<Row> order = null;
        for (Order by : query.orderBy()) {
            Comparator<Row> step =
                    Comparator.comparing(row -> value(row, by.path()), Comparator.nullsFirst(SoqlEvaluator::compare));
            step = by.descending() ? step.reversed() : step;
            order = order == null ? step : order.thenComparing(step);
        }
        if (order != null) {
            rows.sort(order);
        }
        return query.limit().isPresent()
                ? List.copyOf(
                        rows.subList(0, Math.min(rows.size(), query.limit().getAsInt())))
                : rows;
    }

    /** Fewer rows than all when a condition names ids of records or of what they refer to; in order of creation, as ids are. */
    private Collection<Row> candidates(SoqlQuery query, ObjectType type) {
        for (Condition condition : query.where()) {
            Field field =
                    condition.path().size() == 1 ? type.field(condition.path().get(0)) : null;
            if (field != null && namesIds(condition, field)) {
                var found = new TreeMap<String, Row>();
                for (Literal literal : condition.literals()) {
                    store.where(type.name(), field.name(), SalesforceId.of18(String.valueOf(literal.value())))
                            .forEach(row -> found.put(row.id(), row));
                }
                return found.values();
            }
        }
        return store.all(type.name());
    }

    private static boolean namesIds(Condition condition, Field field) {
        return (condition.operator() == Operator.EQUAL || condition.operator() == Operator.IN)
                && (field.kind() == Kind.ID || field.kind() == Kind.REFERENCE)
                && condition.literals().stream().allMatch(literal -> literal.value() instanceof String);
    }

    /** Refuses objects, fields and literals that do not fit; gives the object. */
    ObjectType check(SoqlQuery query) {
        ObjectType type = schema.find(query.from());
        if (type == null) {
            throw new SalesforceError(400, "INVALID_TYPE", "sObject type '" + query.from() + "' is not supported.");
        }
        query.select().forEach(path -> resolve(type, path));
        query.orderBy().forEach(order -> resolve(type, order.path()));
        query.where().forEach(condition -> check(type, condition));
        return type;
    }

    void check(ObjectType type, Condition condition) {
        Kind kind = resolve(type, condition.path());
        condition.literals().forEach(literal -> fit(kind, literal, condition));
    }

    private static void fit(Kind kind, Literal literal, Condition condition) {
        Object value = literal.value();
        boolean fits = value == null
                || switch (kind) {
                    case ID, REFERENCE, STRING, PICKLIST -> value instanceof String;
                    case BOOLEAN -> value instanceof Boolean;
                    case INT, DOUBLE, PERCENT -> value instanceof Double;
                    case DATETIME -> value instanceof Instant;
                };
        String field = String.join(".", condition.path());
        if (!fits) {
            throw new SalesforceError(
                    400,
                    "INVALID_FIELD",
                    "value of filter criterion for field '" + field + "' must be of type "
                            + kind.name().toLowerCase(Locale.ROOT));
        }
        boolean isId = kind == Kind.ID || kind == Kind.REFERENCE;
        if (isId && value instanceof String id && !SalesforceId.isWellFormed(id)) {
            throw new SalesforceError(
                    400, "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: " + field + " = " + bounded(id));
        }
    }

    private static String bounded(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    private Kind resolve(ObjectType root, List<String> path) {
        ObjectType type = root;
        for (int i = 0; i < path.size() - 1; i++) {
            Field step = type.relationship(path.get(i));
            if (step == null) {
                throw new SalesforceError(
                        400,
                        "INVALID_FIELD",
                        "Didn't understand relationship '" + path.get(i) + "' in field path. If you are attempting to"
                                + " use a custom relationship, be sure to append the '__r'.");
            }
            if (step.polymorphic()) {
                String name = path.get(i + 1);
                if (i + 2 != path.size()
                        || !(name.equalsIgnoreCase("Type")
                                || name.equalsIgnoreCase("Name")
                                || name.equalsIgnoreCase("Id"))) {
                    throw noColumn(name, "Name");
                }
                return name.equalsIgnoreCase("Id") ? Kind.ID : Kind.STRING;
            }
            type = schema.require(step.targets().get(0));
        }
        String last = path.get(path.size() - 1);
        Field field = type.field(last);
        if (field == null) {
            throw noColumn(last, type.name());
        }
        return field.kind();
    }

    private static SalesforceError noColumn(String name, String type) {
        return new SalesforceError(
                400,
                "INVALID_FIELD",
                "No such column '" + name + "' on entity '" + type
                        + "'. If you are attempting to use a custom field, be sure to append the '__c' after the"
                        + " custom field name.");
    }

    /** Whether a row of the query's object fulfils its conditions. */
    boolean matches(SoqlQuery query, Row row) {
        return query.where().stream().allMatch(condition -> holds(condition, value(row, condition.path())));
    }

    static boolean holds(Condition condition, @Nullable Object value) {
        Object first = condition.literals().get(0).value();
        return switch (condition.operator()) {
            case IN -> condition.literals().stream().anyMatch(literal -> equal(value, literal.value()));
            case EQUAL -> equal(value, first);
            case NOT_EQUAL -> !equal(value, first);
            case LESS -> value != null && first != null && compare(value, first) < 0;
            case LESS_OR_EQUAL -> value != null && first != null && compare(value, first) <= 0;
            case GREATER -> value != null && first != null && compare(value, first) > 0;
            case GREATER_OR_EQUAL -> value != null && first != null && compare(value, first) >= 0;
        };
    }

    private static boolean equal(@Nullable Object a, @Nullable Object b) {
        // An unset checkbox is false, never null.
        if (b instanceof Boolean flag && a == null) {
            return !flag;
        }
        if (a == null || b == null) {
            return a == b;
        }
        return compare(a, b) == 0;
    }

    private static int compare(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return Double.compare(x.doubleValue(), y.doubleValue());
        }
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return Boolean.compare(x, y);
        }
        if (a instanceof Instant || b instanceof Instant) {
            return instant(a).compareTo(instant(b));
        }
        String x = String.valueOf(a);
        String y = String.valueOf(b);
        boolean ids = x.length() >= 15
                && x.length() != y.length()
                && SalesforceId.isWellFormed(x)
                && SalesforceId.isWellFormed(y);
        return ids ? SalesforceId.of18(x).compareTo(SalesforceId.of18(y)) : x.compareToIgnoreCase(y);
    }

    private static Instant instant(Object value) {
        return value instanceof Instant instant ? instant : SalesforceTime.parse(String.valueOf(value));
    }

    /** The value at the end of a path, null when any step is empty. */
    @Nullable
    Object value(Row row, List<String> path) {
        Row at = row;
        for (int i = 0; i < path.size() - 1; i++) {
            at = follow(at, path.get(i));
            if (at == null) {
                return null;
            }
        }
        String last = path.get(path.size() - 1);
        ObjectType type = schema.require(at.type());
        Field field = type.field(last);
        if (field == null) {
            return last.equalsIgnoreCase("Type") ? at.type() : nameOf(at);
        }
        if (path.size() > 1 && last.equalsIgnoreCase("Type") && isPolymorphicStep(row, path)) {
            return at.type();
        }
        Object value = at.get(field.name());
        return value == null && field.kind() == Kind.BOOLEAN ? false : value;
    }

    private boolean isPolymorphicStep(Row row, List<String> path) {
        Field step = path.size() == 2 ? schema.require(row.type()).relationship(path.get(0)) : null;
        return step != null && step.polymorphic();
    }

    private static @Nullable Object nameOf(Row row) {
        Object name = row.get("CaseNumber");
        return name == null ? row.get("DeveloperName") : name;
    }

    @Nullable
    Row follow(Row row, String relationship) {
        Field step = schema.require(row.type()).relationship(relationship);
        String id = step == null ? null : row.text(step.name());
        ObjectType target = id == null ? null : schema.ofId(id);
        return id == null || target == null ? null : store.find(target.name(), id);
    }

    /** The selected fields in the shape of a query answer's record, relationships nested, without attributes. */
    Map<String, @Nullable Object> project(Collection<List<String>> select, Row row) {
        var out = new LinkedHashMap<String, @Nullable Object>();
        ObjectType type = schema.require(row.type());
        for (List<String> path : select) {
            if (path.size() == 1) {
                Field field = type.field(path.get(0));
                out.put(field == null ? path.get(0) : field.name(), value(row, path));
            }
        }
        return out;
    }
}
