package io.connects.sandbox;

import io.connects.core.http.ClientResources;
import io.connects.core.http.OwnResources;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.FinesseOptions;
import io.connects.simulators.cce.CceOptions;
import io.connects.simulators.cce.LittleCce;
import io.connects.simulators.desktop.FinesseHand;
import io.connects.simulators.finesse.AuthMode;
import io.connects.simulators.finesse.FinesseAgent;
import io.connects.simulators.finesse.FinesseMedia;
import io.connects.simulators.finesse.FinessePair;
import io.connects.simulators.finesse.MediaSeats;
import io.connects.simulators.finesse.MediaState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pair of Finesse servers for the agents of a little CCE, and the hands by which these work through it. All agents share threads and connections. */
final class FinesseSite implements AutoCloseable {
    /** A few seconds, as all times here: a request that a node forgets must not cost a start timeout. */
    private static final Duration OUTCOME = Duration.ofSeconds(3);

    private static final Duration REQUEST = Duration.ofSeconds(2);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofSeconds(20);
    /** From the moment at which the pair has answered until the adapter has read the answer, and to spare. */
    private static final Duration TO_READ = Duration.ofMillis(500);

    /** What the media routing domain is called. */
    static final String DOMAIN = "Cases";

    /** The adapter's own account: an administrator, and no agent. */
    private static final String ACCOUNT = "adapter";

    private static final String PASSWORD_VARIABLE = "CONNECTS_SANDBOX_FINESSE_PASSWORD";

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
    /** Null when agents have passwords. */
    final @Nullable SsoSite sso;

    final FinesseHand hand;
    private final Transport transport;
    private final OwnResources own = new OwnResources("desktops");
    private final ClientResources desktops;
    private volatile boolean ready;

    /**
     * Starts the pair; every agent is signed out.
     *
     * @param agents skill target ids; who has 5011 is agent5011
     * @param singleSignOn whether agents sign in at an identity service
     */
    FinesseSite(LittleCce cce, Collection<Integer> agents, Transport transport, boolean singleSignOn) {
        this.transport = transport;
        this.sso = singleSignOn
                ? new SsoSite(agents.stream().map(FinesseSite::login).toList())
                : null;
        var options = io.connects.simulators.finesse.FinesseOptions.builder()
                .media(new FinesseMedia(ContactCentre.MRD, DOMAIN, "Work from Salesforce", true))
                .tasks(cce, MediaSeats.of(cce))
                .agent(FinesseAgent.builder(ACCOUNT, "fixture-" + ACCOUNT)
                        .administrator()
                        .build());
        agents.forEach(id -> options.agent(FinesseAgent.builder(login(id), "fixture-" + id)
                .skillTargetId(id)
                .extension(extension(id))
                .build()));
        if (sso != null) {
            options.sso(sso.ids, AuthMode.SSO);
        }
        pair = new FinessePair(options.build()).start();
        desktops = own.resources()
                .trusting(
                        sso == null
                                ? List.of(pair.authorityPem())
                                : List.of(pair.authorityPem(), sso.ids.authorityPem()));
        hand = new FinesseHand(
                new FinesseHand.Domain(
                        ContactCentre.MRD, ContactCentre.TASKS_AT_ONCE, CceOptions.DEFAULT_CORRELATION_VARIABLE),
                desktops);
        agents.forEach(id -> hand.add(id, extension(id), session(login(id))));
    }

    private URI[] notifications() {
        return transport == Transport.BOSH
                ? new URI[] {pair.a().bosh(), pair.b().bosh()}
                : new URI[] {pair.a().webSocketWithRest(), pair.b().webSocketWithRest()};
    }

    private FinesseOptions session(String login) {
        return FinesseOptions.builder()
                .nodes(pair.a().rest().resolve("/"), pair.b().rest().resolve("/"))
                .notifications(notifications())
                .credentials(credentials(login))
                .requestTimeout(REQUEST)
                .outcomeTimeout(OUTCOME)
                .askAgain(ASK_AGAIN)
                .poll(POLL)
                .build();
    }

    private FinesseCredentials credentials(String login) {
        return sso == null
                ? new FinesseCredentials.Password(login, pair.password(login))
                : new FinesseCredentials.AccessToken(login, sso.tokens(login, pair, desktops));
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

    /** Whether everybody has been ready once, and the adapter knows them. */
    boolean ready() {
        return ready && isListRead();
    }

    /** Whether the adapter's account has been told who the agents are. */
    private boolean isListRead() {
        Instant before = Instant.now().minus(TO_READ);
        return pair.ledger().requests().stream()
                .anyMatch(request -> request.user().equals(ACCOUNT)
                        && request.path().equals("Users")
                        && request.status() == 200
                        && request.at().isBefore(before));
    }

    /** The section of the adapter's configuration, as lines of a route. */
    List<String> configuration() {
        return List.of(
                "finesse:",
                "  nodes: " + list(pair.a().rest().resolve("/"), pair.b().rest().resolve("/")),
                "  notifications: " + list(notifications()),
                "  user: " + ACCOUNT,
                "  password: ${env:" + PASSWORD_VARIABLE + "}",
                "  trustFiles: [\"" + pair.authorityPem() + "\"]",
                "  agents: finesse");
    }

    private static String list(URI... addresses) {
        return Stream.of(addresses).map(uri -> "\"" + uri + "\"").collect(Collectors.joining(", ", "[", "]"));
    }

    /** What that section needs of the environment. */
    Map<String, String> environment() {
        return Map.of(PASSWORD_VARIABLE, pair.password(ACCOUNT).reveal());
    }

    /** Where an agent is to Finesse. */
    MediaState state(int skillTargetId) {
        return pair.mediaState(login(skillTargetId), ContactCentre.MRD);
    }

    /** Whether Finesse lets tasks be routed to an agent. */
    boolean isRoutable(int skillTargetId) {
        return pair.isRoutable(login(skillTargetId), ContactCentre.MRD);
    }

    @Override
    public void close() {
        hand.close();
        if (sso != null) {
            sso.close();
        }
        own.close();
        pair.close();
    }
}
