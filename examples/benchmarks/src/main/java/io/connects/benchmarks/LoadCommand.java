package io.connects.benchmarks;

import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.NewTask;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Messages at a steady pace over loopback, half of them tasks and half of them answers. */
@Command(
        name = "mri-load",
        mixinStandardHelpOptions = true,
        description = "Sends tasks through a session to a PIM that answers each, at a steady pace.")
final class LoadCommand implements Callable<Integer> {
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration REPORT = Duration.ofMinutes(1);
    private static final double SECOND = 1e9;
    private static final long PAUSE_NANOS = 1_000_000;
    private static final int MOST_UNANSWERED = 10_000;
    private static final double KEPT_PACE = 0.99;
    private static final long GROWTH_ALLOWED = 8L * 1024 * 1024;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Messages a second, both directions together; default 20,000.",
            defaultValue = "20000")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long, after a warm-up; default 600.",
            defaultValue = "600")
    private int seconds;

    private final LongAdder answered = new LongAdder();
    private final LongAdder otherwise = new LongAdder();
    private final NewTask task = FullTask.newTask();
    private long submitted;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (var peers = new Peers(true)) {
            Duration measured = Duration.ofSeconds(seconds);
            run(peers, measured.compareTo(WARM_UP) < 0 ? measured : WARM_UP, out);
            long heapBefore = LiveHeap.bytes();
            out.printf("live heap after the warm-up: %.1f MiB%n", LiveHeap.mebibytes(heapBefore));
            double pace = run(peers, measured, out);
            awaitAnswers();
            long heapAfter = LiveHeap.bytes();
            out.printf(
                    "%d s: %.0f messages a second (asked for %d), live heap at the end %.1f MiB (%+.1f), not answered with an agent: %d%n",
                    seconds,
                    pace,
                    rate,
                    LiveHeap.mebibytes(heapAfter),
                    LiveHeap.mebibytes(heapAfter - heapBefore),
                    otherwise.sum());
            boolean good = pace >= KEPT_PACE * rate && otherwise.sum() == 0 && heapAfter - heapBefore < GROWTH_ALLOWED;
            return good ? 0 : 1;
        }
    }

    /** Submits by the clock for so long; the messages a second that there were. */
    private double run(Peers peers, Duration length, PrintWriter out) {
        long begin = System.nanoTime();
        long submittedBefore = submitted;
        long messagesBefore = messages();
        long reported = begin;
        long now = begin;
        while (now - begin < length.toNanos()) {
            submitUntil(peers, submittedBefore + (long) ((now - begin) * (rate / 2.0) / SECOND));
            if (now - reported > REPORT.toNanos()) {
                reported = now;
                out.printf("  %.0f messages a second so far%n", (messages() - messagesBefore) * SECOND / (now - begin));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            now = System.nanoTime();
        }
        return (messages() - messagesBefore) * SECOND / (now - begin);
    }

    private void submitUntil(Peers peers, long due) {
        while (submitted < due && submitted - ended() < MOST_UNANSWERED) {
            peers.session.submit(task, this::ended);
            submitted++;
        }
    }

    private void ended(DialogueOutcome outcome) {
        (outcome instanceof DialogueOutcome.Answered ? answered : otherwise).increment();
    }

    private long ended() {
        return answered.sum() + otherwise.sum();
    }

    private long messages() {
        return submitted + answered.sum();
    }

    private void awaitAnswers() {
        while (ended() < submitted) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
