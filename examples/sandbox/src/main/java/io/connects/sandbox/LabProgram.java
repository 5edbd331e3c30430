package io.connects.sandbox;

import io.connects.host.PlainLogging;
import io.connects.simulators.finesse.FinesseFlavour;
import io.connects.simulators.finesse.FinesseProgram;
import io.connects.simulators.ids.IdsProgram;
import io.connects.simulators.ids.Lifetimes;
import io.connects.simulators.ids.TokenFormat;
import io.connects.simulators.ids.saml.SamlIdentityProvider;
import io.connects.simulators.mri.Dialect;
import io.connects.simulators.mri.MrPgOptions;
import io.connects.simulators.mri.MrPgProgram;
import io.connects.simulators.mri.SampleScript;
import io.connects.simulators.salesforce.FaultScript;
import io.connects.simulators.salesforce.SalesforceOrgProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The laboratory: demo and simulators. */
@Command(
        name = "connects",
        mixinStandardHelpOptions = true,
        description = "The laboratory of Connects: a contact centre in a box, and its parts.",
        subcommands = {DemoCommand.class, LabProgram.Simulate.class})
public final class LabProgram {
    private static final Logger log = LoggerFactory.getLogger(LabProgram.class);

    private LabProgram() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        PlainLogging.start(PlainLogging.Verbosity.WARN); // what a simulator prints is for programs too
        var program = new CommandLine(new LabProgram());
        program.addSubcommand(new PimCommand(System.in));
        program.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        program.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(program.execute(arguments));
    }

    /** One simulator by itself, until Ctrl-C. */
    @Command(
            name = "simulate",
            mixinStandardHelpOptions = true,
            description = "Runs one simulator by itself until Ctrl-C.")
    static final class Simulate {
        @CommandLine.Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandLine.Model.CommandSpec spec;

        @Command(
                name = "salesforce",
                mixinStandardHelpOptions = true,
                description = "A Salesforce org: OAuth, REST and Streaming, with External Routing.")
        int salesforce(
                @Option(
                                names = "--port",
                                paramLabel = "N",
                                description = "Port on loopback; default any.",
                                defaultValue = "0")
                        int port,
                @Option(names = "--data", paramLabel = "DIR", description = "Keep the records in this folder.")
                        @Nullable
                        Path data,
                @Option(names = "--faults", paramLabel = "FILE", description = "Lets the faults of this script happen.")
                        @Nullable
                        Path faults)
                throws InterruptedException {
            return untilInterrupted(SalesforceOrgProgram.run(
                    port,
                    data,
                    faults == null ? null : script(faults),
                    spec.commandLine().getOut()));
        }

        private FaultScript script(Path file) {
            try {
                return FaultScript.parse(Files.readString(file));
            } catch (IOException | IllegalArgumentException e) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--faults " + file + ": " + e.getMessage(), e);
            }
        }

        @Command(
                name = "mr-pg",
                mixinStandardHelpOptions = true,
                description = "An MR PG with a little CCE; it connects to an application that listens.")
        int mrPg(
                @Option(
                                names = "--connect",
                                paramLabel = "HOST:PORT",
                                description = "Where the application listens; default ${DEFAULT-VALUE}.",
                                defaultValue = "127.0.0.1:38001")
                        String connect,
                @Option(names = "--port", paramLabel = "N", description = "The same on 127.0.0.1.") @Nullable
                        Integer port,
                @Option(
                                names = "--second",
                                paramLabel = "HOST:PORT",
                                description =
                                        "A second host of the application, tried when the first cannot be reached.")
                        @Nullable
                        String second,
                @Option(
                                names = "--sides",
                                paramLabel = "N",
                                description = "1 or 2 sides; two connect from 127.0.0.1 and 127.0.0.2.",
                                defaultValue = "1")
                        int sides,
                @Option(
                                names = "--dialect",
                                paramLabel = "FILE",
                                description = "A dialect file instead of the built-in one.")
                        @Nullable
                        Path dialect,
                @Option(
                                names = "--script",
                                paramLabel = "SCRIPT",
                                description =
                                        "What happens to a task: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.",
                                defaultValue = "QUEUE")
                        SampleScript script)
                throws IOException, InterruptedException {
            InetSocketAddress application = port == null
                    ? address("--connect", connect)
                    : new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            MrPgOptions options = MrPgOptions.connectingTo(application);
            if (second != null) {
                options = options.orTo(address("--second", second));
            }
            if (sides < 1 || sides > 2) {
                throw new CommandLine.ParameterException(spec.commandLine(), "--sides must be 1 or 2, was " + sides);
            }
            if (sides == 2) {
                options = options.twoSides();
            }
            if (dialect != null) {
                try (InputStream file = Files.newInputStream(dialect)) {
                    options = options.speaking(Dialect.read(file));
                }
            }
            return untilInterrupted(
                    MrPgProgram.start(options, script, spec.commandLine().getOut()));
        }

        @Command(
                name = "finesse",
                mixinStandardHelpOptions = true,
                description = "A pair of Finesse servers: REST, and notifications over WebSocket and BOSH.")
        int finesse(
                @Option(
                                names = "--flavour",
                                paramLabel = "FLAVOUR",
                                description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.",
                                defaultValue = "CCE")
                        FinesseFlavour flavour,
                @Option(
                                names = "--release",
                                paramLabel = "N.N",
                                description = "Release of Finesse; default ${DEFAULT-VALUE}.",
                                defaultValue = "12.6")
                        String release,
                @Option(names = "--plain", description = "Opens ports without TLS too, and tells those.") boolean plain)
                throws InterruptedException {
            try {
                return untilInterrupted(FinesseProgram.run(
                        flavour, release, plain, spec.commandLine().getOut()));
            } catch (IllegalArgumentException e) {
                throw new CommandLine.ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
            }
        }

        @Command(
                name = "ids",
                mixinStandardHelpOptions = true,
                description = "A Cisco Identity Service with a login form: codes, tokens, refresh, public key.")
        int ids(
                @Option(
                                names = "--port",
                                paramLabel = "N",
                                description = "Port on loopback; default any.",
                                defaultValue = "0")
                        int port,
                @Option(
                                names = "--format",
                                paramLabel = "FORMAT",
                                description =
                                        "What tokens are made of: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.",
                                defaultValue = "SIGNED")
                        TokenFormat format,
                @Option(
                                names = "--redirect",
                                paramLabel = "URI",
                                description = "Where the client wants its codes; default ${DEFAULT-VALUE}.",
                                defaultValue = "https://127.0.0.1/callback")
                        URI redirect,
                @Option(
                                names = "--seconds",
                                paramLabel = "N",
                                description =
                                        "Lets access tokens live so many seconds, and refresh tokens 20 times as long: for"
                                                + " tests, since no real identity service does. 3,600 and 10 hours otherwise.")
                        @Nullable
                        Integer seconds,
                @Option(
                                names = "--identity-provider",
                                paramLabel = "FILE",
                                description =
                                        "SAML metadata of the identity provider that users sign in at; a form of the simulator's own otherwise.")
                        @Nullable
                        Path identityProvider,
                @Option(
                                names = "--meta-alias",
                                description =
                                        "Lets the address for SAML responses end with ?metaAlias=/sp, as in newer releases.")
                        boolean metaAlias)
                throws InterruptedException {
            if (metaAlias && identityProvider == null) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--meta-alias: makes a difference with --identity-provider only");
            }
            try {
                Lifetimes lifetimes = seconds == null
                        ? Lifetimes.DEFAULT
                        : Lifetimes.forTests(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds * 20L));
                PrintWriter out = spec.commandLine().getOut();
                return untilInterrupted(
                        identityProvider == null
                                ? IdsProgram.run(port, format, lifetimes, redirect, out)
                                : IdsProgram.run(
                                        port, format, lifetimes, redirect, metadata(identityProvider), metaAlias, out));
            } catch (IllegalArgumentException e) {
                throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
        }

        private SamlIdentityProvider metadata(Path file) {
            try {
                return SamlIdentityProvider.ofMetadata(file);
            } catch (IOException e) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--identity-provider: cannot read " + file, e);
            }
        }

        /** Waits for Ctrl-C, which closes the simulator. */
        private static int untilInterrupted(AutoCloseable simulator) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    simulator.close();
                } catch (Exception e) {
                    log.error("The simulator did not close in good order", e);
                }
            }));
            new CountDownLatch(1).await();
            return 0;
        }

        private InetSocketAddress address(String option, String text) {
            int colon = text.lastIndexOf(':');
            try {
                return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), option + " must be HOST:PORT, was '" + text + "'", e);
            }
        }
    }
}
