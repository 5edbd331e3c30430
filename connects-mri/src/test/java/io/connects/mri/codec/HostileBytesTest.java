package io.connects.mri.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.Unrecognised;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, reading ends in a message, in nothing, or in a violation that says where. */
class HostileBytesTest {
    private static final long SEED = 20_261_122;
    private static final int RUNS = 200_000;
    private static final List<String> FRAMES = List.of(
            "golden/open-req",
            "golden/close-req-text",
            "golden/register-variables",
            "golden/new-task-full",
            "golden/do-this-with-task-agent",
            "golden/do-this-with-task-label",
            "golden/new-task-failure",
            "golden-direct/new-task",
            "golden-direct/do-this-with-task");

    private final MriCodec codec = MriCodec.of(MriDialect.ged125Like());
    private final MriCodec direct = MriCodec.of(Golden.direct());

    @Test
    void survives_mutated_and_random_frames() {
        List<byte[]> frames = FRAMES.stream().map(Golden::frame).toList();
        var random = new Random(SEED);
        int read = 0;
        int refused = 0;
        for (int run = 0; run < RUNS; run++) {
            byte[] frame = mutate(frames.get(random.nextInt(frames.size())), random);
            try {
                Optional<MriMessage> message = (run % 2 == 0 ? codec : direct).read(ByteBuffer.wrap(frame));
                read += message.isPresent() ? 1 : 0;
            } catch (ProtocolViolationException e) {
                refused++;
                assertThat(e.offset()).as("seed %d run %d", SEED, run).isBetween(0, frame.length);
                assertThat(e.hex().length()).isLessThanOrEqualTo(2 * ProtocolViolationException.MAX_BYTES_KEPT);
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "seed " + SEED + " run " + run + " frame "
                                + HexFormat.of().formatHex(frame),
                        e);
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    private static byte[] mutate(byte[] golden, Random random) {
        byte[] frame = golden.clone();
        switch (random.nextInt(4)) {
            case 0 -> random.nextBytes(frame);
            case 1 -> { // a correct header over random bytes
                byte[] body = new byte[frame.length];
                random.nextBytes(body);
                System.arraycopy(body, 8, frame, 8, frame.length - 8);
            }
            case 2 -> frame[3] = (byte) random.nextInt(256);
            default -> {
                for (int i = random.nextInt(8); i >= 0; i--) {
                    frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
                }
            }
        }
        return frame;
    }

    @Test
    void refuses_a_length_that_cannot_be() {
        for (String length : List.of("FFFFFFFF", "80000000", "00001001")) {
            ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(length + "00000005"));
            assertThatThrownBy(() -> codec.frameLength(bytes))
                    .isInstanceOfSatisfying(
                            ProtocolViolationException.class,
                            e -> assertThat(e.offset()).isZero());
            assertThat(bytes.position()).isZero();
        }
        assertThat(codec.frameLength(ByteBuffer.wrap(HexFormat.of().parseHex("00001000"))))
                .hasValue(4104);
        assertThatThrownBy(
                        () -> direct.frameLength(ByteBuffer.wrap(HexFormat.of().parseHex("00000007"))))
                .isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void an_unknown_type_or_sub_type_keeps_its_bytes() {
        for (String hex : List.of("0000000300000063AABBCC", "000000050000002F0000006301")) {
            byte[] frame = HexFormat.of().parseHex(hex);
            assertThat(codec.read(ByteBuffer.wrap(frame))).contains(new Unrecognised(frame));
            assertThat(codec.write(new Unrecognised(frame))).isEqualTo(frame);
        }
    }

    @Test
    void bytes_after_a_fixed_part_without_floats_are_ignored() {
        assertThat(codec.read(ByteBuffer.wrap(HexFormat.of().parseHex("000000060000000500000007FFFF"))))
                .contains(new HeartbeatReq(7));
    }

    @Test
    void unknown_floats_are_skipped_by_their_length() {
        byte[] label = Golden.frame("golden/do-this-with-task-label");
        byte[] frame = new byte[label.length + 5];
        System.arraycopy(label, 0, frame, 0, label.length);
        System.arraycopy(HexFormat.of().parseHex("F003010203"), 0, frame, label.length, 5);
        frame[3] = (byte) (frame[3] + 5);
        assertThat(codec.read(ByteBuffer.wrap(frame)).orElseThrow())
                .isInstanceOfSatisfying(
                        DoThisWithTask.class,
                        answer -> assertThat(answer.label()).isEqualTo("Q_BACKLOG"));
    }

    @Test
    void a_body_cut_short_is_refused_and_the_next_frame_read() {
        byte[] bytes = HexFormat.of().parseHex("0000000200000005AABB" + "000000040000000500000009");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        assertThatThrownBy(() -> codec.read(buffer))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("InvokeID")
                .hasMessageContaining("offset 8");
        assertThat(codec.read(buffer)).contains(new HeartbeatReq(9));
    }
}
