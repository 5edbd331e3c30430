package io.connects.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program of this module in a Java VM of its own, spoken to in lines. Not thread-safe. */
public final class OtherProcess implements AutoCloseable {
    /** For clients whose faults are what is measured. */
    public static final List<String> QUIET = List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final PrintWriter in;
    private final BufferedReader out;

    /**
     * Starts it; what it logs comes to our own standard error.
     *
     * @param vmOptions such as {@code -Xmx400m}
     */
    public OtherProcess(Class<?> main, List<String> vmOptions, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(vmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        in = new PrintWriter(process.outputWriter(), true);
        out = process.inputReader();
    }

    public void say(String line) {
        in.println(line);
    }

    /** The next line it prints; null when it prints no more. */
    public @Nullable String hear() throws IOException {
        return out.readLine();
    }

    /** Its exit code, once it has ended. */
    public int ended() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        in.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
