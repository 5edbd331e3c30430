package io.connects.mri.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.RoutingEnabled;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
    private static final List<MriMessage> MESSAGES = List.of(
            new HeartbeatReq(1),
            new RoutingEnabled(),
            NewTask.builder(5003, "8000").dialogue(1, 1).callVariable(2, "two").build(),
            DoThisWithTask.builder(1, 1).label("PARK").mrDomainId(5003).build(),
            new HeartbeatReq(2));

    private final MriCodec codec = MriCodec.of(MriDialect.ged125Like());
    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(codec), new FrameEncoder(codec));

    @AfterEach
    void finish() {
        channel.finishAndReleaseAll();
    }

    private byte[] frames() {
        var bytes = new ByteArrayOutputStream();
        MESSAGES.forEach(message -> bytes.writeBytes(codec.write(message)));
        return bytes.toByteArray();
    }

    private void write(byte[] bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
    }

    @Test
    void reads_frames_that_come_one_byte_at_a_time() {
        for (byte one : frames()) {
            write(new byte[] {one});
        }
        assertThat(channel.inboundMessages()).containsExactlyElementsOf(MESSAGES);
    }

    @Test
    void reads_frames_that_come_all_at_once() {
        write(frames());
        assertThat(channel.inboundMessages()).containsExactlyElementsOf(MESSAGES);
    }

    @Test
    void writes_what_it_reads() {
        MESSAGES.forEach(channel::writeOutbound);
        for (MriMessage message : MESSAGES) {
            ByteBuf frame = channel.readOutbound();
            channel.writeInbound(frame);
            assertThat(channel.<Object>readInbound()).isEqualTo(message);
        }
    }

    @Test
    void goes_on_after_a_frame_that_cannot_be_read() {
        write(HexFormat.of().parseHex("0000000200000005AABB" + "000000040000000500000009"));
        assertThat(channel.<Object>readInbound()).isInstanceOf(SkippedFrame.class);
        assertThat(channel.<Object>readInbound()).isEqualTo(new HeartbeatReq(9));
    }

    @Test
    void gives_up_the_connection_over_a_length_that_cannot_be() {
        assertThatThrownBy(() -> write(HexFormat.of().parseHex("7FFFFFFF00000005")))
                .isInstanceOf(DecoderException.class)
                .hasCauseInstanceOf(ProtocolViolationException.class);
        write(frames());
        assertThat(channel.inboundMessages()).isEmpty();
    }

    @Test
    void survives_64_kib_of_random_bytes_in_pieces() {
        for (long seed = 1; seed <= 50; seed++) {
            var random = new Random(seed);
            var victim = new EmbeddedChannel(new FrameDecoder(codec));
            int refused = 0;
            for (int left = 65_536; left > 0; ) {
                byte[] piece = new byte[Math.min(left, 1 + random.nextInt(4096))];
                random.nextBytes(piece);
                left -= piece.length;
                try {
                    victim.writeInbound(Unpooled.wrappedBuffer(piece));
                } catch (DecoderException e) {
                    refused++;
                    assertThat(e).as("seed %d", seed).hasCauseInstanceOf(ProtocolViolationException.class);
                }
            }
            assertThat(refused).as("seed %d", seed).isEqualTo(1);
            victim.finishAndReleaseAll();
        }
    }
}
