package io.connects.sandbox;

import io.connects.core.http.OwnResources;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.FinesseOptions;
import io.connects.simulators.cce.CceOptions;
import io.connects.simulators.cce.LittleCce;
import io.connects.simulators.desktop.FinesseHand;
import io.connects.simulators.finesse.FinesseAgent;
import io.connects.simulators.finesse.FinesseMedia;
import io.connects.simulators.finesse.FinessePair;
import io.connects.simulators.finesse.MediaSeats;
import io.connects.simulators.finesse.MediaState;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** A pair of Finesse servers for the agents of a little CCE, and the hands by which these work through it. All agents share threads and connections. */
final class FinesseSite implements AutoCloseable {
    /** A few seconds, as all times here: a request that a node forgets must not cost a start timeout. */
    private static final Duration OUTCOME = Duration.ofSeconds(3);

    private static final Duration REQUEST = Duration.ofSeconds(2);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofSeconds(20);

    /** How notifications come. */
    enum Transport {
        WEBSOCKET,
        BOSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    final FinessePair pair;
    final FinesseHand hand;
    private final LittleCce cce;
    private final Collection<Integer> agents;
    private final OwnResources own = new OwnResources("desktops");
    private volatile boolean ready;

    /**
     * Starts the pair; every agent is signed out.
     *
     * @param agents skill target ids; who has 5011 is agent5011
     */
    FinesseSite(LittleCce cce, Collection<Integer> agents, Transport transport) {
        this.cce = cce;
        this.agents = List.copyOf(agents);
        var options = io.connects.simulators.finesse.FinesseOptions.builder()
                .media(new FinesseMedia(ContactCentre.MRD, "Cases", "Work from Salesforce", true))
                .tasks(cce, MediaSeats.of(cce));
        agents.forEach(id -> options.agent(FinesseAgent.builder(login(id), "fixture-" + id)
                .skillTargetId(id)
                .extension(extension(id))
                .build()));
        pair = new FinessePair(options.build()).start();
        hand = new FinesseHand(
                new FinesseHand.Domain(
                        ContactCentre.MRD, ContactCentre.TASKS_AT_ONCE, CceOptions.DEFAULT_CORRELATION_VARIABLE),
                own.resources().trusting(List.of(pair.authorityPem())));
        agents.forEach(id -> hand.add(id, extension(id), session(login(id), transport)));
    }

    private FinesseOptions session(String login, Transport transport) {
        var notifications = transport == Transport.BOSH
                ? new URI[] {pair.a().bosh(), pair.b().bosh()}
                : new URI[] {pair.a().webSocketWithRest(), pair.b().webSocketWithRest()};
        return FinesseOptions.builder()
                .nodes(pair.a().rest().resolve("/"), pair.b().rest().resolve("/"))
                .notifications(notifications)
                .credentials(new FinesseCredentials.Password(login, pair.password(login)))
                .requestTimeout(REQUEST)
                .outcomeTimeout(OUTCOME)
                .askAgain(ASK_AGAIN)
                .poll(POLL)
                .build();
    }

    static String login(int skillTargetId) {
        return "agent" + skillTargetId;
    }

    private static String extension(int skillTargetId) {
        return Integer.toString(20_000 + skillTargetId);
    }

    /** Signs everybody in. */
    void open() {
        CompletableFuture<Void> all = hand.open();
        var unused = all.thenRun(() -> ready = true);
    }

    /** Whether everybody has been ready once. */
    boolean ready() {
        return ready;
    }

    int agents() {
        return agents.size();
    }

    /** A sentence for each agent of whom Finesse, the little CCE and the agent's desktop do not say the same. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        for (int id : agents) {
            String atCce =
                    words(cce.isSignedIn(id) ? cce.isReady(id) ? "READY" : "NOT_READY" : "LOGOUT", cce.isRoutable(id));
            String atFinesse = words(
                    state(pair.mediaState(login(id), ContactCentre.MRD)),
                    pair.isRoutable(login(id), ContactCentre.MRD));
            String atDesk = hand.known(id);
            if (!atCce.equals(atFinesse) || !atCce.equals(atDesk)) {
                differences.add("agent " + id + ": CCE has " + atCce + "; Finesse has " + atFinesse
                        + "; the desktop has " + atDesk);
            }
        }
        return differences;
    }

    /** The little CCE does not tell states with tasks apart. */
    private static String state(MediaState state) {
        return state == MediaState.LOGOUT || state == MediaState.NOT_READY ? state.name() : "READY";
    }

    private static String words(String state, boolean routable) {
        return state + (routable ? ", routable" : ", not routable");
    }

    @Override
    public void close() {
        hand.close();
        own.close();
        pair.close();
    }
}
