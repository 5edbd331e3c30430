package io.connects.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.benchmarks.proto.Task;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Each command runs at all; the figures are not for tests. */
class BenchProgramTest {
    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        return BenchProgram.run(new PrintWriter(out), new PrintWriter(out), arguments);
    }

    @Test
    void fuzzes_so_many_frames_of_a_seed() {
        assertThat(run("mri-fuzz", "--frames", "3000", "--seed", "7")).isZero();
        assertThat(out.toString()).contains("seed 7: 3000 frames").contains("0 other exceptions");
    }

    @Test
    void counts_messages_and_measures_heaps() {
        run("mri-load", "--seconds", "1", "--rate", "200");
        assertThat(out.toString()).contains("messages a second").contains("not answered with an agent: 0");
        run("mri-memory", "--dialogues", "2000");
        assertThat(out.toString()).contains("2000 open dialogues");
    }

    @Test
    void both_sides_of_the_comparison_carry_the_same_texts() throws Exception {
        for (String dialect : new String[] {"ged125-like", "ged188-like"}) {
            var codec = FullTask.codec(dialect);
            var task = FullTask.newTask();
            assertThat(codec.read(ByteBuffer.wrap(codec.write(task)))).contains(task);
            var protobuf = Task.parseFrom(FullTask.protobuf(codec).toByteArray());
            assertThat(protobuf.getScriptSelector()).isEqualTo(task.scriptSelector());
            assertThat(protobuf.getCallVariable10()).isEqualTo(task.variables().callVariable(10));
            assertThat(protobuf.getEccList().stream().map(ecc -> ecc.getValue()))
                    .containsExactlyElementsOf(task.variables().ecc().values());
        }
    }
}
