package io.connects.host.config;

import io.connects.core.routing.Agents;
import io.connects.core.routing.RouteMap;
import io.connects.core.routing.RouteTarget;
import io.connects.core.routing.RoutingOptions;
import io.connects.finesse.FinesseOptions;
import io.connects.mri.MriOptions;
import io.connects.salesforce.SalesforceOptions;
import io.connects.salesforce.routing.ExternalRoutingOptions;
import io.connects.sso.ids.IdsOptions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One route: a Salesforce org and the PG that serves it. Immutable.
 *
 * @param name unique in the configuration; names the route in logs
 * @param cisco what the site runs
 * @param mri how to listen for each PIM, by the name that queues use; {@link RouteTarget#ONLY} for one without a name
 * @param finesse null where Finesse is not used
 * @param sso null where single sign-on is not looked at
 */
public record RouteConfig(
        String name,
        CiscoRelease cisco,
        Org salesforce,
        Map<String, MriOptions> mri,
        @Nullable Finesse finesse,
        @Nullable Sso sso,
        Routing routing) {

    /** How to reach the org, and what of it to listen to. */
    public record Org(SalesforceOptions options, ExternalRoutingOptions externalRouting) {}

    /**
     * The Finesse pair that serves the route's agents.
     *
     * @param joinField the field of the org's users that holds the login id
     */
    public record Finesse(FinesseOptions options, AgentsFrom agents, String joinField) {}

    /**
     * The identity service of the site. Routing does not use it.
     *
     * @param nodes one or two, the nearer one first
     * @param issuers how its tokens may name it
     */
    public record Sso(List<IdsOptions> nodes, Set<String> issuers, Tokens tokens) {
        public Sso {
            nodes = List.copyOf(nodes);
            issuers = Set.copyOf(issuers);
        }
    }

    /** What the identity service issues. */
    public enum Tokens {
        /** What it alone can read. */
        OPAQUE,
        /** What anybody can check who has its key. */
        SIGNED
    }

    /** Who says who the agents are. */
    public enum AgentsFrom {
        /** The configuration alone. */
        CONFIGURED,
        /** The administrator's list of users, and the configuration. */
        FINESSE,
        /** Finesse, asked for each login id in the org's join field, and the configuration. */
        FINESSE_LOGINS
    }

    /**
     * What decides about work items.
     *
     * @param agents those that are configured
     * @param queues how many queue and channel pairs {@code map} knows
     */
    public record Routing(Agents agents, RouteMap map, int queues, RoutingOptions options) {}

    public RouteConfig {
        mri = Collections.unmodifiableMap(new LinkedHashMap<>(mri));
    }

    private String pims() {
        return mri.entrySet().stream()
                .map(pim -> (pim.getKey().isEmpty() ? "" : pim.getKey() + " ")
                        + pim.getValue().address().getHostString() + ":"
                        + pim.getValue().address().getPort())
                .collect(Collectors.joining(" and "));
    }

    private static String finesse(Finesse finesse) {
        return (finesse.agents() == AgentsFrom.CONFIGURED ? "" : " and those of Finesse") + ", Finesse "
                + finesse.options().nodes().stream().map(String::valueOf).collect(Collectors.joining(" and "));
    }

    private static String sso(Sso sso) {
        return ", IdS "
                + sso.nodes().stream().map(node -> String.valueOf(node.node())).collect(Collectors.joining(" and "));
    }

    /** One line for people; holds no secret. */
    public String summary() {
        return "route " + name + ": " + cisco + ", MRI on " + pims() + ", org "
                + salesforce.options().loginUri() + ", " + routing.queues()
                + (routing.queues() == 1 ? " queue, " : " queues, ")
                + routing.agents().size()
                + (routing.agents().size() == 1 ? " agent" : " agents")
                + (finesse == null ? "" : finesse(finesse))
                + (sso == null ? "" : sso(sso));
    }
}
