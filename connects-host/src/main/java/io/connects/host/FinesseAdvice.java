package io.connects.host;

import io.connects.core.http.OwnResources;
import io.connects.core.routing.AgentDirectory;
import io.connects.core.routing.Agents;
import io.connects.core.routing.TaskLifecycle;
import io.connects.finesse.routing.FinesseTaskLifecycle;
import io.connects.host.config.RouteConfig;
import io.connects.salesforce.SalesforceClient;
import java.util.List;

/**
 * What Finesse adds to a route: who the agents are, where it is asked for that, and what becomes of the account's own tasks. Nothing waits for it, and
 * nothing is refused because of it.
 */
record FinesseAdvice(AgentDirectory directory, TaskLifecycle lifecycle, List<Runnable> endings) {
    FinesseAdvice {
        endings = List.copyOf(endings);
    }

    /** @param client stays the caller's */
    static FinesseAdvice of(RouteConfig config, SalesforceClient client) {
        Agents listed = config.routing().agents();
        RouteConfig.Finesse finesse = config.finesse();
        if (finesse == null) {
            return new FinesseAdvice(AgentDirectory.of(listed), TaskLifecycle.unknown(), List.of());
        }
        var lifecycle = new FinesseTaskLifecycle(finesse.options());
        if (finesse.agents() == RouteConfig.AgentsFrom.CONFIGURED) {
            return new FinesseAdvice(AgentDirectory.of(listed), lifecycle, List.of(lifecycle::close));
        }
        var own = new OwnResources("agents");
        var sources = new UserSources(finesse, listed, client);
        var directory = new FoundAgents(
                config.name(),
                sources,
                KnownAgents.of(config),
                own.resources().timer(),
                own.resources().random());
        return new FinesseAdvice(
                directory, lifecycle, List.of(lifecycle::close, directory::close, sources::close, own::close));
    }

    void close() {
        endings.forEach(Runnable::run);
    }
}
