package io.connects.host;

import io.connects.core.ConnectsException;
import io.connects.host.config.HostConfig;
import io.connects.host.config.RouteConfig;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.setup.Finding;
import io.connects.salesforce.setup.Finding.Severity;
import io.connects.salesforce.setup.OrgChecks;
import io.connects.salesforce.setup.OrgSetup;
import io.connects.salesforce.setup.Step;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Makes what the orgs of a configuration need, and looks whether all is well with them. Exit codes: 0 when it is, 1 when a fault is left or an org
 * cannot be asked, 2 for a fault in the configuration or in the command.
 */
@Command(
        name = "salesforce",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Prepares and checks the orgs of a configuration; docs/salesforce-setup.md explains the findings.")
final class SalesforceCommand implements Runnable {
    private final BiFunction<Path, ToIntFunction<HostConfig>, Integer> configured;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** @param configured reads a configuration and gives it to its use, or answers the exit code of its faults */
    SalesforceCommand(BiFunction<Path, ToIntFunction<HostConfig>, Integer> configured) {
        this.configured = configured;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: setup or check.");
    }

    @Command(
            name = "setup",
            mixinStandardHelpOptions = true,
            description = "Creates what the orgs need and lack; leaves alone what is there.")
    int setup(
            @Option(names = "--config", required = true, paramLabel = "FILE", description = ConnectsProgram.CONFIG)
                    Path file,
            @Option(names = "--dry-run", description = "Only tell what would be created.") boolean dryRun) {
        return routes(file, (route, client) -> {
            var setup = new OrgSetup(client, route.salesforce().externalRouting());
            List<Step> steps = Answer.of(dryRun ? setup.plan() : setup.carryOut());
            if (steps.stream().allMatch(step -> step.state() == Step.State.THERE)) {
                out().println("nothing to do: all that is needed is there");
            }
            return steps.stream().map(step -> finding(step, dryRun)).toList();
        });
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Looks at everything in the orgs that routing depends on; changes nothing.")
    int check(
            @Option(names = "--config", required = true, paramLabel = "FILE", description = ConnectsProgram.CONFIG)
                    Path file) {
        return routes(
                file,
                (route, client) -> Answer.of(new OrgChecks(
                                client,
                                route.salesforce().externalRouting(),
                                route.routing().map(),
                                route.routing().agents())
                        .run()));
    }

    private static Finding finding(Step step, boolean dryRun) {
        return switch (step.state()) {
            case THERE -> new Finding(Severity.OK, step.what() + ": there", "", "");
            case CREATED -> new Finding(Severity.OK, step.what() + ": created " + step.detail(), "", "");
            case DIFFERS -> new Finding(Severity.WARN, step.what() + ": differs, left alone", step.detail(), "");
            case MISSING ->
                new Finding(dryRun ? Severity.WARN : Severity.FAULT, step.what() + ": missing", step.detail(), "");
            case REFUSED -> new Finding(Severity.FAULT, step.what() + ": refused", step.detail(), "");
        };
    }

    private int routes(Path file, BiFunction<RouteConfig, SalesforceClient, List<Finding>> look) {
        return configured.apply(file, config -> {
            int code = ConnectsProgram.OK;
            for (RouteConfig route : config.routes()) {
                out().println("route " + route.name() + ": "
                        + route.salesforce().options().loginUri());
                code = Math.max(code, route(route, look));
            }
            return code;
        });
    }

    private int route(RouteConfig route, BiFunction<RouteConfig, SalesforceClient, List<Finding>> look) {
        try (SalesforceClient client = SalesforceClient.open(route.salesforce().options())) {
            List<Finding> findings = look.apply(route, client);
            findings.forEach(this::print);
            Function<Severity, Long> count = severity -> findings.stream()
                    .filter(finding -> finding.severity() == severity)
                    .count();
            long faults = count.apply(Severity.FAULT);
            out().println(count.apply(Severity.OK) + " ok, " + count.apply(Severity.WARN) + " warn, " + faults
                    + " fault");
            return faults == 0 ? ConnectsProgram.OK : ConnectsProgram.CANNOT_START;
        } catch (ConnectsException e) {
            spec.commandLine().getErr().println("route " + route.name() + ": " + e.getMessage());
            return ConnectsProgram.CANNOT_START;
        }
    }

    private void print(Finding finding) {
        String severity = switch (finding.severity()) {
            case OK -> "ok   ";
            case WARN -> "warn ";
            case FAULT -> "fault";
        };
        out().println(severity + " " + finding.what());
        if (!finding.remedy().isEmpty()) {
            out().println("      " + finding.remedy());
        }
        if (!finding.page().isEmpty()) {
            out().println("      Setup > " + finding.page());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
