package io.connects.benchmarks.finesse;

import io.connects.benchmarks.Machine;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Notifications a second on one core, beside what JAXB and Smack take for the same. */
@Command(
        name = "finesse-codec",
        mixinStandardHelpOptions = true,
        description =
                "Reads a user's notification from the bytes of its stanza, beside JAXB and beside Smack with JAXB.")
public final class NotificationsCommand implements Callable<Integer> {
    private static final double SECOND = 1e9;
    private static final double RATIO = 1.3;
    private static final double RATE = 20_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "Java VMs for each way of reading; default 3.",
            defaultValue = "3")
    private int forks;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Measurements in each VM, after as many that warm up; default 5.",
            defaultValue = "5")
    private int iterations;

    @Option(
            names = "--millis",
            paramLabel = "N",
            description = "Milliseconds of each measurement; default 1,000.",
            defaultValue = "1000")
    private int millis;

    @Override
    public Integer call() throws RunnerException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        Map<String, RunResult> results = new HashMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(UserNotificationBenchmark.class.getSimpleName())
                        .forks(forks)
                        .threads(1)
                        .warmupIterations(iterations)
                        .warmupTime(TimeValue.milliseconds(millis))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.milliseconds(millis))
                        .addProfiler("gc")
                        .addProfiler(WorkerCpuTime.class)
                        .build())
                .run()) {
            String benchmark = result.getParams().getBenchmark();
            results.put(benchmark.substring(benchmark.lastIndexOf('.') + 1), result);
        }
        double ours = rate(results, "ours");
        double jaxb = rate(results, "jaxb");
        double smack = rate(results, "smack");
        out.printf(
                "%na user's notification of %d bytes, on one thread, by its time on a processor, the best of all measurements:%n",
                UserStanza.bytes().length);
        line(out, "connects-finesse", ours, bytes(results, "ours"), "");
        line(out, "StAX and JAXB", jaxb, bytes(results, "jaxb"), beside(ours, jaxb));
        line(out, "Smack and JAXB", smack, bytes(results, "smack"), beside(ours, smack));
        boolean passed = ours >= RATE && ours >= RATIO * jaxb && ours >= RATIO * smack;
        out.printf(
                "%s: at least %,.0f a second and %.1f times the others are asked for%n",
                passed ? "PASS" : "FAIL", RATE, RATIO);
        return passed ? 0 : 1;
    }

    private static String beside(double ours, double others) {
        return String.format("; connects-finesse has %.2f times this rate", ours / others);
    }

    private static void line(PrintWriter out, String who, double rate, double bytes, String rest) {
        out.printf("  %s: %,.0f a second, %,.0f bytes allocated each%s%n", who, rate, bytes, rest);
    }

    /** Of the iteration that other programs disturbed least. */
    private static double rate(Map<String, RunResult> results, String benchmark) {
        return SECOND
                / secondary(results, benchmark, WorkerCpuTime.LABEL)
                        .getStatistics()
                        .getMin();
    }

    private static double bytes(Map<String, RunResult> results, String benchmark) {
        return secondary(results, benchmark, "gc.alloc.rate.norm").getScore();
    }

    private static Result<?> secondary(Map<String, RunResult> results, String benchmark, String label) {
        RunResult result = Objects.requireNonNull(results.get(benchmark), benchmark);
        return Objects.requireNonNull(result.getSecondaryResults().get(label), label);
    }
}
