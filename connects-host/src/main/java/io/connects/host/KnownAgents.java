package io.connects.host;

import io.connects.core.directory.AgentJoin;
import io.connects.core.directory.CiscoUser;
import io.connects.core.directory.JoinFinding;
import io.connects.core.directory.JoinMemory;
import io.connects.core.directory.SalesforceUser;
import io.connects.core.routing.Agent;
import io.connects.core.routing.Agents;
import io.connects.finesse.routing.FinesseAgent;
import io.connects.host.config.RouteConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The agents that are configured, and what they add to those that are found. Whoever is configured is an agent, whatever is found. Immutable. */
final class KnownAgents {
    private final List<Agent> listed;
    private final String account;
    private final Map<String, Agent> byLogin = new HashMap<>();

    /** @param account login id of the adapter's own account at Finesse, which need not be an agent's; empty for none */
    KnownAgents(Agents listed, String account) {
        this.listed = listed.all();
        this.account = key(account);
        this.listed.forEach(agent -> byLogin.put(key(agent.loginId()), agent));
    }

    /** Those of a route. */
    static KnownAgents of(RouteConfig route) {
        RouteConfig.Finesse finesse = route.finesse();
        return new KnownAgents(
                route.routing().agents(),
                finesse == null ? "" : finesse.options().credentials().loginId());
    }

    /** Login ids of the active users of the org, and of those that are configured. */
    Set<String> logins(Collection<SalesforceUser> users) {
        var logins = new LinkedHashSet<String>();
        listed.forEach(agent -> logins.add(agent.loginId()));
        var seen = new HashSet<>(byLogin.keySet());
        users.stream()
                .filter(SalesforceUser::active)
                .map(SalesforceUser::joinValue)
                .filter(value -> seen.add(key(value)))
                .forEach(logins::add);
        return logins;
    }

    /**
     * Joins, with the skill target ids that Finesse did not tell but the configuration does. That the adapter's own account is nobody's in Salesforce is
     * no finding.
     */
    AgentJoin.Joined join(Collection<FinesseAgent> finesse, Collection<SalesforceUser> users, JoinMemory before) {
        AgentJoin.Joined joined =
                AgentJoin.of(finesse.stream().map(agent -> filled(agent.user())).toList(), users, before);
        List<JoinFinding> findings = joined.findings().stream()
                .filter(finding -> finding.kind() != JoinFinding.Kind.NO_SALESFORCE_USER
                        || !key(finding.subject()).equals(account))
                .toList();
        return new AgentJoin.Joined(joined.joined(), findings, joined.memory());
    }

    private CiscoUser filled(CiscoUser user) {
        Agent known = byLogin.get(key(user.loginId()));
        return known == null || user.skillTargetId() != null
                ? user
                : new CiscoUser(
                        user.loginId(), known.skillTargetId(), user.firstName(), user.lastName(), user.active());
    }

    /** The configured agents and those of the found who share no id with them. */
    Agents with(Collection<Agent> found) {
        var targets = new HashSet<Integer>();
        var users = new HashSet<String>();
        var all = new ArrayList<Agent>();
        Stream.concat(listed.stream(), found.stream()).forEach(agent -> {
            if (!targets.contains(agent.skillTargetId()) && !users.contains(agent.userId())) {
                targets.add(agent.skillTargetId());
                users.add(agent.userId());
                all.add(agent);
            }
        });
        return Agents.of(all);
    }

    private static String key(String login) {
        return login.strip().toLowerCase(Locale.ROOT);
    }
}
