package io.connects.simulators.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.http.ClientResources;
import io.connects.core.http.OwnResources;
import io.connects.core.routing.TaskId;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.FinesseListener;
import io.connects.finesse.FinesseOptions;
import io.connects.finesse.FinesseSession;
import io.connects.finesse.request.Request;
import io.connects.simulators.cce.CceAgent;
import io.connects.simulators.cce.CceOptions;
import io.connects.simulators.cce.LittleCce;
import io.connects.simulators.cce.MediaRoutingDomain;
import io.connects.simulators.cce.RouteRequest;
import io.connects.simulators.cce.RoutingClient;
import io.connects.simulators.cce.Script;
import io.connects.simulators.cce.ScriptSelector;
import io.connects.simulators.cce.TaskEntry;
import io.connects.simulators.finesse.FinesseAgent;
import io.connects.simulators.finesse.FinesseMedia;
import io.connects.simulators.finesse.FinessePair;
import io.connects.simulators.finesse.MediaSeats;
import io.connects.simulators.finesse.MediaState;
import io.connects.simulators.salesforce.OrgOptions;
import io.connects.simulators.salesforce.RestClient;
import io.connects.simulators.salesforce.SalesforceOrg;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One agent who takes one task at a time, with both hands, on real time: an org, a little CCE, and a pair of Finesse servers before it. The test is the adapter. */
final class BothSides implements AutoCloseable {
    static final int AGENT = 5011;
    static final int MRD = 5003;
    static final String LOGIN = "agent5011";
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final SalesforceOrg org;
    final LittleCce cce;
    final FinessePair pair;
    final FinesseHand hand;
    /** What the hand's session is opened with. */
    final FinesseOptions session;

    private final OwnResources own = new OwnResources("desktops");
    final String user;
    final String queue;

    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(2);
    private final RestClient rest;
    private final RoutingClient router;
    private long dialogue;

    /** A PSR, and the newest task that asks for an agent for it. */
    record Item(String workItemId, String psrId, String correlation) {}

    BothSides(Duration startTimeout, Duration maxTaskDuration, Duration pushTimeout) {
        scheduler.setRemoveOnCancelPolicy(true);
        org = new SalesforceOrg(OrgOptions.builder().scheduler(scheduler).build()).start();
        queue = org.createQueue("Support", pushTimeout);
        user = org.createUser("Anna", 5);
        org.online(user);
        rest = RestClient.loggedIn(org);
        cce = new LittleCce(
                CceOptions.builder()
                        .domain(new MediaRoutingDomain(MRD, startTimeout, maxTaskDuration, true))
                        .skillGroup(5100)
                        .selector(new ScriptSelector("8000", MRD, Script.queueTo(5100)))
                        .agent(new CceAgent(AGENT, LOGIN, Set.of(5100), Map.of(MRD, 1)))
                        .build(),
                InstantSource.system(),
                scheduler);
        router = cce.attach("MR_PG", answer -> {});
        pair = new FinessePair(io.connects.simulators.finesse.FinesseOptions.builder()
                        .media(new FinesseMedia(MRD, "Cases", "Work from Salesforce", true))
                        .tasks(cce, MediaSeats.of(cce))
                        .agent(FinesseAgent.builder(LOGIN, "fixture")
                                .skillTargetId(AGENT)
                                .extension("25011")
                                .build())
                        .build())
                .start();
        session = FinesseOptions.builder()
                .nodes(pair.a().rest().resolve("/"), pair.b().rest().resolve("/"))
                .notifications(pair.a().webSocketWithRest(), pair.b().webSocketWithRest())
                .credentials(new FinesseCredentials.Password(LOGIN, pair.password(LOGIN)))
                .requestTimeout(Duration.ofSeconds(5))
                .outcomeTimeout(Duration.ofMillis(1500))
                .askAgain(Duration.ofMillis(300))
                .build();
        hand = new FinesseHand(new FinesseHand.Domain(MRD, 1, CceOptions.DEFAULT_CORRELATION_VARIABLE), trusting());
        hand.add(AGENT, "25011", session);
    }

    /** Threads and connections for sessions at the pair. */
    ClientResources trusting() {
        return own.resources().trusting(List.of(pair.authorityPem()));
    }

    /** Signs the agent in at Finesse. */
    void signIn() {
        assertThat(hand.open()).succeedsWithin(PATIENCE);
        assertThat(cce.isReady(AGENT) && isRoutable()).isTrue();
    }

    /** Seats the agent, who comes back only when told to after not looking at an offer. */
    SimulatedDesktop sit(Reaction reaction, AfterDecline afterDecline) {
        var desktop = new SimulatedDesktop(
                new SimulatedDesktop.Person(user, AGENT),
                org,
                hand,
                offer -> reaction,
                afterDecline,
                Duration.ofHours(1),
                scheduler);
        signIn();
        return desktop;
    }

    /** As a supervisor does, or the agent at another place. */
    void signOutElsewhere(Request signOut) {
        var live = new CompletableFuture<Void>();
        var listener = new FinesseListener() {
            @Override
            public void live(URI node, boolean moved) {
                live.complete(null);
            }
        };
        try (var elsewhere =
                FinesseSession.open(session.toBuilder().resource("elsewhere").build(), trusting(), listener)) {
            assertThat(live).succeedsWithin(PATIENCE);
            assertThat(elsewhere.perform(signOut)).succeedsWithin(PATIENCE);
        }
    }

    // --- the adapter's part

    /** A case waits, and the agent is offered its task. */
    Item chosen() {
        var queued = org.createCase(Map.of("Subject", "Broken"), queue);
        Item item = new Item(queued.workItemId(), queued.psrId(), queued.psrId() + ":1");
        submit(item, null);
        until(() -> task(item).agent() != null);
        until(() -> atFinesse() == MediaState.RESERVED || task(item).ending() != null);
        return item;
    }

    /** Asks for an agent, and returns when the task is with the agent or in queue. */
    void submit(Item item, @Nullable TaskId previous) {
        int before = cce.ledger().tasks(item.correlation()).size();
        router.newTask(new RouteRequest(
                ++dialogue,
                MRD,
                "8000",
                null,
                previous,
                Map.of(CceOptions.DEFAULT_CORRELATION_VARIABLE, item.correlation())));
        until(() -> cce.ledger().tasks(item.correlation()).size() > before
                && !task(item).taskId().isEmpty());
    }

    /** Creates the AgentWork and gives its id. */
    String assign(Item item) {
        var answer = rest.assign(item.psrId(), user);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    /** What an AgentWork is created of, as long as the PSR is there. */
    Map<String, Object> toCreate(Item item) {
        var psr = rest.get(RestClient.DATA + "/sobjects/PendingServiceRouting/" + item.psrId());
        return RestClient.assignment(psr.json(), item.psrId(), user);
    }

    /** Tries to create an AgentWork and gives the error. */
    String refused(Map<String, Object> agentWork) {
        return rest.post(RestClient.DATA + "/sobjects/AgentWork", agentWork).errorCode();
    }

    // --- what is

    TaskEntry task(Item item) {
        List<TaskEntry> all = cce.ledger().tasks(item.correlation());
        return all.get(all.size() - 1);
    }

    String status(String agentWork) {
        return String.valueOf(org.record(agentWork).orElseThrow().get("Status"));
    }

    /** Whether the item waits in Salesforce for an agent. */
    boolean waits(Item item) {
        return org.record(item.psrId())
                .filter(psr -> psr.get("IsPushed").equals(false))
                .isPresent();
    }

    /** RESERVED with an offered task, ACTIVE with a started one, READY with none. */
    MediaState atFinesse() {
        return pair.mediaState(LOGIN, MRD);
    }

    /** As both say. */
    boolean isRoutable() {
        return cce.isRoutable(AGENT) && pair.isRoutable(LOGIN, MRD);
    }

    /** As both say. */
    boolean isNotRoutable() {
        return !cce.isRoutable(AGENT) && !pair.isRoutable(LOGIN, MRD);
    }

    void until(Callable<Boolean> condition) {
        await().pollInterval(20, TimeUnit.MILLISECONDS).atMost(PATIENCE).until(condition);
    }

    @Override
    public void close() {
        hand.close();
        own.close();
        router.close();
        pair.close();
        org.close();
        scheduler.shutdownNow();
    }
}
