package io.connects.simulators.salesforce;

import io.connects.simulators.desktop.OmniHand;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Salesforce org on loopback: OAuth, REST and the CometD Streaming API over real HTTP, and Omni-Channel with External
 * Routing behind them. Drive it with the methods here, watch it with {@link #ledger()}, break it with {@link #faults()}. By default it accepts
 * a second active AgentWork for one work item, because no public source says that an org refuses it.
 *
 * <p>{@link #stop()} takes the servers down and {@link #start()} brings them back on the same port; records and events stay, and clocks go on.
 * Thread-safe. Public sources: the object reference for PendingServiceRouting, AgentWork and UserServicePresence, the Omni-Channel Developer Guide
 * (External Routing) and the Streaming API Developer Guide.
 */
public final class SalesforceOrg implements OmniHand, AutoCloseable {
    private final OrgOptions options;
    private final OrgCore core;
    private final ScheduledExecutorService scheduler;
    private final boolean ownScheduler;
    private final HandListeners hands = new HandListeners();
    private final PushTimers timers;
    private final AgentWorks works;
    private final OmniChannel omni;
    private final RecordWrites writes;
    private final WorkItems items;
    private final Tokens tokens = new Tokens();
    private final OrgFaults faults = new OrgFaults();
    private final ConnectedApp app = new ConnectedApp();
    private final RestApi api;
    private final OrgEndpoint endpoint;
    private final String runAsUser;

    /** An org with the given options, not yet listening. Reads its journal when it has one. */
    public SalesforceOrg(OrgOptions options) {
        this.options = options;
        core = new OrgCore(options, faults);
        var given = options.scheduler();
        ownScheduler = given == null;
        scheduler = given == null ? PushTimers.newScheduler() : given;
        faults.streaming(
                this::killStreamingSessions,
                this::endConnects,
                () -> core.call(() -> {
                    core.log().forget();
                    return null;
                }));
        timers = new PushTimers(core, scheduler);
        var routings = new ServiceRoutings();
        works = new AgentWorks(core, routings, timers, hands);
        omni = new OmniChannel(routings, works);
        writes = new RecordWrites(core.schema(), core.topics(), omni, works);
        runAsUser = core.transact(tx -> {
            works.resume(tx.store());
            return OrgSetup.furnish(tx, core.schema());
        });
        items = new WorkItems(writes, omni, runAsUser);
        api = new RestApi(core, writes, faults, options, runAsUser);
        endpoint = new OrgEndpoint(options, core, faults, api, scheduler, runAsUser, tokens, app);
    }

    /** An org with the default options. */
    public SalesforceOrg() {
        this(OrgOptions.builder().build());
    }

    /** Starts listening; does nothing when it listens already. Fails with IllegalStateException, naming the port, when that is taken. */
    public SalesforceOrg start() {
        endpoint.start();
        return this;
    }

    /** Stops listening and drops every connection; what the org knows stays. */
    public void stop() {
        endpoint.stop();
    }

    /** Stops for good and ends every thread the org started. */
    @Override
    public void close() {
        stop();
        core.call(() -> {
            timers.close();
            return null;
        });
        if (ownScheduler) {
            scheduler.shutdownNow();
        }
        core.close();
        hands.close();
    }

    /** The port it listens on, or last listened on; 0 before the first start. */
    public int port() {
        return endpoint.port();
    }

    /** Where clients go: {@code http://127.0.0.1:port}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The connected app's consumer key. */
    public String clientId() {
        return options.clientId();
    }

    /** The connected app's consumer secret, a fixture that guards nothing. */
    public String clientSecret() {
        return options.clientSecret();
    }

    /** Who may log in to the org, beside that id and secret. */
    public ConnectedApp app() {
        return app;
    }

    /**
     * Moves the org to another instance: tokens and streaming sessions end, new tokens name another host, and the old one answers with a
     * redirect. Clients log in where they did. A stop and start moves it back.
     */
    public void switchInstance() {
        endpoint.move();
        expireTokens();
        killStreamingSessions();
    }

    /** Counts API requests of other clients against the day's allowance. */
    public void spendRequests(int requests) {
        api.spend(requests);
    }

    /** How many API requests count against the day's allowance so far. */
    public int requestsUsed() {
        return api.used();
    }

    /** The faults that can be switched on. */
    public OrgFaults faults() {
        return faults;
    }

    /** Lets the faults of a script happen by the org's clock from now on, until the org is closed. */
    public void run(FaultScript script) {
        script.start(this, scheduler);
    }

    /** The account of everything up to now. */
    public SalesforceLedger ledger() {
        return core.ledger();
    }

    /** How many access tokens were issued. */
    public int tokensIssued() {
        return tokens.issued();
    }

    /** Makes every access token issued so far invalid. */
    public void expireTokens() {
        tokens.expireAll();
    }

    /** Forgets every streaming session; clients learn it from {@code 403::Unknown client}. */
    public void killStreamingSessions() {
        endpoint.streaming(StreamingServlet::killSessions);
    }

    private void endConnects() {
        endpoint.streaming(StreamingServlet::endConnects);
    }

    /** Whether to refuse an AgentWork for a PSR or work item that has one Assigned or Opened. */
    public void refuseSecondAgentWork(boolean refuse) {
        core.call(() -> {
            works.refuseSecond(refuse);
            return null;
        });
    }

    /** Creates a queue with its routing configuration; gives the queue's Group id. */
    public String createQueue(QueueSettings settings) {
        return core.transact(tx -> OrgSetup.queue(tx, settings));
    }

    /** Creates a queue with External Routing. */
    public String createQueue(String name, Duration pushTimeout) {
        return createQueue(QueueSettings.external(name, pushTimeout));
    }

    /** Creates an active user who can take {@code capacity} units of work at once; gives the user's id. */
    public String createUser(String name, double capacity) {
        return core.transact(tx -> OrgSetup.user(tx, name, capacity));
    }

    /** Activates or deactivates a user. */
    public void setActive(String userId, boolean active) {
        core.transact(tx -> tx.update(OrgSetup.existing(tx, userId), Map.of("IsActive", active), "setup"));
    }

    /** Sets the user's FederationIdentifier, by which other systems know him; a blank value empties it. */
    public void setFederationIdentifier(String userId, String value) {
        var field = new HashMap<String, @Nullable Object>();
        field.put("FederationIdentifier", value.isBlank() ? null : value);
        core.transact(tx -> tx.update(OrgSetup.existing(tx, userId), field, "setup"));
    }

    /** Brings the user online in Omni-Channel, or gives him a fresh presence when he is online. */
    public void online(String userId) {
        core.transact(tx -> Presences.online(
                tx,
                OrgSetup.existing(tx, userId),
                tx.store().all("ServicePresenceStatus").iterator().next()));
    }

    /** Takes the user offline: his offers become Unavailable, his open work stays. */
    public void offline(String userId) {
        core.transact(tx -> {
            if (Presences.offline(tx, OrgSetup.existing(tx, userId).id())) {
                works.offline(tx, userId);
            }
            return null;
        });
    }

    /**
     * A work item and the PSR it waits with.
     *
     * @param psrId empty when its queue has no External Routing
     */
    public record Queued(String workItemId, String psrId) {}

    /** Creates a Case owned by the queue. */
    public Queued createCase(Map<String, ?> fields, String queueId) {
        return createWork("Case", fields, queueId, Map.of());
    }

    /**
     * Creates a work item of any object owned by the queue.
     *
     * @param psrFields fields to set on the PSR, such as PreferredUserId, IsPreferredUserRequired or IsReadyForRouting
     */
    public Queued createWork(String object, Map<String, ?> fields, String queueId, Map<String, ?> psrFields) {
        return core.transact(tx -> items.create(tx, core.schema().require(object), fields, queueId, psrFields));
    }

    /** Withdraws a waiting item, by its own or its PSR's id: the PSR goes, offers are Canceled. False when it was not waiting. */
    public boolean withdraw(String id) {
        return core.transact(tx -> items.withdraw(tx, id));
    }

    /**
     * Takes open work from its agent: Canceled. The work item stays as it is. False when the agent work is not open. What makes an org do so
     * depends on the channel and is not described in public.
     */
    public boolean cancelOpen(String agentWorkId) {
        return press(agentWorkId, works::cancelOpen);
    }

    /**
     * Gives the item to a queue. While it waits, its PSR moves there with a higher Serial; when an agent has it open this is a transfer, with a
     * new PSR. Gives the PSR's id, empty when the queue has no External Routing.
     */
    public String moveToQueue(String workItemId, String queueId) {
        return core.transact(tx -> items.moveToQueue(tx, workItemId, queueId));
    }

    /** Gives at most {@code limit} waiting items of a queue to another by one transaction, the oldest first; gives how many. */
    public int moveAll(String fromQueue, String toQueue, int limit) {
        return core.transact(tx -> items.moveAll(tx, fromQueue, toQueue, limit));
    }

    /** Creates {@code count} Cases owned by the queue in transactions of 200, as an import does. */
    public List<Queued> importCases(int count, String queueId) {
        List<Queued> all = new ArrayList<>();
        while (all.size() < count) {
            int from = all.size();
            all.addAll(core.transact(tx -> items.importCases(tx, core.schema().require("Case"), from, count, queueId)));
        }
        return all;
    }

    /** Changes fields of a waiting PSR, such as RoutingPriority, PreferredUserId or IsReadyForRouting, with a higher Serial; false when it is gone. */
    public boolean retarget(String psrId, Map<String, ? extends @Nullable Object> fields) {
        return core.transact(tx -> omni.retarget(tx, psrId, fields));
    }

    /** Creates a PushTopic that notifies of create, update and delete by referenced fields; gives its id. */
    public String createPushTopic(String name, String query) {
        return core.transact(tx -> writes.insert(
                        tx, core.schema().require("PushTopic"), OrgSetup.pushTopic(name, query), runAsUser, Map.of())
                .item()
                .id());
    }

    /**
     * Creates a custom channel of Change Data Capture with an unfiltered member for each object; gives its id.
     *
     * @param name with its suffix, for example {@code ConnectsRouting__chn}
     */
    public String createChangeChannel(String name, String... objects) {
        return core.transact(tx -> core.channels().create(tx, name, List.of(objects)));
    }

    /** Sends GAP_OVERFLOW for an object to every channel that has its changes. */
    public void overflowChanges(String object) {
        core.overflow(object);
    }

    /** Adds an object while the org runs, as {@link OrgOptions.Builder#object} does before. A journal does not keep it. */
    public void addObject(String definition) {
        core.transact(tx -> {
            core.schema().read(definition);
            OrgSetup.serviceChannels(tx, core.schema());
            return null;
        });
    }

    /** The fields of a live record; empty when there is none. Values are String, Boolean, Long or Double. */
    public Optional<Map<String, Object>> record(String id) {
        return core.transact(tx -> tx.find(id).map(Row::fields));
    }

    /** The ids of all live records of an object by the value of a field, in order of creation; of equal values the newest. */
    public Map<String, String> everyNamed(String object, String field) {
        return core.transact(tx -> {
            var ids = new LinkedHashMap<String, String>();
            for (Row row : tx.store().all(core.schema().require(object).name())) {
                ids.put(String.valueOf(row.get(field)), row.id());
            }
            return ids;
        });
    }

    @Override
    public void onOffer(String userId, Consumer<Offer> listener) {
        core.transact(tx -> {
            List<Offer> standing = tx.store().all(AgentWorks.TYPE).stream()
                    .filter(work -> "Assigned".equals(work.text("Status")) && work.refersTo("UserId", userId))
                    .map(AgentWorks::offer)
                    .toList();
            hands.onOffer(userId, listener, standing);
            return null;
        });
    }

    @Override
    public void onGone(String userId, Consumer<String> agentWorkIdListener) {
        hands.onGone(userId, agentWorkIdListener);
    }

    @Override
    public boolean isOnline(String userId) {
        return core.transact(tx -> Presences.current(tx.store(), SalesforceId.of18(userId)) != null);
    }

    @Override
    public boolean accept(String agentWorkId) {
        return press(agentWorkId, works::accept);
    }

    @Override
    public boolean decline(String agentWorkId) {
        return press(agentWorkId, works::decline);
    }

    @Override
    public boolean close(String agentWorkId) {
        return press(agentWorkId, works::close);
    }

    private boolean press(String agentWorkId, BiPredicate<Transaction, String> button) {
        return core.transact(tx -> button.test(tx, agentWorkId));
    }
}
