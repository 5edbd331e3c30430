package io.connects.salesforce.testorg;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the org tells of its records over the Streaming API: by the PushTopics that there are, and by Change Data Capture where there is a channel. */
final class TestEvents {
    static final String CHANNEL = "ConnectsRouting__chn";

    private final TestRecords records;
    private final TestStream stream;

    TestEvents(TestRecords records, TestStream stream) {
        this.records = records;
        this.stream = stream;
    }

    /** The members of the channel, whose member for PSRs has this filter; null for none. */
    static List<Map<String, Object>> members(String filter) {
        return List.of(member("PendingServiceRouting", filter), member("AgentWork", null));
    }

    private static Map<String, Object> member(String entity, String filter) {
        var member = new LinkedHashMap<String, Object>();
        member.put("EventChannel", CHANNEL);
        member.put("SelectedEntity", entity + "ChangeEvent");
        member.put("FilterExpression", filter);
        return member;
    }

    boolean filtered() {
        return records.all("PlatformEventChannelMember").stream()
                .anyMatch(member -> member.get("FilterExpression") != null);
    }

    /** A PSR was created, or changed from what it was before. */
    void put(Map<String, Object> before, Map<String, Object> record) {
        tell("PendingServiceRouting", before == null ? "created" : "updated", record);
        tellOfChange(before, record);
    }

    void deleted(String psrId) {
        tell("PendingServiceRouting", "deleted", Map.of("Id", psrId));
        publishChange("PendingServiceRouting", "DELETE", List.of(psrId), Map.of());
    }

    private void tellOfChange(Map<String, Object> before, Map<String, Object> record) {
        var fields = new LinkedHashMap<String, Object>();
        record.forEach((name, value) -> {
            boolean changed = before == null ? value != null : !Objects.equals(value, before.get(name));
            if (changed && !name.equals("Id")) {
                fields.put(name, value);
            }
        });
        publishChange(
                "PendingServiceRouting",
                before == null ? "CREATE" : "UPDATE",
                List.of((String) record.get("Id")),
                fields);
    }

    /** Publishes a change event if there is a channel, and nothing that its filter keeps back. */
    void publishChange(String entity, String type, List<String> ids, Map<String, ?> fields) {
        if (records.all("PlatformEventChannelMember").isEmpty() || (filtered() && type.equals("DELETE"))) {
            return;
        }
        var payload = new LinkedHashMap<String, Object>(fields);
        payload.put(
                "ChangeEventHeader",
                Map.of(
                        "entityName", entity,
                        "changeType", type,
                        "recordIds", ids,
                        "transactionKey", "k",
                        "commitTimestamp", 1_777_900_000_000L));
        stream.publishChange(CHANNEL, payload);
    }

    private void tell(String type, String what, Map<String, Object> record) {
        for (Map<String, Object> topic : records.all("PushTopic")) {
            String query = (String) topic.get("Query");
            if (query.contains(" FROM " + type + " ")) {
                var selected = new LinkedHashMap<String, Object>();
                for (String field :
                        query.replaceFirst("SELECT (.*) FROM .*", "$1").split(", ", -1)) {
                    if (!what.equals("deleted") || field.equals("Id")) {
                        selected.put(field, record.get(field));
                    }
                }
                stream.publish((String) topic.get("Name"), what, selected);
            }
        }
    }
}
