package io.connects.host;

import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.inspect.Capture;
import io.connects.mri.inspect.Decoding;
import io.connects.mri.inspect.Learner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finding out what a site's MR PIM speaks. Exit codes: 0 when done, 1 when a file or a port cannot be used, 2 for a fault in the command. */
@Command(
        name = "mri",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Finds out what a site's MR PIM speaks; docs/mri-site.md leads through it.")
final class MriCommand implements Runnable {
    private static final String DIALECT =
            "ged125-like (the default), ged188-like, or a dialect file; rows may be open or missing";

    private final InputStream in;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** @param in what a person types, or the capture when its file is {@code -} */
    MriCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: decode or learn.");
    }

    @Command(
            name = "decode",
            mixinStandardHelpOptions = true,
            description = "Prints the messages of a capture: hex text, pcap or pcapng. Texts of tasks are masked.")
    int decode(
            @Option(names = "--dialect", defaultValue = "ged125-like", paramLabel = "D", description = DIALECT)
                    String dialect,
            @Option(names = "--show-values", description = "Show texts of tasks, which may be names of people.")
                    boolean showValues,
            @Option(names = "--learn", description = "Propose rows for what the dialect does not explain.")
                    boolean learn,
            @Parameters(paramLabel = "FILE", description = "The capture; - for what is typed or piped.") String file) {
        return orFault(() -> {
            DialectText text = dialect(dialect);
            Capture capture = capture(file);
            Decoding.print(capture, text, showValues, out()::println);
            if (learn) {
                Learner.Lesson lesson = Learner.learn(capture.conversations(), text);
                out().println("proposals " + lesson.proposals().size() + ", from the first 512 KiB of the capture");
                lesson.proposals().forEach(out()::println);
            }
        });
    }

    @Command(
            name = "learn",
            mixinStandardHelpOptions = true,
            description = "Listens for a real PIM, leads through some test tasks, and writes the site's dialect.")
    int learn(
            @Option(
                            names = "--listen",
                            required = true,
                            paramLabel = "PORT",
                            description = "The port that the PIM is configured to connect to.")
                    int port,
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "FILE",
                            description = "Where the site's dialect is written; everything received goes to FILE.hex.")
                    Path file,
            @Option(names = "--force", description = "Write over FILE and FILE.hex when they are there already.")
                    boolean force,
            @Option(names = "--dialect", defaultValue = "ged125-like", paramLabel = "D", description = DIALECT)
                    String dialect) {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--listen: must be 0 to 65535, was " + port);
        }
        return orFault(() -> {
            DialectText start = dialect(dialect);
            try (var desk = new LearningDesk(port, file, force, start, InstantSource.system(), out()::println)) {
                desk.run(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
            }
        });
    }

    /** What may find a fault in a file or a port. */
    private interface Work {
        void run() throws IOException;
    }

    private int orFault(Work work) {
        try {
            work.run();
            return ConnectsProgram.OK;
        } catch (NoSuchFileException e) {
            return fault(e.getMessage() + ": there is no such file");
        } catch (IOException | IllegalArgumentException e) {
            return fault(String.valueOf(e.getMessage()));
        }
    }

    private int fault(String text) {
        spec.commandLine().getErr().println(text);
        return ConnectsProgram.CANNOT_START;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private Capture capture(String file) throws IOException {
        if (file.equals("-")) {
            return Capture.read(in);
        }
        refuseDirectory(file);
        try (InputStream bytes = Files.newInputStream(Path.of(file))) {
            return Capture.read(bytes);
        }
    }

    private static void refuseDirectory(String file) throws IOException {
        if (Files.isDirectory(Path.of(file))) {
            throw new IOException(file + ": is a directory");
        }
    }

    private static DialectText dialect(String name) throws IOException {
        switch (name) {
            case "ged125-like" -> {
                return MriDialect.ged125Like().text();
            }
            case "ged188-like" -> {
                return MriDialect.ged188Like().text();
            }
            default -> {
                refuseDirectory(name);
                try (Reader text = Files.newBufferedReader(Path.of(name))) {
                    return DialectText.read(text);
                } catch (CharacterCodingException e) {
                    throw new IOException(name + ": is not text in UTF-8", e);
                }
            }
        }
    }
}
