package io.connects.sandbox;

import io.connects.core.Secret;
import io.connects.core.TokenSource;
import io.connects.core.http.ClientResources;
import io.connects.simulators.finesse.FinesseNode;
import io.connects.simulators.finesse.FinessePair;
import io.connects.simulators.ids.IdsLedger;
import io.connects.simulators.ids.IdsOptions;
import io.connects.simulators.ids.IdsUser;
import io.connects.simulators.ids.Lifetimes;
import io.connects.simulators.ids.SimulatedIds;
import io.connects.sso.finesse.FinesseSsoClient;
import io.connects.sso.finesse.UserNameForm;
import io.connects.sso.robot.FormSignIn;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Set;

/** An identity service for agents, and what their desktops need to sign in there. */
final class SsoSite implements AutoCloseable {
    /** Seconds, so that every run sees refreshes; no real identity service goes below 5 min. */
    private static final Lifetimes LIFETIMES = Lifetimes.forTests(Duration.ofSeconds(6), Duration.ofMinutes(30));

    private static final Duration SIGN_IN = Duration.ofSeconds(10);
    private static final Duration REQUEST = Duration.ofSeconds(2);

    final SimulatedIds ids;
    private final List<AgentTokens> agents = new ArrayList<>();

    /** @param logins of everybody who signs in */
    SsoSite(Collection<String> logins) {
        IdsOptions.Builder options = IdsOptions.builder().lifetimes(LIFETIMES);
        logins.forEach(login -> options.user(IdsUser.of(login, password(login))));
        ids = new SimulatedIds(options.build()).start();
    }

    private static String password(String login) {
        return "identity-" + login;
    }

    /**
     * The tokens of an agent, who signs in when the first one is asked for. To be asked for before work begins.
     *
     * @param resources trust the pair and the identity service; stay the caller's
     */
    TokenSource tokens(String login, FinessePair pair, ClientResources resources) {
        var signIn = new FormSignIn(Set.of(ids.uri().getHost()), SIGN_IN, resources);
        var tokens = new AgentTokens(
                login,
                Secret.of(password(login)),
                signIn,
                List.of(client(pair.a(), resources), client(pair.b(), resources)),
                resources);
        agents.add(tokens);
        return tokens;
    }

    private static FinesseSsoClient client(FinesseNode node, ClientResources resources) {
        URI uri = node.rest().resolve("/");
        return new FinesseSsoClient(uri, UserNameForm.QUERY, REQUEST, resources);
    }

    /** How often each agent's tokens were refreshed. */
    IntSummaryStatistics refreshes() {
        return agents.stream().mapToInt(AgentTokens::refreshes).summaryStatistics();
    }

    /** A line of the account. */
    String account() {
        IdsLedger ledger = ids.ledger();
        IntSummaryStatistics each = refreshes();
        return ledger.issued() + " issued at " + ledger.signIns() + " sign-ins, " + ledger.refreshed() + " refreshed, "
                + each.getMin() + " to " + each.getMax() + " times an agent; " + ledger.refused() + " refused";
    }

    @Override
    public void close() {
        agents.forEach(AgentTokens::close);
        ids.close();
    }
}
