package io.connects.benchmarks.salesforce;

import io.connects.benchmarks.Machine;
import io.connects.benchmarks.OtherProcess;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Events a second of our stream and of the stock CometD client, from one CometD server; and what a consumer that stalls does to the heap. */
@Command(
        name = "salesforce-events",
        mixinStandardHelpOptions = true,
        description = "Compares EventStream with the stock CometD client, and stalls its consumer.")
public final class EventsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds of each client, in turns, after two that warm up; default 7.",
            defaultValue = "7")
    private int rounds;

    @Option(
            names = "--millis",
            paramLabel = "N",
            description = "Milliseconds of each round; default 2,000.",
            defaultValue = "2000")
    private int millis;

    @Option(
            names = "--batch",
            split = ",",
            paramLabel = "N",
            description = "Events in each answer of the server; default 1000,100,10.",
            defaultValue = "1000,100,10")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<Integer> batches;

    @Option(
            names = "--stall",
            paramLabel = "SECONDS",
            description = "How long the consumer stalls; default 15.",
            defaultValue = "15")
    private int stall;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        var servers = new ArrayList<EventServer>();
        var arguments = new ArrayList<>(List.of(String.valueOf(rounds), String.valueOf(millis), String.valueOf(stall)));
        try {
            for (int batch : batches) {
                var server = new EventServer(batch);
                servers.add(server);
                arguments.addAll(List.of(String.valueOf(batch), server.uri().toString()));
            }
            try (var clients = new OtherProcess(EventsProgram.class, OtherProcess.QUIET, arguments)) {
                for (String line = clients.hear(); line != null; line = clients.hear()) {
                    out.println(line);
                }
                return clients.ended();
            }
        } finally {
            for (EventServer server : servers) {
                server.close();
            }
        }
    }
}
