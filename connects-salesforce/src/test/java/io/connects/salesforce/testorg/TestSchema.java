package io.connects.salesforce.testorg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which objects and fields the test org has, what its user may do with them, and the org's limits. Thread-safe. */
public final class TestSchema {
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("PendingServiceRouting", "0JR"),
            Map.entry("AgentWork", "0Bz"),
            Map.entry("Case", "500"),
            Map.entry("PushTopic", "0IF"),
            Map.entry("PlatformEventChannel", "0YL"),
            Map.entry("PlatformEventChannelMember", "0v8"),
            Map.entry("Group", "00G"),
            Map.entry("GroupMember", "011"),
            Map.entry("QueueRoutingConfig", "0K9"),
            Map.entry("ServiceChannel", "0N9"),
            Map.entry("User", "005"),
            Map.entry(TestOrg.GUARD, "a0X"));

    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private final Map<String, String> forbidden = new HashMap<>();
    private final Map<String, Map<String, Long>> limits = new LinkedHashMap<>();
    private final Set<String> readOnly = new HashSet<>();
    private final Set<String> repeatable = new HashSet<>();

    TestSchema() {
        fields.put(
                "PendingServiceRouting",
                new ArrayList<>(List.of(
                        "Id",
                        "Serial",
                        "GroupId",
                        "QueueId",
                        "WorkItemId",
                        "ServiceChannelId",
                        "IsPushed",
                        "IsReadyForRouting",
                        "IsTransfer",
                        "LastDeclinedAgentSession",
                        "CreatedDate",
                        "SystemModstamp",
                        "CustomRequestedDateTime",
                        "RoutingModel",
                        "RoutingPriority",
                        "SecondaryRoutingPriority",
                        "PreferredUserId",
                        "IsPreferredUserRequired",
                        "PushTimeout",
                        "CapacityWeight",
                        "CapacityPercentage")));
        fields.put(
                "AgentWork",
                List.of(
                        "Id",
                        "PendingServiceRoutingId",
                        "WorkItemId",
                        "ServiceChannelId",
                        "UserId",
                        "Status",
                        "CapacityWeight",
                        "CapacityPercentage",
                        "ShouldSkipCapacityCheck",
                        "CreatedDate"));
        fields.put("ServiceChannel", new ArrayList<>(List.of("Id", "DeveloperName", "CapacityModel")));
        fields.put("PlatformEventChannel", List.of("Id", "DeveloperName", "ChannelType"));
        fields.put(
                "PlatformEventChannelMember",
                List.of("Id", "DeveloperName", "EventChannel", "SelectedEntity", "FilterExpression"));
        fields.put("Organization", List.of("Id", "IsSandbox"));
        fields.put("Case", new ArrayList<>(List.of("Id", "CaseNumber", "Subject", "OwnerId")));
    }

    /** Takes a field away, as a feature that is switched off does. */
    public synchronized void lacks(String type, String field) {
        fields.get(type).remove(field);
    }

    /** Lets the user read a field and not set it. */
    public synchronized void readOnly(String type, String field) {
        readOnly.add(type + "." + field);
    }

    /** Lets several records have the same value in the key of guard rows. */
    public synchronized void repeatable(String type, String field) {
        repeatable.add(type + "." + field);
    }

    /** Refuses every question about an object with this code, or about the {@code limits}. */
    public synchronized void forbid(String type, String code) {
        forbidden.put(type, code);
    }

    /** Why a question about an object is refused; null when it is not. */
    synchronized String refusal(String type) {
        return forbidden.get(type);
    }

    /** Sets a limit, and what is left of it. */
    public synchronized void limit(String name, long max, long remaining) {
        limits.put(name, Map.of("Max", max, "Remaining", remaining));
    }

    synchronized Map<String, Map<String, Long>> limits() {
        return Map.copyOf(limits);
    }

    synchronized void has(String type, List<String> names) {
        fields.put(type, new ArrayList<>(names));
    }

    synchronized boolean has(String type, String field) {
        return !fields.containsKey(type) || fields.get(type).contains(field);
    }

    synchronized boolean has(String type) {
        return fields.containsKey(type);
    }

    static String prefix(String type) {
        return PREFIXES.get(type);
    }

    synchronized Map<String, Object> describe(String type) {
        if (!fields.containsKey(type)) {
            return null;
        }
        return Map.of(
                "name", type,
                "keyPrefix", PREFIXES.get(type),
                "fields",
                        fields.get(type).stream()
                                .map(name -> Map.of(
                                        "name",
                                        name,
                                        "createable",
                                        !readOnly.contains(type + "." + name),
                                        "unique",
                                        name.equals("Key__c") && !repeatable.contains(type + "." + name)))
                                .toList());
    }

    Map<String, Object> global() {
        return Map.of(
                "sobjects",
                PREFIXES.entrySet().stream()
                        .map(one -> Map.of("name", one.getKey(), "keyPrefix", one.getValue()))
                        .toList());
    }
}
