package io.connects.benchmarks.salesforce;

import io.connects.benchmarks.Machine;
import io.connects.benchmarks.OtherProcess;
import io.connects.simulators.salesforce.QueueSettings;
import io.connects.simulators.salesforce.SalesforceOrg;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A start while much work waits: how long until the engine has all of it, in a Java VM of its own with a small heap. */
@Command(
        name = "salesforce-cold",
        mixinStandardHelpOptions = true,
        description = "Starts while many PSRs wait, and measures time and heap up to the end of the first snapshot.")
public final class ColdCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--psrs",
            paramLabel = "N",
            description = "PSRs that wait; default 100,000.",
            defaultValue = "100000")
    private int psrs;

    @Option(
            names = "--heap",
            paramLabel = "MB",
            description = "The most heap of the client; default 400.",
            defaultValue = "400")
    private int heap;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            description = "How long it may take; default 60.",
            defaultValue = "60")
    private int limit;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        try (var org = new SalesforceOrg()) {
            org.start();
            String queue = org.createQueue(QueueSettings.external("Support", BenchRoute.PUSH_TIMEOUT));
            for (int i = 0; i < psrs; i++) {
                org.createCase(Map.of("Subject", "Question " + i), queue);
            }
            var arguments =
                    List.of(org.uri().toString(), org.clientId(), queue, String.valueOf(psrs), String.valueOf(limit));
            try (var client = new OtherProcess(ColdProgram.class, List.of("-Xmx" + heap + "m"), arguments)) {
                client.say(org.clientSecret());
                for (String line = client.hear(); line != null; line = client.hear()) {
                    out.println(line);
                }
                return client.ended();
            }
        }
    }
}
