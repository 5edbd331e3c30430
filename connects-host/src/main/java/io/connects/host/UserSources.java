package io.connects.host;

import io.connects.core.directory.SalesforceUser;
import io.connects.core.http.OwnResources;
import io.connects.core.routing.Agent;
import io.connects.core.routing.Agents;
import io.connects.finesse.PairReads;
import io.connects.finesse.routing.FinesseAgent;
import io.connects.finesse.routing.FinesseMedia;
import io.connects.finesse.routing.FinesseUsers;
import io.connects.host.config.RouteConfig;
import io.connects.host.config.RouteConfig.AgentsFrom;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.routing.OrgUsers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Both halves of who is who on a route, over its protocols. Thread-safe. */
final class UserSources implements AgentSources, AutoCloseable {
    /** Five a second, so that Finesse has time for its agents. */
    private static final Duration PACE = Duration.ofMillis(200);

    private final OwnResources own = new OwnResources("finesse-users");
    private final AgentsFrom from;
    private final FinesseUsers finesse;
    private final FinesseMedia media;
    private final OrgUsers org;

    private final Agents listed;

    /**
     * @param listed the agents that are configured
     * @param client stays the caller's
     */
    UserSources(RouteConfig.Finesse config, Agents listed, SalesforceClient client) {
        this.listed = listed;
        var reads = new PairReads(config.options(), own.resources());
        this.from = config.agents();
        this.finesse = new FinesseUsers(reads, own.resources().timer(), PACE);
        this.media = new FinesseMedia(reads, own.resources().timer(), PACE);
        this.org = new OrgUsers(client.rest(), config.joinField());
    }

    /** Where agents are configured alone, their login ids are the join values, and no others are of interest. */
    @Override
    public CompletableFuture<List<SalesforceUser>> salesforce() {
        return from == AgentsFrom.CONFIGURED
                ? org.of(listed.all().stream().collect(Collectors.toMap(Agent::userId, Agent::loginId)))
                : org.joinable();
    }

    @Override
    public CompletableFuture<List<FinesseAgent>> finesse(Collection<String> loginIds) {
        return from == AgentsFrom.FINESSE ? finesse.all() : finesse.of(loginIds);
    }

    /** Whatever the administrator's list left out of these agents. */
    CompletableFuture<List<FinesseAgent>> singly(Collection<String> loginIds) {
        return finesse.of(loginIds);
    }

    CompletableFuture<Map<String, String>> statuses() {
        return org.statuses();
    }

    CompletableFuture<Map<String, List<FinesseMedia.Domain>>> media(Collection<String> loginIds) {
        return media.of(loginIds);
    }

    @Override
    public void close() {
        own.close();
    }
}
