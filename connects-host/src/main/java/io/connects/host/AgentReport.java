package io.connects.host;

import io.connects.core.directory.SalesforceUser;
import io.connects.core.routing.Agent;
import io.connects.finesse.routing.FinesseAgent;
import io.connects.finesse.routing.FinesseMedia;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds what both sides tell of agents against each other. Immutable but for its building. */
final class AgentReport {
    private final Map<String, FinesseAgent> finesse = new HashMap<>();
    private final Map<String, SalesforceUser> userOfLogin = new HashMap<>();
    private final Map<String, SalesforceUser> userOfId = new HashMap<>();
    private final Optional<Map<String, String>> statuses;
    private final Map<String, List<FinesseMedia.Domain>> media;

    /**
     * @param statuses presence by user id; empty when it may not be read
     * @param media domains by login id, as far as they may be read
     */
    AgentReport(
            Collection<FinesseAgent> ciscoUsers,
            Collection<SalesforceUser> salesforceUsers,
            Optional<Map<String, String>> statuses,
            Map<String, List<FinesseMedia.Domain>> media) {
        ciscoUsers.forEach(agent -> finesse.put(key(agent.user().loginId()), agent));
        salesforceUsers.forEach(user -> {
            userOfId.put(user.userId(), user);
            userOfLogin.put(key(user.joinValue()), user);
        });
        this.statuses = statuses;
        this.media = media;
    }

    /**
     * Each agent's, by login id.
     *
     * @param agents whom the routing engine would know
     */
    List<AgentStanding> standings(Collection<Agent> agents) {
        return agents.stream()
                .sorted(Comparator.comparing(Agent::loginId))
                .map(this::standing)
                .toList();
    }

    private AgentStanding standing(Agent agent) {
        FinesseAgent cisco = finesse.get(key(agent.loginId()));
        SalesforceUser user = userOfId.get(agent.userId());
        Optional<List<FinesseMedia.Domain>> domains = Optional.ofNullable(media.get(agent.loginId()));
        return new AgentStanding(
                agent,
                user == null ? "" : user.username(),
                cisco == null ? "" : cisco.state(),
                statuses.map(known -> known.getOrDefault(agent.userId(), AgentStanding.SIGNED_OUT)),
                domains,
                remedies(agent, cisco, domains.orElse(List.of())));
    }

    /** For everything that is wrong with an agent who is one. */
    private List<String> remedies(Agent agent, @Nullable FinesseAgent cisco, List<FinesseMedia.Domain> domains) {
        var remedies = new ArrayList<String>();
        SalesforceUser joined = userOfLogin.get(key(agent.loginId()));
        if (joined != null && !joined.userId().equals(agent.userId())) {
            remedies.add("the login id is in the join field of " + joined.username()
                    + ", but the configuration names another user: correct one of the two");
        }
        if (cisco == null) {
            remedies.add("Finesse does not know the login id: correct it, or create the agent at Cisco");
        } else {
            Integer target = cisco.user().skillTargetId();
            if (target != null && target != agent.skillTargetId()) {
                remedies.add("Finesse tells the skill target id " + target + ": correct the configuration");
            }
            if (statuses.isPresent() && !(cisco.state().isEmpty() && domains.isEmpty())) {
                presence(cisco.signedIn() || !domains.isEmpty(), statuses.get().containsKey(agent.userId()), remedies);
            }
        }
        domains.stream()
                .filter(domain ->
                        domain.routable().isPresent() && !domain.routable().get())
                .forEach(domain -> remedies.add("gets no tasks of " + domain.name()
                        + ", perhaps because one was not taken in time: let the agent become routable or ready again"));
        return remedies;
    }

    private static void presence(boolean atCisco, boolean inSalesforce, List<String> remedies) {
        if (atCisco && !inSalesforce) {
            remedies.add("signed in at Cisco only: sign in to Omni-Channel, or out at Cisco");
        } else if (inSalesforce && !atCisco) {
            remedies.add("signed in to Omni-Channel only: sign in at Cisco, or go offline");
        }
    }

    private static String key(String login) {
        return login.strip().toLowerCase(Locale.ROOT);
    }
}
