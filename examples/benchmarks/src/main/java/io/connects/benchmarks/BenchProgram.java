package io.connects.benchmarks;

import io.connects.benchmarks.finesse.FailoverCommand;
import io.connects.benchmarks.finesse.NotificationsCommand;
import io.connects.benchmarks.finesse.TeamsCommand;
import io.connects.benchmarks.salesforce.BurstCommand;
import io.connects.benchmarks.salesforce.ColdCommand;
import io.connects.benchmarks.salesforce.EventsCommand;
import io.connects.benchmarks.salesforce.FaultsCommand;
import io.connects.benchmarks.salesforce.IdleCommand;
import io.connects.benchmarks.sso.SessionsCommand;
import io.connects.benchmarks.sso.TokensCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The measurements of Connects. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures what the libraries cost; docs/benchmarks.md has the figures of one machine.",
        subcommands = {
            CodecCommand.class,
            FuzzCommand.class,
            LoadCommand.class,
            MemoryCommand.class,
            EventsCommand.class,
            BurstCommand.class,
            IdleCommand.class,
            ColdCommand.class,
            FaultsCommand.class,
            NotificationsCommand.class,
            TeamsCommand.class,
            FailoverCommand.class,
            TokensCommand.class,
            SessionsCommand.class
        })
public final class BenchProgram {
    private BenchProgram() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new BenchProgram()).setOut(out).setErr(err).execute(arguments);
    }
}
