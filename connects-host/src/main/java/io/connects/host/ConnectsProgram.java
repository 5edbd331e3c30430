package io.connects.host;

import io.connects.core.ClosedException;
import io.connects.host.config.HostConfig;
import io.connects.host.config.InvalidConfigException;
import io.connects.host.config.RouteConfig;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The adapter's command line. Exit codes: 0 when it ended as asked, 1 when it could not start, 2 for a fault in the configuration or in the
 * command.
 */
@Command(
        name = "connects",
        description = "Routes Salesforce Omni-Channel work through Cisco Unified Contact Center.",
        mixinStandardHelpOptions = true,
        versionProvider = ConnectsProgram.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class ConnectsProgram implements Runnable {
    static final int OK = 0;
    static final int CANNOT_START = 1;
    static final int BAD_CONFIGURATION = 2;

    static final String CONFIG = "the configuration, a YAML file";

    private final Map<String, String> environment;
    private final Consumer<Runnable> onTermination;
    private final CommandLine commands = new CommandLine(this);

    /**
     * A program that can be run inside another.
     *
     * @param environment for {@code ${env:NAME}} in the configuration, and for {@code sso}
     * @param in what a person types; read by {@code mri} and {@code sso} only
     * @param onTermination is given what to do when the program is told to end, before it routes or watches
     */
    public ConnectsProgram(
            Map<String, String> environment,
            InputStream in,
            PrintWriter out,
            PrintWriter err,
            Consumer<Runnable> onTermination) {
        this.environment = Map.copyOf(environment);
        this.onTermination = onTermination;
        commands.addSubcommand(new MriCommand(in));
        commands.addSubcommand(new SalesforceCommand(this::configured));
        commands.addSubcommand(new AgentsCommand(this::configured));
        commands.addSubcommand(new FinesseCommand(this::configured, onTermination));
        commands.addSubcommand(new CommandLine(new SsoCommand(this::configured, environment, in))
                .addSubcommand(new SsoFrameCommand()));
        commands.setOut(out).setErr(err);
    }

    public static void main(String[] arguments) {
        PlainLogging.start(PlainLogging.Verbosity.WARN); // for commands that do not say otherwise
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var ended = new CompletableFuture<Integer>();
        Consumer<Runnable> onTermination =
                stop -> Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, ended), "connects-stop"));
        int code = new ConnectsProgram(System.getenv(), System.in, out, err, onTermination).execute(arguments);
        ended.complete(code);
        System.exit(code);
    }

    /** Stops in a shutdown hook, where a signal would else decide on the exit code. */
    private static void stop(Runnable stop, CompletableFuture<Integer> ended) {
        stop.run();
        Runtime.getRuntime()
                .halt(ended.completeOnTimeout(OK, 5, TimeUnit.SECONDS).join());
    }

    /** Runs one command to its end and answers its exit code. */
    public int execute(String... arguments) {
        return commands.execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(
                commands, "Say what to do: run, check, agents, mri, salesforce, finesse, sso or help.");
    }

    @Command(name = "check", description = "Reads a configuration and reports every fault, or sums it up.")
    int check(@Option(names = "--config", required = true, paramLabel = "FILE", description = CONFIG) Path file) {
        return configured(file, config -> {
            config.routes().stream().map(RouteConfig::summary).forEach(commands.getOut()::println);
            return OK;
        });
    }

    @Command(name = "run", description = "Routes until it is told to stop (Ctrl-C or SIGTERM).")
    int run(
            @Option(names = "--config", required = true, paramLabel = "FILE", description = CONFIG) Path file,
            @Option(
                            names = "--log-level",
                            defaultValue = "info",
                            paramLabel = "LEVEL",
                            description = "error, warn, info, debug or trace; default ${DEFAULT-VALUE}")
                    PlainLogging.Verbosity verbosity,
            @Option(names = "--verbose", description = "Print stack traces of failures.") boolean verbose) {
        return configured(file, config -> {
            PlainLogging.start(verbosity);
            return route(config, verbose);
        });
    }

    private int configured(Path file, ToIntFunction<HostConfig> use) {
        HostConfig config;
        try {
            config = HostConfig.read(file, environment);
        } catch (InvalidConfigException e) {
            int count = e.faults().size();
            say(file + " has " + (count == 1 ? "a fault:" : count + " faults:"));
            e.faults().forEach(fault -> say("  " + fault));
            return BAD_CONFIGURATION;
        }
        return use.applyAsInt(config);
    }

    private int route(HostConfig config, boolean verbose) {
        try (Host host = Host.of(config)) {
            onTermination.accept(host::close);
            host.start();
            host.awaitStopped();
            return OK;
        } catch (StartFailedException e) {
            say("Cannot start: " + e.getMessage());
            if (verbose) {
                e.printStackTrace(commands.getErr());
            }
            return CANNOT_START;
        } catch (ClosedException e) {
            return OK; // told to end while it was starting
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OK;
        }
    }

    private void say(String line) {
        commands.getErr().println(line);
    }

    /** Prints the version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ConnectsProgram.class.getPackage().getImplementationVersion();
            return new String[] {
                "connects " + (version == null ? "(built from sources)" : version) + ", Java " + Runtime.version()
            };
        }
    }
}
