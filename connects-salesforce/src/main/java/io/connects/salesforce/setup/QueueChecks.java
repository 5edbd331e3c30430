package io.connects.salesforce.setup;

import io.connects.core.routing.RouteMap;
import io.connects.core.routing.RouteTarget;
import io.connects.salesforce.SObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether each configured queue is one, waits for a partner, and has the push timeout that the configuration counts on. */
final class QueueChecks {
    static final String QUEUES = "Queues";
    static final String ROUTING = "Omni-Channel > Routing Configurations";

    private final Lookups lookups;
    private final List<RouteMap.Entry> lines;

    QueueChecks(Lookups lookups, RouteMap map) {
        this.lookups = lookups;
        this.lines = map.entries();
    }

    CompletableFuture<List<Finding>> run() {
        List<String> queues = lines.stream().map(RouteMap.Entry::queueId).toList();
        return lookups.byId("SELECT Id, Name, Type, QueueRoutingConfigId FROM Group WHERE", "Id", queues)
                .thenCompose(groups -> {
                    List<String> configs = groups.stream()
                            .map(group -> group.idOf("QueueRoutingConfigId"))
                            .filter(Objects::nonNull)
                            .toList();
                    return lookups.byId(
                                    "SELECT Id, DeveloperName, RoutingModel, PushTimeout, OverflowAssigneeId"
                                            + " FROM QueueRoutingConfig WHERE",
                                    "Id",
                                    configs)
                            .thenApply(found -> judge(byId(groups), byId(found)));
                });
    }

    private static Map<String, SObject> byId(List<SObject> records) {
        return records.stream().collect(Collectors.toMap(SObject::id, Function.identity(), (one, same) -> one));
    }

    private List<Finding> judge(Map<String, SObject> groups, Map<String, SObject> configs) {
        var findings = new ArrayList<Finding>();
        for (RouteMap.Entry line : lines) {
            SObject group = groups.get(line.queueId());
            if (group == null) {
                findings.add(Finding.fault(
                        "queue " + line.queueId() + ": there is none with this id",
                        "correct queueId in the configuration, or make the queue visible to the integration user",
                        QUEUES));
                continue;
            }
            String name = "queue " + group.text("Name") + " (" + line.queueId() + ")";
            String config = group.idOf("QueueRoutingConfigId");
            if (!"Queue".equals(group.text("Type"))) {
                findings.add(Finding.fault(
                        name + ": it is a group of type " + group.text("Type"), "name a queue in queueId", QUEUES));
            } else if (config == null || !configs.containsKey(config)) {
                findings.add(Finding.fault(
                        name + ": no routing configuration is seen",
                        "give the queue a routing configuration of the model External Routing",
                        QUEUES));
            } else {
                findings.addAll(judge(name, line.target(), configs.get(config)));
            }
        }
        return findings;
    }

    private static List<Finding> judge(String queue, RouteTarget target, @Nullable SObject config) {
        SObject known = Objects.requireNonNull(config, "config");
        var findings = new ArrayList<Finding>();
        if (!"ExternalRouting".equals(known.text("RoutingModel"))) {
            findings.add(Finding.fault(
                    queue + ": its routing model is " + known.text("RoutingModel"),
                    "set the routing model to External Routing",
                    ROUTING));
        }
        Number seconds = known.number("PushTimeout");
        Duration push = Duration.ofSeconds(seconds == null ? 0 : seconds.longValue());
        Duration most = target.startTimeout().minus(RouteTarget.LEAST_MARGIN);
        if (push.isZero()) {
            findings.add(Finding.fault(
                    queue + ": it has no push timeout, so an agent who does not answer keeps the work for ever",
                    "set the push timeout to " + target.pushTimeout().toSeconds() + " s",
                    ROUTING));
        } else if (push.compareTo(most) > 0) {
            findings.add(Finding.fault(
                    queue + ": push timeout " + push.toSeconds() + " s in the org, and less than "
                            + RouteTarget.LEAST_MARGIN.toSeconds() + " s below the start timeout "
                            + target.startTimeout().toSeconds() + " s",
                    "set the push timeout to " + target.pushTimeout().toSeconds() + " s, as configured",
                    ROUTING));
        } else if (!push.equals(target.pushTimeout())) {
            findings.add(Finding.fault(
                    queue + ": push timeout " + push.toSeconds() + " s in the org, "
                            + target.pushTimeout().toSeconds() + " s configured",
                    "make pushTimeout in the configuration and the org's push timeout the same",
                    ROUTING));
        }
        String overflow = known.text("OverflowAssigneeId");
        if (overflow != null && !overflow.isEmpty()) {
            findings.add(Finding.warn(
                    queue + ": what exceeds the org's limits goes to the overflow assignee " + overflow,
                    "work that goes there is not routed; take it out, or watch it",
                    ROUTING));
        }
        return findings.isEmpty()
                ? List.of(Finding.ok(queue + ": External Routing, push timeout " + push.toSeconds() + " s"))
                : findings;
    }
}
