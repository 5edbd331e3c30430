package io.connects.sandbox;

import io.connects.host.ConnectsProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The adapter in a process of its own, on the same class path. */
final class AdapterProcess implements Adapter {
    private static final int SECONDS_TO_STOP = 15;

    private final Path configuration;
    private final Map<String, String> environment;
    private final Path log;
    private volatile @Nullable Process process;

    AdapterProcess(Path configuration, Map<String, String> environment, Path log) {
        this.configuration = configuration;
        this.environment = environment;
        this.log = log;
    }

    @Override
    public void start() throws IOException {
        var builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ConnectsProgram.class.getName(),
                "run",
                "--config",
                configuration.toString()));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = builder.start();
    }

    @Override
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            end(running);
        }
    }

    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            running.destroy();
            end(running);
        }
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
