package io.connects.host;

import io.connects.core.ConnectsException;
import io.connects.core.PeerRefusedException;
import io.connects.core.directory.AgentJoin;
import io.connects.core.directory.JoinMemory;
import io.connects.core.directory.SalesforceUser;
import io.connects.core.routing.Agent;
import io.connects.finesse.routing.FinesseAgent;
import io.connects.host.config.HostConfig;
import io.connects.host.config.RouteConfig;
import io.connects.salesforce.SalesforceClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Tells how each agent stands at Cisco and in Salesforce. Exit codes: 0 when nothing is wrong, 1 when something is or a side cannot be asked, 2 for a
 * fault in the configuration or in the command.
 */
@Command(
        name = "agents",
        mixinStandardHelpOptions = true,
        description =
                "Tells who the agents are, how each stands at Finesse and in Salesforce, and what to do about what is wrong;"
                        + " docs/agents.md explains it.")
final class AgentsCommand implements Callable<Integer> {
    private final BiFunction<Path, ToIntFunction<HostConfig>, Integer> configured;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = ConnectsProgram.CONFIG)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** @param configured reads a configuration and gives it to its use, or answers the exit code of its faults */
    AgentsCommand(BiFunction<Path, ToIntFunction<HostConfig>, Integer> configured) {
        this.configured = configured;
    }

    @Override
    public Integer call() {
        return configured.apply(file, config -> {
            List<RouteConfig> routes = config.routes().stream()
                    .filter(route -> route.finesse() != null)
                    .toList();
            if (routes.isEmpty()) {
                err().println("There is nobody to ask: no route has a finesse section.");
                return ConnectsProgram.BAD_CONFIGURATION;
            }
            int code = ConnectsProgram.OK;
            for (RouteConfig route : routes) {
                out().println("route " + route.name());
                code = Math.max(code, route(route));
            }
            return code;
        });
    }

    private int route(RouteConfig route) {
        try {
            List<AgentReport.Line> lines = look(route);
            lines.forEach(this::print);
            long faults = lines.stream().filter(line -> !line.isWell()).count();
            out().println(lines.size() - faults + " ok, " + faults + " fault");
            return faults == 0 ? ConnectsProgram.OK : ConnectsProgram.CANNOT_START;
        } catch (ConnectsException e) {
            err().println("route " + route.name() + ": " + e.getMessage());
            return ConnectsProgram.CANNOT_START;
        }
    }

    private static List<AgentReport.Line> look(RouteConfig route) {
        RouteConfig.Finesse finesse = route.finesse();
        if (finesse == null) {
            return List.of();
        }
        var known = new KnownAgents(route.routing().agents());
        try (SalesforceClient client = SalesforceClient.open(route.salesforce().options());
                var sources = new UserSources(finesse, route.routing().agents(), client)) {
            List<SalesforceUser> users = answer(sources.salesforce());
            List<FinesseAgent> told = answer(sources.finesse(known.logins(users)));
            AgentJoin.Joined joined = known.join(told, users, JoinMemory.NONE);
            List<Agent> agents = known.with(joined.joined()).all();
            List<FinesseAgent> cisco = withStates(sources, told, agents);
            var report = new AgentReport(
                    cisco,
                    users,
                    statuses(sources),
                    answer(sources.media(agents.stream().map(Agent::loginId).toList())));
            return report.lines(agents, joined.findings());
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
        return Stream.concat(told.stream(), answer(sources.singly(asked)).stream())
                .toList();
    }

    /** Empty when the adapter's user may not see who is signed in. */
    private static Optional<Map<String, String>> statuses(UserSources sources) {
        try {
            return Optional.of(answer(sources.statuses()));
        } catch (PeerRefusedException e) {
            return Optional.empty();
        }
    }

    private static <T> T answer(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ConnectsException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void print(AgentReport.Line line) {
        out().println((line.isWell() ? "ok    " : "fault ") + line.text());
        if (!line.isWell()) {
            out().println("      " + line.remedy());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
