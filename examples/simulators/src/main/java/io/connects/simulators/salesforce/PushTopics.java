package io.connects.simulators.salesforce;

import io.connects.simulators.salesforce.ObjectType.Field;
import io.connects.simulators.salesforce.ObjectType.Kind;
import io.connects.simulators.salesforce.StreamEvent.Draft;
import io.connects.simulators.salesforce.Transaction.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which changes which PushTopics tell of. Confined to the org's thread. */
final class PushTopics {
    /** In PushTopic events the status of an AgentWork is the number behind the picklist. */
    private static final List<String> STATUS_NUMBERS = List.of(
            "Assigned",
            "Unavailable",
            "Declined",
            "Opened",
            "Closed",
            "DeclinedOnPushTimeout",
            "Canceled",
            "Transferred");

    private static final int MAX_NAME = 25;
    private static final int MAX_QUERY = 1300;
    /** By its text; only queries of topics that were kept come here. */
    private final Map<String, SoqlQuery> parsed = new HashMap<>();

    private final Schema schema;
    private final RecordStore store;
    private final SoqlEvaluator soql;

    PushTopics(Schema schema, RecordStore store, SoqlEvaluator soql) {
        this.schema = schema;
        this.store = store;
        this.soql = soql;
    }

    /** Refuses a PushTopic that an org would refuse. */
    void check(Row topic) {
        String name = Objects.requireNonNullElse(topic.text("Name"), "");
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new SalesforceError(
                    400, "STRING_TOO_LONG", "Push Topic Name: data value too large (max length=25)", "Name");
        }
        for (Row other : store.all("PushTopic")) {
            if (!other.id().equals(topic.id()) && name.equalsIgnoreCase(other.text("Name"))) {
                throw new SalesforceError(
                        400,
                        "DUPLICATE_VALUE",
                        "duplicate value found: Name duplicates value on record with id: " + other.id(),
                        "Name");
            }
        }
        String query = Objects.requireNonNullElse(topic.text("Query"), "");
        if (query.length() > MAX_QUERY) {
            throw new SalesforceError(400, "STRING_TOO_LONG", "Query: data value too large (max length=1300)", "Query");
        }
        SoqlQuery parsed = SoqlParser.parse(query);
        soql.check(parsed);
        boolean plain = parsed.orderBy().isEmpty()
                && parsed.limit().isEmpty()
                && parsed.select().stream().allMatch(path -> path.size() == 1);
        if (!plain || parsed.select().stream().noneMatch(path -> path.get(0).equalsIgnoreCase("Id"))) {
            throw new SalesforceError(
                    400,
                    "INVALID_FIELD",
                    "a PushTopic query selects Id and plain fields, without ORDER BY and LIMIT",
                    "Query");
        }
    }

    /** Whether subscribers may name this channel. */
    boolean exists(String channel) {
        return store.all("PushTopic").stream()
                .anyMatch(topic -> active(topic) && channel.equals("/topic/" + topic.text("Name")));
    }

    List<Draft> drafts(List<Change> changes) {
        var drafts = new ArrayList<Draft>();
        for (Change change : changes) {
            for (Row topic : store.all("PushTopic")) {
                if (active(topic)) {
                    draft(topic, change, drafts);
                }
            }
        }
        return drafts;
    }

    private void draft(Row topic, Change change, List<Draft> drafts) {
        Row subject = change.after().or(change::before).orElseThrow();
        SoqlQuery query =
                parsed.computeIfAbsent(Objects.requireNonNull(topic.text("Query"), "Query"), SoqlParser::parse);
        if (!query.from().equalsIgnoreCase(subject.type()) || !soql.matches(query, subject)) {
            return;
        }
        String channel = "/topic/" + topic.text("Name");
        if (change.after().isEmpty()) {
            if (notifies(topic, "Delete")) {
                drafts.add(new Draft(channel, "deleted", List.of(subject.id()), Map.of("Id", subject.id())));
            }
        } else if (change.before().isEmpty()) {
            if (notifies(topic, "Create")) {
                drafts.add(new Draft(channel, "created", List.of(subject.id()), selected(query, subject)));
            }
        } else if (notifies(topic, "Update")
                && concerns(topic, query, change.before().orElseThrow(), subject)) {
            drafts.add(new Draft(channel, "updated", List.of(subject.id()), selected(query, subject)));
        }
    }

    private static boolean active(Row topic) {
        return !Boolean.FALSE.equals(topic.get("IsActive"));
    }

    private static boolean notifies(Row topic, String operation) {
        return !Boolean.FALSE.equals(topic.get("NotifyForOperation" + operation));
    }

    private boolean concerns(Row topic, SoqlQuery query, Row before, Row after) {
        Set<List<String>> watched = new LinkedHashSet<>();
        String fields = Objects.requireNonNullElse(topic.text("NotifyForFields"), "Referenced");
        if (fields.equalsIgnoreCase("All")) {
            return true;
        }
        if (!fields.equalsIgnoreCase("Where")) {
            watched.addAll(query.select());
        }
        if (!fields.equalsIgnoreCase("Select")) {
            query.where().forEach(condition -> watched.add(condition.path()));
        }
        return watched.stream().anyMatch(path -> !Objects.equals(soql.value(before, path), soql.value(after, path)));
    }

    private Map<String, @Nullable Object> selected(SoqlQuery query, Row row) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        soql.project(query.select(), row).forEach((name, value) -> fields.put(name, wire(row, name, value)));
        return fields;
    }

    private @Nullable Object wire(Row row, String name, @Nullable Object value) {
        if (row.type().equals(AgentWorks.TYPE) && name.equals("Status") && value != null) {
            return (long) STATUS_NUMBERS.indexOf(value);
        }
        Field field = schema.require(row.type()).field(name);
        boolean time = field != null && field.kind() == Kind.DATETIME;
        // The Streaming API prints times with Z, unlike REST.
        return time && value instanceof String text ? text.replace("+0000", "Z") : value;
    }
}
