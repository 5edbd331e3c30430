package io.connects.host;

import io.connects.sso.frame.FrameBundle;
import io.connects.sso.frame.FrameOrigin;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the SSO frame for a Finesse server. Exit codes: 0 when it is written, 1 when a file could not be, 2 for a fault in the command. */
@Command(
        name = "frame",
        mixinStandardHelpOptions = true,
        description =
                "Writes the SSO frame, for the third-party gadget folder of every Finesse node, and the module for the page that"
                        + " shows it. Deploying, trying and taking it away: docs/sso-frame.md")
final class SsoFrameCommand implements Callable<Integer> {
    @Option(
            names = "--origin",
            required = true,
            paramLabel = "ORIGIN",
            description =
                    "of a page that may show the frame, such as https://acme.lightning.force.com; all others are refused;"
                            + " may be repeated")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> origins;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "gets the folders finesse and page")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path directory;

    @Option(
            names = "--refresh-life",
            defaultValue = "PT10H",
            paramLabel = "DURATION",
            description =
                    "life of refresh tokens, as the console of IdS has it, for releases up to 12.6(1), whose tokens do not"
                            + " tell; default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Duration refreshLife;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        FrameBundle bundle = bundle();
        try {
            bundle.write(directory);
        } catch (IOException e) {
            spec.commandLine().getErr().println("Cannot write the frame: " + e.getMessage());
            return ConnectsProgram.CANNOT_START;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(directory.resolve(FrameBundle.FINESSE)
                + ": upload this folder to each Finesse node, as user 3rdpartygadget");
        out.println(directory.resolve(FrameBundle.PAGE)
                + ": the modules for the page; connects-sso.js is the one to import");
        out.println("Pages that may show it: " + String.join(", ", new LinkedHashSet<>(origins)));
        return ConnectsProgram.OK;
    }

    private FrameBundle bundle() {
        Set<FrameOrigin> allowed = new LinkedHashSet<>();
        try {
            origins.forEach(origin -> allowed.add(new FrameOrigin(origin)));
            return new FrameBundle(allowed, refreshLife);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
