package io.connects.host;

import io.connects.core.ConnectsException;
import io.connects.host.config.HostConfig;
import io.connects.host.config.RouteConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
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
            AgentSurvey survey = AgentSurvey.of(route);
            var report = new CheckReport(out());
            for (AgentStanding agent : survey.agents()) {
                if (agent.isWell()) {
                    report.ok(agent.text());
                } else {
                    report.fault(agent.text(), String.join("; ", agent.remedies()));
                }
            }
            survey.findings().forEach(finding -> report.fault(finding.what(), finding.remedy()));
            return report.end() ? ConnectsProgram.OK : ConnectsProgram.CANNOT_START;
        } catch (ConnectsException e) {
            err().println("route " + route.name() + ": " + e.getMessage());
            return ConnectsProgram.CANNOT_START;
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
