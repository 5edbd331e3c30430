package io.connects.sandbox;

import io.connects.simulators.cce.CceAgent;
import io.connects.simulators.cce.CceOptions;
import io.connects.simulators.cce.LittleCce;
import io.connects.simulators.cce.MediaRoutingDomain;
import io.connects.simulators.cce.Node;
import io.connects.simulators.cce.Script;
import io.connects.simulators.cce.ScriptSelector;
import io.connects.simulators.desktop.AfterDecline;
import io.connects.simulators.desktop.CiscoHand;
import io.connects.simulators.desktop.OmniHand;
import io.connects.simulators.desktop.Reaction;
import io.connects.simulators.desktop.SimulatedDesktop;
import io.connects.simulators.network.TcpProxy;
import io.connects.simulators.salesforce.OrgOptions;
import io.connects.simulators.salesforce.SalesforceOrg;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything around the adapter, on loopback: an org with two queues, a little CCE behind two MR PGs of two sides each, networks that can be cut, and
 * people at their desktops. Times are a few seconds where a real site has half a minute. Closing it ends what it started, but not the scheduler.
 */
final class ContactCentre implements AutoCloseable {
    static final Duration PUSH_TIMEOUT = Duration.ofSeconds(4);
    static final Duration START_TIMEOUT = Duration.ofSeconds(12);
    static final int MRD = 5003;

    private static final String CHANGE_CHANNEL = "ConnectsRouting__chn";
    /** How often the adapter asks while no stream comes up: as much shorter than at a site as the other times are. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private static final int AGENTS = 20;
    static final int TASKS_AT_ONCE = 3;
    private static final int FIRST_SKILL_TARGET = 5011;
    private static final Duration AWAY = Duration.ofSeconds(2);

    /** How the adapter hears of work. */
    enum Feed {
        /** By PushTopics, which the adapter creates. */
        PUSHTOPIC,
        /** By Change Data Capture, over a channel that is there. */
        CDC,
        /** Not at all: the org refuses streaming throughout, and the adapter has to ask. */
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A queue in Salesforce and where its work goes at Cisco.
     *
     * @param pim the name of the PIM that takes its work
     * @param skillGroup whom it goes to
     */
    record Queue(String name, String queueId, String pim, String scriptSelector, int skillGroup) {}

    final SalesforceOrg org;
    final LittleCce cce;
    final List<Queue> queues;
    /** Salesforce user of each skill target id. */
    final Map<Integer, String> users = new LinkedHashMap<>();

    final TcpProxy salesforceNetwork;
    /** Where the adapter has to listen, and who connects there. */
    final List<Pim> pims;

    /** Null when agents work at the little CCE itself. */
    final @Nullable FinesseSite finesse;

    private final ScheduledExecutorService scheduler;
    private final Feed feed;

    /**
     * Starts what has to be there before the adapter.
     *
     * @param transport of Finesse's notifications; null for no Finesse
     * @param singleSignOn whether agents sign in to Finesse at an identity service
     */
    ContactCentre(
            ScheduledExecutorService scheduler,
            Feed feed,
            FinesseSite.@Nullable Transport transport,
            boolean singleSignOn)
            throws IOException {
        this.scheduler = scheduler;
        this.feed = feed;
        org = new SalesforceOrg(OrgOptions.builder().scheduler(scheduler).build()).start();
        switch (feed) {
            case PUSHTOPIC -> {
                // the adapter creates what it needs
            }
            case CDC -> org.createChangeChannel(CHANGE_CHANNEL, "PendingServiceRouting", "AgentWork");
            case NONE -> org.faults().refuseStreaming("403::User not enabled for streaming");
        }
        queues = List.of(
                new Queue("Support", org.createQueue("Support", PUSH_TIMEOUT), "north", "8000", 5100),
                new Queue("Sales", org.createQueue("Sales", PUSH_TIMEOUT), "south", "8001", 5101));
        CceOptions.Builder options = CceOptions.builder().domain(new MediaRoutingDomain(MRD, START_TIMEOUT, true));
        for (Queue queue : queues) {
            options.skillGroup(queue.skillGroup());
            options.selector(new ScriptSelector(queue.scriptSelector(), MRD, script(queue.skillGroup())));
        }
        for (int i = 0; i < AGENTS; i++) {
            int id = FIRST_SKILL_TARGET + i;
            String user = org.createUser("Agent " + id, TASKS_AT_ONCE + 2.0);
            org.setFederationIdentifier(user, FinesseSite.login(id));
            org.online(user);
            users.put(id, user);
            // Every third agent serves both queues.
            Set<Integer> groups = i % 3 == 0 ? Set.of(5100, 5101) : Set.of(i % 3 == 1 ? 5100 : 5101);
            options.agent(new CceAgent(id, FinesseSite.login(id), groups, Map.of(MRD, TASKS_AT_ONCE)));
        }
        cce = new LittleCce(options.build(), InstantSource.system(), scheduler);
        finesse = transport == null ? null : new FinesseSite(cce, users.keySet(), transport, singleSignOn);
        salesforceNetwork = TcpProxy.to(org.port());
        pims = List.of(new Pim("north", cce), new Pim("south", cce));
    }

    /** Queues, and tells the expected wait while it lasts. */
    private static Script script(int skillGroup) {
        return Script.of(
                Node.queueTo(skillGroup),
                Node.repeat(
                        Node.runExternalScript("EWT", "", Duration.ofSeconds(5)), Node.waitFor(Duration.ofSeconds(3))));
    }

    /** Seats everybody and lets the PG connect. */
    void open(Function<OmniHand.Offer, Reaction> reactions) {
        CiscoHand cisco = finesse == null ? cce : finesse.hand;
        users.forEach((id, user) -> new SimulatedDesktop(
                new SimulatedDesktop.Person(user, id), org, cisco, reactions, AfterDecline.ROUTABLE, AWAY, scheduler));
        if (finesse != null) {
            finesse.open();
        }
        pims.forEach(Pim::open);
    }

    /** Whether the adapter has been found and knows its agents, and nothing but work is missing. */
    boolean ready() {
        return pims.stream().allMatch(Pim::isOpen) && org.tokensIssued() > 0 && (finesse == null || finesse.ready());
    }

    /** The configuration of an adapter for this contact centre; secrets are taken from the environment. Where there is Finesse, the agents are found. */
    String configuration() {
        var yaml = new ArrayList<String>();
        yaml.add("routes:");
        yaml.add("  - name: sandbox");
        yaml.add("    cisco: {product: PCCE, release: \"12.6\"}");
        yaml.add("    salesforce:");
        yaml.add("      loginUri: " + URI.create("http://127.0.0.1:" + salesforceNetwork.port()));
        yaml.add("      clientId: " + org.clientId());
        yaml.add("      clientSecret: ${env:" + SECRET_VARIABLE + "}");
        yaml.add("      feed: " + (feed == Feed.CDC ? "cdc" : "pushtopic"));
        yaml.add("      pollFastest: " + POLL.toSeconds() + "s");
        yaml.add("    mri:");
        for (Pim pim : pims) {
            yaml.add("      - name: " + pim.name);
            yaml.add("        port: " + pim.port);
            yaml.add("        bindAddress: 127.0.0.1");
            yaml.add("        allowedHosts: [127.0.0.1, 127.0.0.2]");
            yaml.add("        expectedWaitVariable: " + CceOptions.DEFAULT_EXPECTED_WAIT_VARIABLE);
        }
        yaml.add("    queues:");
        for (Queue queue : queues) {
            yaml.add("      - queueId: " + queue.queueId());
            yaml.add("        pim: " + queue.pim());
            yaml.add("        mrdId: " + MRD);
            yaml.add("        scriptSelector: \"" + queue.scriptSelector() + "\"");
            yaml.add("        startTimeout: " + START_TIMEOUT.toSeconds() + "s");
            yaml.add("        pushTimeout: " + PUSH_TIMEOUT.toSeconds() + "s");
            yaml.add("        variables:");
            yaml.add("          callVariable1: item.SuppliedName");
            yaml.add("          callVariable2: item.Subject");
            yaml.add("          callVariable3: psr.reason");
            yaml.add("          user.connects.case: psr.work-item-id");
        }
        if (finesse == null) {
            yaml.add("    agents:");
            users.forEach((id, user) -> yaml.add("      - {loginId: " + FinesseSite.login(id) + ", skillTargetId: " + id
                    + ", userId: " + user + "}"));
        } else {
            finesse.configuration().forEach(line -> yaml.add("    " + line));
        }
        return String.join("\n", yaml) + "\n";
    }

    /** The environment that the configuration needs. */
    Map<String, String> environment() {
        var variables = new HashMap<>(Map.of(SECRET_VARIABLE, org.clientSecret()));
        if (finesse != null) {
            variables.putAll(finesse.environment());
        }
        return Map.copyOf(variables);
    }

    private static final String SECRET_VARIABLE = "CONNECTS_SANDBOX_SECRET";

    Account account() {
        return Account.of(org.ledger(), cce.ledger().tasks(), users);
    }

    @Override
    public void close() {
        if (finesse != null) {
            finesse.close();
        }
        pims.forEach(Pim::close);
        salesforceNetwork.close();
        org.close();
    }
}
