package io.connects.host;

import io.connects.core.routing.Agent;
import io.connects.finesse.routing.FinesseMedia;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How an agent stands on both sides at one moment. Immutable.
 *
 * @param username in Salesforce; empty when the org does not know the user
 * @param state at Finesse in the voice domain, in Cisco's word; empty when it is not known
 * @param status in Omni-Channel: a presence status, or {@link #SIGNED_OUT}; empty when it may not be read
 * @param domains the media routing domains that the agent is signed in to; empty when they may not be read
 * @param remedies what to do about everything that is wrong; none when all is well
 */
public record AgentStanding(
        Agent agent,
        String username,
        String state,
        Optional<String> status,
        Optional<List<FinesseMedia.Domain>> domains,
        List<String> remedies) {
    /** The status of somebody who has none. */
    public static final String SIGNED_OUT = "signed out";

    public AgentStanding {
        domains = domains.map(List::copyOf);
        remedies = List.copyOf(remedies);
    }

    public boolean isWell() {
        return remedies.isEmpty();
    }

    /** One line for people. */
    String text() {
        return agent.loginId() + " = " + (username.isEmpty() ? agent.userId() : username) + ", skill target id "
                + agent.skillTargetId() + "; Finesse " + (state.isEmpty() ? "unknown" : state) + "; Salesforce "
                + status.orElse("unknown") + "; "
                + domains.map(AgentStanding::text).orElse("routable unknown");
    }

    private static String text(List<FinesseMedia.Domain> domains) {
        return domains.isEmpty()
                ? "in no media routing domain"
                : domains.stream()
                        .map(domain -> domain.name() + " " + domain.state()
                                + domain.routable()
                                        .map(routable -> routable ? " routable" : " not routable")
                                        .orElse(""))
                        .collect(Collectors.joining(", "));
    }
}
