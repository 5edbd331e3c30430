package io.connects.host;

import io.connects.finesse.routing.FinesseWatch;
import io.connects.host.config.HostConfig;
import io.connects.host.config.RouteConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Shows what the Finesse accounts of a configuration see. Exit codes: 0 when it was told to end, 1 when an account cannot watch, 2 for a fault in the
 * configuration or in the command.
 */
@Command(
        name = "finesse",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows what happens at the Finesse pairs of a configuration.")
final class FinesseCommand implements Runnable {
    private final BiFunction<Path, ToIntFunction<HostConfig>, Integer> configured;
    private final Consumer<Runnable> onTermination;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * @param configured reads a configuration and gives it to its use, or answers the exit code of its faults
     * @param onTermination is given what to do when the program is told to end
     */
    FinesseCommand(BiFunction<Path, ToIntFunction<HostConfig>, Integer> configured, Consumer<Runnable> onTermination) {
        this.configured = configured;
        this.onTermination = onTermination;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: watch.");
    }

    @Command(
            name = "watch",
            mixinStandardHelpOptions = true,
            description =
                    "Prints states, calls and tasks as they change, of the account and of the teams that it supervises,"
                            + " until it is told to stop (Ctrl-C or SIGTERM).")
    int watch(
            @Option(names = "--config", required = true, paramLabel = "FILE", description = ConnectsProgram.CONFIG)
                    Path file) {
        return configured.apply(file, this::watch);
    }

    private int watch(HostConfig config) {
        var watches = new ArrayList<FinesseWatch>();
        var ends = new ArrayList<CompletableFuture<Boolean>>();
        boolean isOnlyOne = config.routes().size() == 1;
        for (RouteConfig route : config.routes()) {
            if (route.finesse() != null) {
                String prefix = isOnlyOne ? "" : route.name() + " ";
                var watch = FinesseWatch.open(route.finesse().options(), line -> out().println(prefix + line));
                watches.add(watch);
                ends.add(watch.ended().handle((done, failure) -> failure == null || failed(route, failure)));
            }
        }
        if (watches.isEmpty()) {
            err().println("There is nothing to watch: no route has a finesse section.");
            return ConnectsProgram.BAD_CONFIGURATION;
        }
        onTermination.accept(() -> watches.forEach(FinesseWatch::close));
        boolean isWell = allTrue(ends);
        watches.forEach(FinesseWatch::close);
        return isWell ? ConnectsProgram.OK : ConnectsProgram.CANNOT_START;
    }

    private static boolean allTrue(List<CompletableFuture<Boolean>> futures) {
        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).join();
        return futures.stream().allMatch(CompletableFuture::join);
    }

    /** Always false: it is not well. */
    private boolean failed(RouteConfig route, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        err().println("route " + route.name() + ": " + (cause == null ? failure : cause).getMessage());
        return false;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
