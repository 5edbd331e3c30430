package io.connects.mri.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.message.CloseReq;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.Unrecognised;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever frames come, in every dialect, reading ends in a message, in nothing, or in a violation that says where. */
class FaultyFramesTest {
    private static final long SEED = 20_261_122;
    private static final int FRAMES = 20_000;
    private static final int HEADER = 8;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.connects.mri.codec.Dialects#all")
    void random_and_mutated_frames_are_read_or_refused(MriDialect dialect) {
        FaultyFrames frames = FaultyFrames.of(dialect, SEED);
        MriCodec codec = frames.codec();
        int read = 0;
        int refused = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = frames.next();
            try {
                read += codec.read(ByteBuffer.wrap(frame)).isPresent() ? 1 : 0;
            } catch (ProtocolViolationException e) {
                refused++;
                assertThat(e.offset()).as("frame %d of seed %d", i, SEED).isBetween(0, frame.length);
                assertThat(e.hex().length()).isLessThanOrEqualTo(2 * ProtocolViolationException.MAX_BYTES_KEPT);
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "frame " + i + " of seed " + SEED + " in " + dialect + ": "
                                + HexFormat.of().formatHex(frame),
                        e);
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.connects.mri.codec.Dialects#all")
    void a_body_that_is_cut_short_is_refused_within_its_fixed_part_and_within_a_float(MriDialect dialect) {
        FaultyFrames frames = FaultyFrames.of(dialect, SEED);
        RandomMessages messages = RandomMessages.of(dialect, SEED);
        for (int type = 0; type < RandomMessages.TYPES; type++) {
            MriMessage message = messages.next(type);
            byte[] whole = messages.codec().write(message);
            int fixed = fixedLength(dialect, MessageRows.ALL.get(type));
            for (int length = HEADER; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                frames.setLength(cut);
                ByteBuffer bytes = ByteBuffer.wrap(cut);
                Throwable thrown = catchThrowable(() -> messages.codec().read(bytes));
                assertThat(bytes.hasRemaining())
                        .as("the frame is taken all the same")
                        .isFalse();
                if (length < fixed) {
                    assertThat(thrown)
                            .as("%s cut to %d of %d", message, length, whole.length)
                            .isInstanceOf(ProtocolViolationException.class);
                } else if (thrown != null) {
                    assertThat(thrown)
                            .isInstanceOf(ProtocolViolationException.class)
                            .hasMessageContaining("float");
                }
            }
        }
    }

    /** The header, the sub-type and the fields, added up from the dialect's rows. */
    private static int fixedLength(MriDialect dialect, MessageRow<?> row) {
        int length = HEADER;
        for (Field field : dialect.layout(row.name()).fields()) {
            length += field.type().bytes();
        }
        if (row.dialogue()) {
            length += dialect.framing().dialogueType().isPresent() ? Integer.BYTES : 0;
            for (Field field : dialect.framing().dialogueHeader()) {
                length += field.type().bytes();
            }
        }
        return length;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.connects.mri.codec.Dialects#all")
    void a_float_that_says_more_than_there_is_is_refused(MriDialect dialect) {
        byte[] frame = MriCodec.of(dialect).write(new CloseReq(1, 1, "12345678"));
        int contents = 8 + (dialect.framing().nulAtEnd() ? 1 : 0);
        int lastOfLength = frame.length - contents - 1;
        assertThat(frame[lastOfLength]).isEqualTo((byte) contents);
        for (int lie = contents + 1; lie <= 0xFF; lie++) {
            frame[lastOfLength] = (byte) lie;
            int said = lie;
            assertThatThrownBy(() -> MriCodec.of(dialect).read(ByteBuffer.wrap(frame)))
                    .isInstanceOf(ProtocolViolationException.class)
                    .hasMessageContaining(
                            "float " + dialect.floating(Names.TEXT).tag())
                    .hasMessageContaining(contents + " bytes are left where " + said + " are needed");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.connects.mri.codec.Dialects#all")
    void floats_of_unknown_tags_are_skipped(MriDialect dialect) {
        MriCodec codec = MriCodec.of(dialect);
        Framing framing = dialect.framing();
        byte[] known = codec.write(label("PARK"));
        int unknown = 1;
        while (dialect.floating(unknown).isPresent()) {
            unknown++;
        }
        byte[] frame = Arrays.copyOf(known, known.length + framing.floatTagBytes() + framing.floatLengthBytes() + 3);
        BigEndian.put(frame, known.length, framing.floatTagBytes(), unknown);
        BigEndian.put(frame, known.length + framing.floatTagBytes(), framing.floatLengthBytes(), 3);
        FaultyFrames.of(dialect, SEED).setLength(frame);
        assertThat(codec.read(ByteBuffer.wrap(frame))).contains(label("PARK"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.connects.mri.codec.Dialects#all")
    void frames_of_unknown_types_are_kept_as_they_came(MriDialect dialect) {
        MriCodec codec = MriCodec.of(dialect);
        byte[] frame = HexFormat.of().parseHex("00000000" + "0BADF00D" + "0102030405");
        FaultyFrames.of(dialect, SEED).setLength(frame);
        assertThat(codec.read(ByteBuffer.wrap(frame))).contains(new Unrecognised(frame));
        assertThat(codec.write(new Unrecognised(frame))).isEqualTo(frame);
        dialect.framing().dialogueType().ifPresent(type -> {
            ByteBuffer.wrap(frame).putInt(4, (int) type).putInt(8, 0x0BADF00D);
            assertThat(codec.read(ByteBuffer.wrap(frame))).contains(new Unrecognised(frame));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.connects.mri.codec.Dialects#all")
    void random_bytes_end_the_stream_at_a_length_that_cannot_be_or_run_out(MriDialect dialect) {
        MriCodec codec = MriCodec.of(dialect);
        for (int run = 0; run < 100; run++) {
            byte[] bytes = new byte[65_536];
            new Random(SEED + run).nextBytes(bytes);
            ByteBuffer stream = ByteBuffer.wrap(bytes);
            int taken = -1;
            boolean more = true;
            while (more) {
                assertThat(stream.position())
                        .as("each frame takes bytes, seed %d", SEED + run)
                        .isGreaterThan(taken);
                taken = stream.position();
                more = readOne(codec, stream);
            }
        }
    }

    /** Whether there may be another frame behind this one. */
    private static boolean readOne(MriCodec codec, ByteBuffer stream) {
        int before = stream.position();
        try {
            Optional<MriMessage> message = codec.read(stream);
            return message.isPresent();
        } catch (ProtocolViolationException e) {
            return stream.position() > before;
        }
    }

    private static DoThisWithTask label(String label) {
        return DoThisWithTask.builder(1, 1).label(label).build();
    }
}
