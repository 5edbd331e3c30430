package io.connects.sandbox;

import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.MriDialect;
import io.connects.simulators.mri.Dialect;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Working with MRI by hand. */
@Command(name = "mri", mixinStandardHelpOptions = true, description = "Working with MRI by hand.")
final class PimCommand {
    private static final int CONNECT_MILLIS = 10_000;
    private static final Map<String, Supplier<MriDialect>> BUILT_IN =
            Map.of("ged125-like", MriDialect::ged125Like, "ged188-like", MriDialect::ged188Like);

    private final InputStream in;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** @param in what a person types */
    PimCommand(InputStream in) {
        this.in = in;
    }

    @Command(
            name = "pim",
            mixinStandardHelpOptions = true,
            description = "An MR PIM to type at: connects to an application and prints every frame.")
    int pim(
            @Option(names = "--connect", required = true, paramLabel = "HOST:PORT", description = "The application.")
                    String application,
            @Option(
                            names = "--dialect",
                            defaultValue = "ged125-like",
                            paramLabel = "D",
                            description = "ged125-like (the default), ged188-like, or a dialect file.")
                    String dialect,
            @Option(names = "--show-values", description = "Show texts of tasks, which may be names of people.")
                    boolean showValues) {
        var out = spec.commandLine().getOut();
        InetSocketAddress address = address(application);
        try (var socket = new Socket()) {
            DialectText text = text(dialect);
            Dialect spoken =
                    Dialect.read(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
            socket.connect(address, CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            new PimConsole(socket, text, spoken, showValues, out::println)
                    .run(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            spec.commandLine().getErr().println(application + ", " + dialect + ": " + e.getMessage());
            return 1;
        }
    }

    private InetSocketAddress address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        if (colon < 1) {
            throw new ParameterException(spec.commandLine(), "--connect: must be HOST:PORT, was " + hostAndPort);
        }
        try {
            return new InetSocketAddress(
                    hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--connect: must be HOST:PORT, was " + hostAndPort, e);
        }
    }

    private static DialectText text(String name) throws IOException {
        Supplier<MriDialect> builtIn = BUILT_IN.get(name);
        if (builtIn != null) {
            return builtIn.get().text();
        }
        try (var file = Files.newBufferedReader(Path.of(name))) {
            return DialectText.read(file);
        } catch (CharacterCodingException e) {
            throw new IOException("is not text in UTF-8", e);
        }
    }
}
