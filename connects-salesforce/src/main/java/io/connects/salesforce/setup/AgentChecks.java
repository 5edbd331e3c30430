package io.connects.salesforce.setup;

import io.connects.core.routing.Agent;
import io.connects.core.routing.Agents;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceRest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Whether the configured agents are active users, and whether Omni-Channel routes other work to them. */
final class AgentChecks {
    private static final String USERS = "Users";

    private final SalesforceRest rest;
    private final Lookups lookups;
    private final List<String> users;

    AgentChecks(SalesforceRest rest, Lookups lookups, Agents agents) {
        this.rest = rest;
        this.lookups = lookups;
        this.users = agents.all().stream().map(Agent::userId).sorted().toList();
    }

    CompletableFuture<List<Finding>> users() {
        return lookups.byId("SELECT Id, IsActive FROM User WHERE", "Id", users).thenApply(found -> {
            var active = new HashMap<String, Boolean>();
            found.forEach(user -> active.put(user.id(), user.isTrue("IsActive")));
            var findings = new ArrayList<Finding>();
            for (String user : users) {
                Boolean state = active.get(user);
                if (state == null) {
                    findings.add(Finding.fault(
                            "agent: there is no user " + user, "correct userId in the configuration", USERS));
                } else if (!state) {
                    findings.add(Finding.fault(
                            "agent: the user " + user + " is not active",
                            "activate the user, or take the agent out of the configuration",
                            USERS));
                }
            }
            return findings.isEmpty() ? List.of(Finding.ok("agents: " + users.size() + " active users")) : findings;
        });
    }

    /** Members of queues that Omni-Channel routes itself; members through roles and public groups are not seen. */
    CompletableFuture<List<Finding>> mixed() {
        return rest.query("SELECT Id FROM QueueRoutingConfig WHERE RoutingModel != 'ExternalRouting'")
                .thenCompose(configs -> lookups.byId(
                        "SELECT Id, Name FROM Group WHERE Type = 'Queue' AND", "QueueRoutingConfigId", ids(configs)))
                .thenCompose(queues -> queues.isEmpty()
                        ? CompletableFuture.completedFuture(mixed(queues, List.of()))
                        : lookups.byId("SELECT GroupId, UserOrGroupId FROM GroupMember WHERE", "UserOrGroupId", users)
                                .thenApply(members -> mixed(queues, members)));
    }

    private static List<String> ids(List<SObject> records) {
        return records.stream().map(SObject::id).toList();
    }

    private static List<Finding> mixed(List<SObject> queues, List<SObject> members) {
        Map<String, Set<String>> usersOf = new HashMap<>();
        members.forEach(member -> usersOf.computeIfAbsent(member.requireId("GroupId"), none -> new LinkedHashSet<>())
                .add(member.requireId("UserOrGroupId")));
        var findings = new ArrayList<Finding>();
        for (SObject queue : queues) {
            Set<String> also = usersOf.getOrDefault(queue.id(), Set.of());
            if (!also.isEmpty()) {
                findings.add(Finding.warn(
                        "queue " + queue.text("Name") + " (" + queue.id() + "): Omni-Channel routes its work to "
                                + also.size() + " of the configured agents, such as "
                                + also.iterator().next(),
                        "neither router knows what the other gives them; leave these agents to one of the two",
                        QueueChecks.QUEUES));
            }
        }
        return findings.isEmpty()
                ? List.of(Finding.ok("agents: none is a direct member of a queue that Omni-Channel routes"))
                : findings;
    }
}
