package io.connects.benchmarks;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the codec's benchmarks and prints ratios, which hold on other machines too. */
@Command(
        name = "mri-codec",
        mixinStandardHelpOptions = true,
        description = "Decodes and encodes a full NEW_TASK, beside protobuf and a plain copy of the frame.")
final class CodecCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "Java VMs for each benchmark; default 3.",
            defaultValue = "3")
    private int forks;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Measurements of a second each in each VM; default 5.",
            defaultValue = "5")
    private int iterations;

    @Override
    public Integer call() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(NewTaskBenchmark.class.getSimpleName())
                        .forks(forks)
                        .warmupIterations(iterations)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler("gc")
                        .build())
                .run();
        Map<String, Map<String, RunResult>> byDialect = new TreeMap<>();
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            byDialect
                    .computeIfAbsent(result.getParams().getParam("dialect"), dialect -> new HashMap<>())
                    .put(benchmark.substring(benchmark.lastIndexOf('.') + 1), result);
        }
        byDialect.forEach(this::print);
        return 0;
    }

    private void print(String dialect, Map<String, RunResult> results) {
        PrintWriter out = spec.commandLine().getOut();
        double copy = nanos(results, "copyFrame");
        out.printf("%n%s: a copy of the frame takes %.0f ns%n", dialect, copy);
        for (String direction : new String[] {"decode", "encode", "encodeOnce"}) {
            double mri = nanos(results, direction + "Mri");
            double protobuf = nanos(results, direction + "Protobuf");
            out.printf(
                    "  %s %.0f ns, protobuf %.0f ns: %.2f of protobuf, %.1f copies; %.0f bytes allocated, protobuf %.0f%n",
                    direction,
                    mri,
                    protobuf,
                    mri / protobuf,
                    mri / copy,
                    bytes(results, direction + "Mri"),
                    bytes(results, direction + "Protobuf"));
        }
    }

    /** Of the iteration that other programs disturbed least. */
    private static double nanos(Map<String, RunResult> results, String benchmark) {
        return result(results, benchmark).getPrimaryResult().getStatistics().getMin();
    }

    private static double bytes(Map<String, RunResult> results, String benchmark) {
        return Objects.requireNonNull(
                        result(results, benchmark).getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
    }

    private static RunResult result(Map<String, RunResult> results, String benchmark) {
        return Objects.requireNonNull(results.get(benchmark), benchmark);
    }
}
