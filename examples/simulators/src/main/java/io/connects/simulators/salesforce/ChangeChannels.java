package io.connects.simulators.salesforce;

import io.connects.simulators.salesforce.SoqlQuery.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The channels of Change Data Capture and their members, as records of the Tooling API. Confined to the org's thread. */
final class ChangeChannels {
    static final String CHANNEL = "PlatformEventChannel";
    static final String MEMBER = "PlatformEventChannelMember";
    private static final String SUFFIX = "__chn";
    private static final String EVENT = "ChangeEvent";
    private List<Row> membersOf = List.of();
    private List<Member> members = List.of();
    private final Schema schema;
    private final RecordStore store;
    private final SoqlEvaluator soql;

    ChangeChannels(Schema schema, RecordStore store, SoqlEvaluator soql) {
        this.schema = schema;
        this.store = store;
        this.soql = soql;
    }

    /**
     * What one channel tells of one object.
     *
     * @param any conditions that all hold, in lists of which one is enough; empty for everything
     */
    record Member(String channel, String object, List<List<Condition>> any) {}

    Row createChannel(Transaction tx, String fullName, Map<String, String> metadata) {
        if (!fullName.endsWith(SUFFIX) || fullName.length() == SUFFIX.length()) {
            throw invalid("FullName: a channel's name ends with " + SUFFIX);
        }
        if (!"data".equals(metadata.get("channelType"))) {
            throw invalid("channelType: only data is supported");
        }
        var fields = new HashMap<String, Object>();
        fields.put("DeveloperName", fullName.substring(0, fullName.length() - SUFFIX.length()));
        fields.put("ChannelType", "data");
        fields.put("MasterLabel", metadata.getOrDefault("label", fullName));
        return insert(tx, CHANNEL, fields);
    }

    Row createMember(Transaction tx, String fullName, Map<String, String> metadata) {
        String channel = metadata.getOrDefault("eventChannel", "");
        String entity = metadata.getOrDefault("selectedEntity", "");
        String filter = metadata.getOrDefault("filterExpression", "");
        if (!channel.equals("ChangeEvents") && !hasCustom(channel)) {
            throw invalid("eventChannel: there is no channel " + channel);
        }
        ObjectType type = entity.endsWith(EVENT) ? schema.find(object(entity)) : null;
        if (type == null || type.isTooling()) {
            throw invalid("selectedEntity: there is no change event " + entity);
        }
        for (Row other : store.all(MEMBER)) {
            if (channel.equals(other.text("EventChannel")) && entity.equalsIgnoreCase(other.text("SelectedEntity"))) {
                throw duplicate(other);
            }
        }
        filter(type, filter);
        var fields = new HashMap<String, Object>();
        fields.put("DeveloperName", fullName);
        fields.put("EventChannel", channel);
        fields.put("SelectedEntity", entity(type.name()));
        if (!filter.isEmpty()) {
            fields.put("FilterExpression", filter);
        }
        return insert(tx, MEMBER, fields);
    }

    private Row insert(Transaction tx, String type, Map<String, Object> fields) {
        String name = String.valueOf(fields.get("DeveloperName"));
        if (!name.matches("[A-Za-z]\\w{0,79}")) {
            throw invalid("FullName: letters, digits and underscores, at most 80");
        }
        for (Row other : store.all(type)) {
            if (name.equalsIgnoreCase(other.text("DeveloperName"))) {
                throw duplicate(other);
            }
        }
        return tx.insert(type, fields, "setup");
    }

    void delete(Transaction tx, Row row) {
        for (Row member : store.all(MEMBER)) {
            if (row.type().equals(CHANNEL) && fullName(row).equals(member.text("EventChannel"))) {
                throw new SalesforceError(400, "DELETE_FAILED", "the channel has members: " + fullName(member));
            }
        }
        tx.delete(row, "setup");
    }

    static String fullName(Row row) {
        return row.text("DeveloperName") + (row.type().equals(CHANNEL) ? SUFFIX : "");
    }

    /** Makes a channel with one unfiltered member for each object; gives the channel's id. */
    String create(Transaction tx, String name, List<String> objects) {
        String id = createChannel(tx, name, Map.of("channelType", "data")).id();
        for (String object : objects) {
            String entity = entity(schema.require(object).name());
            createMember(
                    tx, name.replace(SUFFIX, "_chn_") + entity, Map.of("eventChannel", name, "selectedEntity", entity));
        }
        return id;
    }

    private boolean hasCustom(String name) {
        return store.all(CHANNEL).stream().anyMatch(row -> fullName(row).equals(name));
    }

    /** Whether subscribers may name this channel. */
    boolean exists(String channel) {
        return StreamEvent.isOfChanges(channel)
                && (hasCustom(channel.substring("/data/".length()))
                        || members().stream()
                                .anyMatch(member -> member.channel().equals(channel)));
    }

    /** What every channel tells of, read anew when a member was changed; an object that any member selects is on the standard channels too. */
    List<Member> members() {
        List<Row> rows = List.copyOf(store.all(MEMBER));
        if (!rows.equals(membersOf)) {
            members = read(rows);
            membersOf = rows;
        }
        return members;
    }

    private List<Member> read(List<Row> rows) {
        var members = new ArrayList<Member>();
        for (Row row : rows) {
            String object = object(Objects.requireNonNull(row.text("SelectedEntity"), "SelectedEntity"));
            String channel = "/data/" + row.text("EventChannel");
            List<List<Condition>> any = filter(schema.require(object), row.text("FilterExpression"));
            var added = List.of(
                    new Member(channel, object, any),
                    new Member("/data/ChangeEvents", object, List.of()),
                    new Member("/data/" + entity(object), object, List.of()));
            added.stream()
                    .filter(one -> members.stream()
                            .noneMatch(known -> known.channel().equals(one.channel())
                                    && known.object().equals(one.object())))
                    .forEach(members::add);
        }
        return members;
    }

    private static String entity(String object) {
        return object.endsWith("__c") ? object.substring(0, object.length() - 1) + EVENT : object + EVENT;
    }

    private static String object(String entity) {
        String name = entity.substring(0, entity.length() - EVENT.length());
        return name.endsWith("__") ? name + "c" : name;
    }

    private List<List<Condition>> filter(ObjectType type, @Nullable String expression) {
        if (expression == null || expression.isEmpty()) {
            return List.of();
        }
        List<List<Condition>> any = SoqlParser.filter(expression);
        for (List<Condition> all : any) {
            for (Condition condition : all) {
                if (!condition.path().get(0).equals(ChangeFeed.HEADER)) {
                    soql.check(type, condition);
                }
            }
        }
        return any;
    }

    private static SalesforceError invalid(String message) {
        return new SalesforceError(400, "FIELD_INTEGRITY_EXCEPTION", message);
    }

    private static SalesforceError duplicate(Row other) {
        return new SalesforceError(
                400,
                "DUPLICATE_VALUE",
                "duplicate value found: DeveloperName duplicates value on record with id: " + other.id());
    }
}
