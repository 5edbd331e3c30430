package io.connects.host;

import io.connects.core.http.OwnResources;
import io.connects.core.routing.AgentDirectory;
import io.connects.core.routing.TaskLifecycle;
import io.connects.host.config.RouteConfig;
import io.connects.salesforce.SalesforceClient;
import java.util.List;

/** What Finesse adds to a route: who the agents are, where it is asked for that. Nothing waits for it, and nothing is refused because of it. */
record FinesseAdvice(AgentDirectory directory, TaskLifecycle lifecycle, List<Runnable> endings) {
    FinesseAdvice {
        endings = List.copyOf(endings);
    }

    /** @param client stays the caller's */
    static FinesseAdvice of(RouteConfig config, SalesforceClient client) {
        RouteConfig.Finesse finesse = config.finesse();
        var listed = AgentDirectory.of(config.routing().agents());
        if (finesse == null || finesse.agents() == RouteConfig.AgentsFrom.CONFIGURED) {
            return new FinesseAdvice(listed, TaskLifecycle.unknown(), List.of());
        }
        var own = new OwnResources("agents");
        var sources = new UserSources(finesse, config.routing().agents(), client);
        var directory = new FoundAgents(
                config.name(),
                sources,
                new KnownAgents(config.routing().agents()),
                own.resources().timer(),
                own.resources().random());
        return new FinesseAdvice(
                directory, TaskLifecycle.unknown(), List.of(directory::close, sources::close, own::close));
    }

    void close() {
        endings.forEach(Runnable::run);
    }
}
