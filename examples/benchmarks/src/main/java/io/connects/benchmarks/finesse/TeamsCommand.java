package io.connects.benchmarks.finesse;

import io.connects.benchmarks.Machine;
import io.connects.benchmarks.OtherProcess;
import io.connects.simulators.finesse.FinessePair;
import io.connects.simulators.finesse.UserState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Agents of many teams who change their states, and supervisors' sessions in a process of their own that hear of it. */
@Command(
        name = "finesse-load",
        mixinStandardHelpOptions = true,
        description =
                "Watches agents of two pairs by supervisors' sessions: whether every change comes, in order, how late, and on what heap.")
public final class TeamsCommand implements Callable<Integer> {
    private static final int PAIRS = 2;
    private static final long SECOND = 1_000_000_000L;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--agents",
            paramLabel = "N",
            description = "Agents of both pairs; default 4,000.",
            defaultValue = "4000")
    private int agents;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            description = "Supervisors of both pairs; default 20.",
            defaultValue = "20")
    private int sessions;

    @Option(
            names = "--teams",
            paramLabel = "N",
            description = "Teams of each supervisor; default 5.",
            defaultValue = "5")
    private int teams;

    @Option(names = "--rate", paramLabel = "N", description = "Changes a second; default 400.", defaultValue = "400")
    private int rate;

    @Option(names = "--seconds", paramLabel = "N", description = "For how long; default 60.", defaultValue = "60")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "How long before that delays are not counted; default 20.",
            defaultValue = "20")
    private int warmUp;

    @Option(
            names = "--heap",
            paramLabel = "MB",
            description = "The most heap of the client, in MiB; default 238, which is 250 MB.",
            defaultValue = "238")
    private int heap;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        var pairs = new ArrayList<FinessePair>();
        var vm = new ArrayList<>(OtherProcess.QUIET);
        vm.add("-Xmx" + heap + "m");
        var arguments = List.of(
                String.valueOf(sessions / PAIRS),
                String.valueOf(teams),
                String.valueOf(agents),
                String.valueOf(rate * warmUp));
        try (var client = new OtherProcess(TeamsProgram.class, vm, arguments)) {
            for (int pair = 0; pair < PAIRS; pair++) {
                pairs.add(Centre.open("p" + pair + "a", agents / PAIRS, sessions / PAIRS, teams));
                for (int agent = 0; agent < agents / PAIRS; agent++) {
                    pairs.get(pair).setState("p" + pair + "a" + agent, UserState.READY, -1);
                }
                client.say(Centre.line(pairs.get(pair)));
            }
            if (client.hear() == null) {
                return client.ended();
            }
            double before = ProcessorTime.seconds();
            int published = publish(pairs);
            out.printf(
                    "time on processors: %.1f s the servers, in the %d s of publishing%n",
                    ProcessorTime.seconds() - before, warmUp + seconds);
            client.say(String.valueOf(published));
            for (String line = client.hear(); line != null; line = client.hear()) {
                out.println(line);
            }
            return client.ended();
        } finally {
            pairs.forEach(FinessePair::close);
        }
    }

    /** One agent after another, in rounds; the code is the round, from 1 on, which is how often the agent has changed. */
    private int publish(List<FinessePair> pairs) {
        long begin = System.nanoTime();
        int total = rate * (warmUp + seconds);
        for (int i = 0; i < total; i++) {
            long due = begin + i * (SECOND / rate);
            while (System.nanoTime() - due < 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int agent = i % agents;
            int round = i / agents + 1;
            int pair = agent % PAIRS;
            pairs.get(pair)
                    .setState(
                            "p" + pair + "a" + agent / PAIRS,
                            round % 2 == 0 ? UserState.READY : UserState.NOT_READY,
                            round);
        }
        return total;
    }
}
