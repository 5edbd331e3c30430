package io.connects.simulators.salesforce;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An org to run by itself: two queues, three agents online and the PushTopics an External Routing partner needs. */
public final class SalesforceOrgProgram {
    private static final String JOURNAL = "salesforce-org.jsonl";

    private SalesforceOrgProgram() {}

    /** The PushTopics of the program, by name. */
    public static Map<String, String> pushTopics() {
        return Map.of(
                "PSRPushTopic",
                "SELECT Id, Serial, QueueId, GroupId, WorkItemId, IsPushed, IsReadyForRouting, ServiceChannelId,"
                        + " LastDeclinedAgentSession, CreatedDate FROM PendingServiceRouting"
                        + " WHERE RoutingModel = 'ExternalRouting'",
                "AgentWorkPushTopic",
                "SELECT Id, Status, UserId, WorkItemId, PendingServiceRoutingId FROM AgentWork",
                "PresencePushTopic",
                "SELECT Id, UserId, IsCurrentState, ServicePresenceStatusId FROM UserServicePresence");
    }

    /**
     * Starts an org and prints how to reach it. The caller closes it.
     *
     * @param port the port on loopback, 0 for any
     * @param dataDir where to keep records over restarts, or null
     * @param faults what goes wrong and when, or null
     * @param out gets lines of {@code key value}
     */
    public static SalesforceOrg run(int port, @Nullable Path dataDir, @Nullable FaultScript faults, PrintWriter out) {
        var org = new SalesforceOrg(OrgOptions.builder()
                .port(port)
                .journal(dataDir == null ? null : dataDir.resolve(JOURNAL))
                .build());
        try {
            org.start();
            furnish(org);
        } catch (RuntimeException e) {
            org.close();
            throw e;
        }
        out.println("url " + org.uri());
        out.println("client_id " + org.clientId());
        out.println("client_secret " + org.clientSecret());
        org.everyNamed("Group", "Name").forEach((name, id) -> out.println("queue " + name + " " + id));
        org.everyNamed("User", "Name").forEach((name, id) -> out.println("user " + name + " " + id));
        org.everyNamed("PushTopic", "Name").forEach((name, id) -> out.println("topic /topic/" + name));
        out.flush();
        if (faults != null) {
            org.run(faults);
        }
        return org;
    }

    private static void furnish(SalesforceOrg org) {
        if (!org.everyNamed("Group", "Name").isEmpty()) {
            return; // it comes from its journal
        }
        org.createQueue("Support", Duration.ofSeconds(20));
        org.createQueue("Sales", Duration.ofSeconds(20));
        for (String name : new String[] {"anna", "bruno", "chiara"}) {
            org.online(org.createUser(name, 5));
        }
        pushTopics().forEach(org::createPushTopic);
        org.createCase(
                Map.of("Subject", "A first case"),
                Optional.ofNullable(org.everyNamed("Group", "Name").get("Support"))
                        .orElseThrow());
    }
}
