package io.connects.salesforce.testorg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which objects and fields the test org has. */
final class TestSchema {
    private static final Map<String, String> PREFIXES = Map.of(
            "PendingServiceRouting",
            "0JR",
            "AgentWork",
            "0Bz",
            "Case",
            "500",
            "PushTopic",
            "0IF",
            TestOrg.GUARD,
            "a0X");
    private final Map<String, List<String>> fields = new LinkedHashMap<>();

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
                "AgentWork", List.of("Id", "PendingServiceRoutingId", "WorkItemId", "UserId", "Status", "CreatedDate"));
        fields.put("PlatformEventChannel", List.of("Id", "DeveloperName", "ChannelType"));
        fields.put("PlatformEventChannelMember", List.of("Id", "EventChannel", "SelectedEntity", "FilterExpression"));
        fields.put("Organization", List.of("Id", "IsSandbox"));
        fields.put("Case", new ArrayList<>(List.of("Id", "CaseNumber", "Subject", "OwnerId")));
    }

    /** Takes a field away, as a feature that is switched off does. */
    synchronized void lacks(String type, String field) {
        fields.get(type).remove(field);
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
                                .map(name -> Map.of("name", name))
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
