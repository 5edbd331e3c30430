package io.connects.salesforce.setup;

import io.connects.core.PeerRefusedException;
import io.connects.core.routing.Agents;
import io.connects.core.routing.RouteMap;
import io.connects.salesforce.OrgLimit;
import io.connects.salesforce.SObjectDescription;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.routing.AgentWorkRecord;
import io.connects.salesforce.routing.CapacityCheck;
import io.connects.salesforce.routing.ExternalRoutingOptions;
import io.connects.salesforce.routing.OrgCheck;
import io.connects.salesforce.routing.PendingServiceRouting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Looks at everything in an org that routing depends on, and changes nothing. Immutable and thread-safe.
 *
 * <p>What Salesforce refuses to tell is a finding. {@link #run()} fails as {@link SalesforceRest} does when the org cannot be reached or takes no
 * login.
 */
public final class OrgChecks {
    private static final String SETUP = "./connects salesforce setup --config FILE";
    private static final String PERMISSIONS = "Permission Sets";
    private static final int LEAST_LEFT_PERCENT = 30;

    private final SalesforceRest rest;
    private final ExternalRoutingOptions options;
    private final RouteMap map;
    private final OrgCheck org;
    private final OrgSetup setup;
    private final Lookups lookups;
    private final AgentChecks agents;

    /**
     * @param client stays the caller's
     * @param map the configured queues
     * @param agents the configured agents
     */
    public OrgChecks(SalesforceClient client, ExternalRoutingOptions options, RouteMap map, Agents agents) {
        this.rest = client.rest();
        this.options = options;
        this.map = map;
        this.org = new OrgCheck(client, options);
        this.setup = new OrgSetup(client, options);
        this.lookups = new Lookups(rest);
        this.agents = new AgentChecks(rest, lookups, agents);
    }

    /** Everything that was found, in a fixed order. */
    public CompletableFuture<List<Finding>> run() {
        var checks = new LinkedHashMap<String, Supplier<CompletableFuture<List<Finding>>>>();
        checks.put("API version", this::version);
        checks.put("organization", this::organization);
        checks.put("PendingServiceRouting", this::pending);
        checks.put("AgentWork", this::agentWork);
        checks.put("queues", () -> new QueueChecks(lookups, map).run());
        checks.put("service channels", this::channels);
        checks.put("agents", agents::users);
        checks.put("other queues of the agents", agents::mixed);
        checks.put("set-up", this::setUp);
        checks.put("limits", this::limits);
        return InTurn.all(
                List.copyOf(checks.entrySet()),
                check -> InTurn.orRefused(check.getValue(), refusal -> List.of(refused(check.getKey(), refusal))));
    }

    private static Finding refused(String what, PeerRefusedException refusal) {
        return Finding.fault(
                what + ": Salesforce refused to tell: " + refusal.code() + ": " + refusal.text(),
                "give the integration user what is missing; see the permissions in docs/salesforce-setup.md",
                PERMISSIONS);
    }

    private CompletableFuture<List<Finding>> version() {
        return rest.version().thenApply(version -> List.of(Finding.ok("API version " + version)));
    }

    private CompletableFuture<List<Finding>> organization() {
        if (options.expectedOrganization().isEmpty()
                && options.expectedSandbox().isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return InTurn.orRefused(
                () -> org.verify().thenApply(right -> List.of(Finding.ok("organization: the expected one"))),
                refusal -> List.of(
                        refusal.code().equals(OrgCheck.WRONG_ORG)
                                ? Finding.fault(
                                        "organization: " + refusal.text(),
                                        "correct loginUri, expectedOrganization or expectedSandbox",
                                        "Company Information")
                                : refused("organization", refusal)));
    }

    private CompletableFuture<List<Finding>> pending() {
        return rest.describe(PendingServiceRouting.TYPE).thenApply(psr -> {
            PendingServiceRouting.check(psr);
            return List.of(Finding.ok("PendingServiceRouting: every field that routing needs"));
        });
    }

    private CompletableFuture<List<Finding>> agentWork() {
        return rest.describe(AgentWorkRecord.TYPE).thenApply(this::agentWork);
    }

    private List<Finding> agentWork(SObjectDescription described) {
        var needed = new ArrayList<>(List.of("UserId", "WorkItemId", "ServiceChannelId", "PendingServiceRoutingId"));
        needed.add("CapacityWeight");
        needed.add("CapacityPercentage");
        if (options.capacityCheck() == CapacityCheck.CISCO) {
            needed.add("ShouldSkipCapacityCheck");
        }
        needed.removeAll(described.createable());
        return List.of(
                needed.isEmpty()
                        ? Finding.ok("AgentWork: may be created with every field that routing sets")
                        : Finding.fault(
                                "AgentWork: the user may not set on create: " + String.join(", ", needed),
                                "give the integration user Create on AgentWork and Edit on these fields",
                                PERMISSIONS));
    }

    /** Where capacity is by status, what an item counts for depends on its status and not on who was given it. */
    private CompletableFuture<List<Finding>> channels() {
        List<String> named = map.entries().stream()
                .map(RouteMap.Entry::channelId)
                .filter(Objects::nonNull)
                .toList();
        boolean every = map.entries().stream().anyMatch(line -> line.channelId() == null);
        return rest.describe("ServiceChannel").thenCompose(described -> {
            if (!described.fields().contains("CapacityModel")) {
                return CompletableFuture.completedFuture(List.of());
            }
            return rest.query("SELECT Id, DeveloperName, CapacityModel FROM ServiceChannel")
                    .thenApply(found -> {
                        List<Finding> byStatus = found.stream()
                                .filter(channel -> every || named.contains(channel.id()))
                                .filter(channel -> "StatusBased".equals(channel.text("CapacityModel")))
                                .map(channel -> Finding.warn(
                                        "service channel " + channel.text("DeveloperName")
                                                + ": its capacity model is Status-Based",
                                        "an agent's capacity is then freed by the item's status; choose Tab-Based, or"
                                                + " salesforce.capacity: cisco",
                                        "Omni-Channel > Service Channels"))
                                .toList();
                        return byStatus.isEmpty()
                                ? List.of(Finding.ok("service channels: none with status-based capacity"))
                                : byStatus;
                    });
        });
    }

    private CompletableFuture<List<Finding>> setUp() {
        return InTurn.orRefused(
                () -> setup.plan()
                        .thenApply(steps -> steps.stream().map(OrgChecks::of).toList()),
                // A wrong org is a finding already, and another one's set-up says nothing.
                refusal -> refusal.code().equals(OrgCheck.WRONG_ORG) ? List.of() : List.of(refused("set-up", refusal)));
    }

    private static Finding of(Step step) {
        boolean guard = step.what().endsWith(GuardObject.TYPE);
        String page = guard ? "Object Manager" : "";
        return switch (step.state()) {
            case THERE, CREATED -> Finding.ok(step.what() + ": there");
            case MISSING ->
                Finding.fault(
                        step.what() + ": missing",
                        guard ? SETUP + ", or make it by hand: " + GuardObject.BY_HAND : SETUP,
                        page);
            case DIFFERS ->
                guard
                        ? Finding.fault(
                                step.what() + ": " + step.detail(),
                                "make it as it should be: " + GuardObject.BY_HAND,
                                page)
                        : Finding.warn(
                                step.what() + ": " + step.detail(),
                                "events that lack something are read again over REST, others are not heard of; delete it,"
                                        + " then " + SETUP,
                                page);
            case REFUSED ->
                Finding.fault(
                        step.what() + ": " + step.detail(),
                        "give the integration user what is missing; see the permissions in docs/salesforce-setup.md",
                        PERMISSIONS);
        };
    }

    private CompletableFuture<List<Finding>> limits() {
        return rest.limits()
                .thenApply(limits -> List.of("DailyApiRequests", "DailyStreamingApiEvents").stream()
                        .filter(limits::containsKey)
                        .map(name -> limit(name, limits))
                        .collect(Collectors.toUnmodifiableList()));
    }

    private static Finding limit(String name, Map<String, OrgLimit> limits) {
        OrgLimit limit = Objects.requireNonNull(limits.get(name), name);
        String what = name + ": " + limit.remaining() + " of " + limit.max() + " left";
        return limit.remaining() * 100.0 < limit.max() * (double) LEAST_LEFT_PERCENT
                ? Finding.warn(
                        what,
                        "less than " + LEAST_LEFT_PERCENT + " %: find out which application uses them, or buy more",
                        "Company Information")
                : Finding.ok(what);
    }
}
