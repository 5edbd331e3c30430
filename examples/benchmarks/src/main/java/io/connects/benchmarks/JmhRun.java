package io.connects.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Option;

/** How often and how long JMH measures the benchmarks of a class, as the options of a command, and what it finds. */
public final class JmhRun {
    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "Java VMs for each benchmark; default 3.",
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

    /** What was measured, by the names of the methods. */
    public static final class Rates {
        private static final double SECOND = 1e9;
        private final Map<String, RunResult> results = new HashMap<>();

        private Rates() {}

        /** How many a second of the thread's processor time, in the iteration that other programs disturbed least. */
        public double rate(String benchmark) {
            return SECOND
                    / secondary(benchmark, WorkerCpuTime.LABEL).getStatistics().getMin();
        }

        /** How much of the heap each took. */
        public double bytes(String benchmark) {
            return secondary(benchmark, "gc.alloc.rate.norm").getScore();
        }

        private Result<?> secondary(String benchmark, String label) {
            RunResult result = Objects.requireNonNull(results.get(benchmark), benchmark);
            return Objects.requireNonNull(result.getSecondaryResults().get(label), label);
        }
    }

    /** Measures every benchmark of a class on one thread. */
    public Rates of(Class<?> benchmarks) throws RunnerException {
        var rates = new Rates();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include("\\." + benchmarks.getSimpleName() + "\\.")
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
            String name = result.getParams().getBenchmark();
            rates.results.put(name.substring(name.lastIndexOf('.') + 1), result);
        }
        return rates;
    }
}
