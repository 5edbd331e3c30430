package io.connects.benchmarks.sso;

import io.connects.benchmarks.JmhRun;
import io.connects.benchmarks.Machine;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tokens checked on one core, beside the signature check of the JDK that is a part of it. */
@Command(
        name = "sso-tokens",
        mixinStandardHelpOptions = true,
        description =
                "Checks signed tokens, new ones and those that were seen before, beside the JDK's bare signature check.")
public final class TokensCommand implements Callable<Integer> {
    private static final double LEAST_OF_BARE = 0.8;
    private static final double LEAST_SEEN = 500_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final JmhRun jmh = new JmhRun();

    @Override
    public Integer call() throws RunnerException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        JmhRun.Rates rates = jmh.of(TokenBenchmark.class);
        double bare = rates.rate("bare");
        double checked = rates.rate("checked");
        double seen = rates.rate("seen");
        out.printf("%naccess tokens on one thread, by its time on a processor, the best of all measurements:%n");
        out.printf("  the JDK's SHA256withRSA alone: %,.0f a second%n", bare);
        out.printf(
                "  checked whole: %,.0f a second, %.2f times that rate; %,.0f bytes allocated each%n",
                checked, checked / bare, rates.bytes("checked"));
        out.printf("  seen before: %,.0f a second, %,.0f bytes allocated each%n", seen, rates.bytes("seen"));
        boolean passed = checked >= LEAST_OF_BARE * bare && seen >= LEAST_SEEN;
        out.printf(
                "%s: at least %.1f times the JDK's rate, and %,.0f seen before a second, are asked for%n",
                passed ? "PASS" : "FAIL", LEAST_OF_BARE, LEAST_SEEN);
        return passed ? 0 : 1;
    }
}
