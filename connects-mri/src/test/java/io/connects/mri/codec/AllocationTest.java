package io.connects.mri.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.connects.core.routing.TaskId;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.RegisterVariables;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What decoding leaves behind for the garbage collector, counted by the Java VM for this thread. */
class AllocationTest {
    private static final int RUNS = 2_000;
    private static final double SHARE_OF_STRINGS = 1.4;
    private static final int HEARTBEAT_BYTES = 64;
    private static final List<String> ECC_NAMES =
            IntStream.range(0, 5).mapToObj(i -> "user.connects.text" + i).toList();

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private @Nullable Object kept;

    /** Bytes for each run, the least of some measurements: the VM's own doings come on top at times. */
    private double allocated(Supplier<?> action) {
        long thread = Thread.currentThread().getId();
        double least = Double.MAX_VALUE;
        for (int measurement = 0; measurement < 5; measurement++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < RUNS; i++) {
                kept = action.get();
            }
            least = Math.min(least, (threads.getThreadAllocatedBytes(thread) - before) / (double) RUNS);
        }
        assertThat(kept).isNotNull();
        return least;
    }

    private static NewTask task() {
        NewTask.Builder task = NewTask.builder(5003, "Web.Chat")
                .dialogue(1_000, 1)
                .previousTask(new TaskId(152_145, 203, 1))
                .preferredAgent(5017);
        for (int i = 1; i <= 10; i++) {
            task.callVariable(i, "x".repeat(20));
        }
        ECC_NAMES.forEach(name -> task.ecc(name, "y".repeat(30)));
        return task.build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ged125-like", "ged188-like"})
    void a_decoded_task_takes_little_more_than_its_strings(String name) {
        MriCodec codec = name.equals("ged125-like")
                ? MriCodec.of(MriDialect.ged125Like()).with(RegisterVariables.of(ECC_NAMES))
                : MriCodec.of(MriDialect.ged188Like());
        ByteBuffer frame = ByteBuffer.wrap(codec.write(task()));
        var texts = new ArrayList<>(task().variables().callVariables().values());
        texts.addAll(task().variables().ecc().values());
        texts.add(task().scriptSelector());
        if (codec.dialect().eccMode() == EccMode.NAMED_VARIABLE) {
            texts.addAll(ECC_NAMES);
        }
        double strings = 0;
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            strings += allocated(() -> new String(bytes, StandardCharsets.ISO_8859_1));
        }
        assertThat(allocated(() -> codec.read(frame.position(0))))
                .as("strings take %s bytes", strings)
                .isBetween(strings, SHARE_OF_STRINGS * strings);
    }

    @Test
    void a_decoded_heartbeat_takes_64_bytes_at_most() {
        MriCodec codec = MriCodec.of(MriDialect.ged125Like());
        ByteBuffer frame = ByteBuffer.wrap(codec.write(new HeartbeatReq(7)));
        assertThat(allocated(() -> codec.read(frame.position(0)))).isLessThanOrEqualTo(HEARTBEAT_BYTES);
    }
}
