package io.connects.mri.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.mri.inspect.Conversation.Chunk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final int ROUNDS = 10_000;

    /** Short chains of small types, each with nonsense behind it: every one is an entry, and none has a type that is known. */
    @Test
    void looks_at_every_byte_a_few_times_however_often_a_stream_falls_out_of_step() {
        ByteBuffer stream = ByteBuffer.allocate(ROUNDS * 28);
        while (stream.hasRemaining()) {
            stream.putLong(7).putLong(7).putLong(7).putInt(-1);
        }
        var asked = new AtomicLong();
        Frames frames = Frames.of(
                new Conversation("a:1", "b:2", true, List.of(new Chunk(null, Side.PIM, stream.array(), false))),
                0,
                1_000,
                type -> {
                    asked.incrementAndGet();
                    return type == 99;
                });
        assertThat(frames.frames()).hasSizeGreaterThan(3 * ROUNDS - 30); // one chain may be lost with each 64 KiB
        assertThat(8 * frames.frames().size() + frames.unframed()).isEqualTo(stream.capacity());
        assertThat(asked.get()).isLessThan(2L * stream.capacity());
    }

    @Test
    void puts_a_frame_together_byte_by_byte() {
        byte[] frame = ByteBuffer.allocate(5_008).putInt(5_000).putInt(7).array();
        List<Chunk> chunks = IntStream.range(0, frame.length)
                .mapToObj(at -> new Chunk(null, Side.PIM, new byte[] {frame[at]}, false))
                .toList();
        Frames frames = Frames.of(new Conversation("a:1", "b:2", true, chunks), 0, 10_000, type -> type == 7);
        assertThat(frames.frames())
                .singleElement()
                .satisfies(it -> assertThat(it.bytes()).isEqualTo(frame));
    }
}
