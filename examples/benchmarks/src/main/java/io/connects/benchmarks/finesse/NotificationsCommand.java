package io.connects.benchmarks.finesse;

import io.connects.benchmarks.JmhRun;
import io.connects.benchmarks.Machine;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Notifications a second on one core, beside what JAXB and Smack take for the same. */
@Command(
        name = "finesse-codec",
        mixinStandardHelpOptions = true,
        description =
                "Reads a user's notification from the bytes of its stanza, beside JAXB and beside Smack with JAXB.")
public final class NotificationsCommand implements Callable<Integer> {
    private static final double RATIO = 1.3;
    private static final double RATE = 20_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final JmhRun jmh = new JmhRun();

    @Override
    public Integer call() throws RunnerException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.description());
        JmhRun.Rates rates = jmh.of(UserNotificationBenchmark.class);
        double ours = rates.rate("ours");
        double jaxb = rates.rate("jaxb");
        double smack = rates.rate("smack");
        out.printf(
                "%na user's notification of %d bytes, on one thread, by its time on a processor, the best of all measurements:%n",
                UserStanza.bytes().length);
        line(out, "connects-finesse", ours, rates.bytes("ours"), "");
        line(out, "StAX and JAXB", jaxb, rates.bytes("jaxb"), beside(ours, jaxb));
        line(out, "Smack and JAXB", smack, rates.bytes("smack"), beside(ours, smack));
        boolean passed = ours >= RATE && ours >= RATIO * jaxb && ours >= RATIO * smack;
        out.printf(
                "%s: at least %,.0f a second and %.1f times the others are asked for%n",
                passed ? "PASS" : "FAIL", RATE, RATIO);
        return passed ? 0 : 1;
    }

    private static String beside(double ours, double others) {
        return String.format("; connects-finesse has %.2f times this rate", ours / others);
    }

    private static void line(PrintWriter out, String who, double rate, double bytes, String rest) {
        out.printf("  %s: %,.0f a second, %,.0f bytes allocated each%s%n", who, rate, bytes, rest);
    }
}
