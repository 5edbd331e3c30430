package io.connects.benchmarks;

import io.connects.mri.MriDialogue;
import io.connects.mri.message.NewTask;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a waiting task costs: the heap with many open dialogues, less the heap with none. */
@Command(
        name = "mri-memory",
        mixinStandardHelpOptions = true,
        description = "Measures the heap that an open dialogue takes in connects-mri.")
final class MemoryCommand implements Callable<Integer> {
    private static final long BYTES_ALLOWED = 300;
    private static final long POLL_NANOS = 1_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--dialogues",
            paramLabel = "N",
            description = "How many are open at once; default 100,000.",
            defaultValue = "100000")
    private int dialogues;

    @Override
    public Integer call() throws IOException, InterruptedException {
        NewTask task = FullTask.newTask();
        var handles = new MriDialogue[dialogues];
        try (var peers = new Peers(false)) {
            peers.session.submit(task, outcome -> {});
            awaitTasks(peers, 1);
            long before = LiveHeap.bytes();
            for (int i = 0; i < dialogues; i++) {
                handles[i] = peers.session.submit(task, outcome -> {});
                if (i % 1000 == 999) {
                    awaitTasks(peers, i + 2);
                }
            }
            awaitTasks(peers, dialogues + 1);
            double each = (liveHeapWith(handles) - before) / (double) dialogues;
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%d open dialogues: %.0f bytes each in connects-mri, its handle included, its task not; %d are allowed%n",
                            dialogues, each, BYTES_ALLOWED);
            return each < BYTES_ALLOWED ? 0 : 1;
        }
    }

    private static long liveHeapWith(MriDialogue[] handles) {
        try {
            return LiveHeap.bytes();
        } finally {
            Reference.reachabilityFence(handles);
        }
    }

    private static void awaitTasks(Peers peers, long count) {
        while (peers.pim.tasks() < count) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
