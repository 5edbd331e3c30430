package io.connects.simulators.salesforce;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What administrators make: users, queues with their routing configuration, PushTopics. */
final class OrgSetup {
    private static final String USER = "User";

    private OrgSetup() {}

    /** What every org has: a user for integrations, a presence status, a service channel per object with an owner. */
    static String furnish(Transaction tx, Schema schema) {
        for (Row user : tx.store().all(USER)) {
            return user.id();
        }
        serviceChannels(tx, schema);
        tx.insert(
                "Organization",
                Map.of(
                        "Name",
                        "Simulated Org",
                        "InstanceName",
                        "SIM1",
                        "IsSandbox",
                        true,
                        "OrganizationType",
                        "Developer Edition"),
                "setup");
        tx.insert("ServicePresenceStatus", Map.of("DeveloperName", "Available", "MasterLabel", "Available"), "setup");
        return tx.insert(
                        USER,
                        Map.of("Name", "Integration User", "Username", "integration@example.com", "IsActive", true),
                        "setup")
                .id();
    }

    /** A service channel for every object whose records can be owned by a queue and that has none. */
    static void serviceChannels(Transaction tx, Schema schema) {
        for (ObjectType type : schema.all()) {
            boolean owned = type.may('c')
                    && type.field("OwnerId") != null
                    && !type.name().equals(AgentWorks.TYPE);
            if (owned
                    && tx.store().all("ServiceChannel").stream()
                            .noneMatch(channel -> channel.refersTo("RelatedEntity", type.name()))) {
                tx.insert(
                        "ServiceChannel",
                        Map.of("DeveloperName", type.name(), "MasterLabel", type.label(), "RelatedEntity", type.name()),
                        "setup");
            }
        }
    }

    /** A queue with its routing configuration; gives the queue's Group id. */
    static String queue(Transaction tx, QueueSettings settings) {
        Duration timeout = settings.pushTimeout();
        var config = new HashMap<String, @Nullable Object>();
        config.put("DeveloperName", settings.name());
        config.put("MasterLabel", settings.name());
        config.put("RoutingModel", settings.externalRouting() ? "ExternalRouting" : "LeastActive");
        config.put("RoutingPriority", (long) settings.routingPriority());
        config.put("CapacityWeight", settings.capacityWeight());
        config.put("PushTimeout", timeout.plusMillis(999).toSeconds());
        config.put("$pushTimeoutMillis", timeout.toMillis());
        Row routing = tx.insert("QueueRoutingConfig", config, "setup");
        return tx.insert(
                        "Group",
                        Map.of(
                                "Name", settings.name(),
                                "DeveloperName", settings.name(),
                                "Type", "Queue",
                                "QueueRoutingConfigId", routing.id()),
                        "setup")
                .id();
    }

    /** An active user who can take {@code capacity} units of work at once; gives the user's id. */
    static String user(Transaction tx, String name, double capacity) {
        return tx.insert(
                        USER,
                        Map.of(
                                "Name",
                                name,
                                "Username",
                                name + "@example.com",
                                "IsActive",
                                true,
                                "$capacity",
                                capacity),
                        "setup")
                .id();
    }

    /** The user with this id; fails with IllegalArgumentException when there is none. */
    static Row existing(Transaction tx, String id) {
        Row user = tx.store().find(USER, id);
        if (user == null) {
            throw new IllegalArgumentException("userId: no user " + id);
        }
        return user;
    }

    /** The fields of a PushTopic that notifies of create, update and delete by referenced fields. */
    static Map<String, Object> pushTopic(String name, String query) {
        return Map.of(
                "Name",
                name,
                "Query",
                query,
                "ApiVersion",
                67.0,
                "NotifyForFields",
                "Referenced",
                "NotifyForOperationCreate",
                true,
                "NotifyForOperationUpdate",
                true,
                "NotifyForOperationDelete",
                true);
    }
}
