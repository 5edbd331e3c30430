package io.connects.benchmarks.sso;

import io.connects.benchmarks.Machine;
import io.connects.benchmarks.OtherProcess;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Many users' tokens kept fresh over hours that pass fast, in a process with a small heap. */
@Command(
        name = "sso-sessions",
        mixinStandardHelpOptions = true,
        description = "Keeps many users' tokens fresh: on what heap, by how many threads, and how evenly.")
public final class SessionsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--sessions", paramLabel = "N", description = "Users; default 10,000.", defaultValue = "10000")
    private int sessions;

    @Option(
            names = "--hours",
            paramLabel = "N",
            description = "For how long; tokens live for one; default 4.",
            defaultValue = "4")
    private int hours;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "How many seconds pass in one; default 120.",
            defaultValue = "120")
    private int speed;

    @Option(
            names = "--heap",
            paramLabel = "MB",
            description = "The heap of the process, in MiB; default 57, which is 60 MB.",
            defaultValue = "57")
    private int heap;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        var vm = new ArrayList<>(OtherProcess.QUIET);
        vm.add("-Xmx" + heap + "m");
        var arguments = List.of(String.valueOf(sessions), String.valueOf(hours), String.valueOf(speed));
        try (var process = new OtherProcess(SessionsProgram.class, vm, arguments)) {
            for (String line = process.hear(); line != null; line = process.hear()) {
                out.println(line);
            }
            return process.ended();
        }
    }
}
