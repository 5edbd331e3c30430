package io.connects.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** On what something was measured. */
public final class Machine {
    private static final Path CPUS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Processors, system and Java of this process, for the first line of a report. */
    public static String description() {
        Runtime runtime = Runtime.getRuntime();
        return String.format(
                "on %d CPUs (%s), %s %s, Java %s",
                runtime.availableProcessors(),
                cpu(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.vm.version"));
    }

    private static String cpu() {
        if (!Files.isReadable(CPUS)) {
            return "of a kind that this system does not tell";
        }
        try (Stream<String> lines = Files.lines(CPUS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("of a kind that this system does not tell");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
