package io.connects.host;

import io.connects.core.ConnectsException;
import io.connects.core.PeerRefusedException;
import io.connects.core.directory.AgentJoin;
import io.connects.core.directory.JoinFinding;
import io.connects.core.directory.JoinMemory;
import io.connects.core.directory.SalesforceUser;
import io.connects.core.routing.Agent;
import io.connects.finesse.routing.FinesseAgent;
import io.connects.host.config.RouteConfig;
import io.connects.salesforce.SalesforceClient;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who a route's agents are and how each stands on both sides, asked of Finesse and of the org once. Immutable.
 *
 * @param agents whom a route with this configuration would know, by login id
 * @param findings why others are no agents
 */
public record AgentSurvey(List<AgentStanding> agents, List<JoinFinding> findings) {
    public AgentSurvey {
        agents = List.copyOf(agents);
        findings = List.copyOf(findings);
    }

    /**
     * Asks both sides and changes nothing. Blocks, for about 0.2 s an agent; can run beside an adapter.
     *
     * @throws IllegalArgumentException when the route has no Finesse
     * @throws ConnectsException when a side cannot be asked
     */
    public static AgentSurvey of(RouteConfig route) {
        RouteConfig.Finesse finesse = route.finesse();
        if (finesse == null) {
            throw new IllegalArgumentException("route: " + route.name() + " has no finesse section");
        }
        var known = KnownAgents.of(route);
        try (SalesforceClient client = SalesforceClient.open(route.salesforce().options());
                var sources = new UserSources(finesse, route.routing().agents(), client)) {
            List<SalesforceUser> users = Answer.of(sources.salesforce());
            List<FinesseAgent> told = Answer.of(sources.finesse(known.logins(users)));
            AgentJoin.Joined joined = known.join(told, users, JoinMemory.NONE);
            List<Agent> agents = known.with(joined.joined()).all();
            List<FinesseAgent> cisco = withStates(sources, told, agents);
            var report = new AgentReport(
                    cisco,
                    users,
                    statuses(sources),
                    Answer.of(sources.media(agents.stream().map(Agent::loginId).toList())));
            return new AgentSurvey(report.standings(agents), joined.findings());
        }
    }

    /** A list may leave out the states; then agents are asked about singly. */
    private static List<FinesseAgent> withStates(UserSources sources, List<FinesseAgent> told, List<Agent> agents) {
        var stateless = new HashSet<String>();
        told.stream()
                .filter(agent -> agent.state().isEmpty())
                .forEach(agent -> stateless.add(agent.user().loginId()));
        List<String> asked =
                agents.stream().map(Agent::loginId).filter(stateless::contains).toList();
        // The later of two that are told of one login id counts.
        return Stream.concat(told.stream(), Answer.of(sources.singly(asked)).stream())
                .toList();
    }

    /** Empty when the adapter's user may not see who is signed in. */
    private static Optional<Map<String, String>> statuses(UserSources sources) {
        try {
            return Optional.of(Answer.of(sources.statuses()));
        } catch (PeerRefusedException e) {
            return Optional.empty();
        }
    }
}
