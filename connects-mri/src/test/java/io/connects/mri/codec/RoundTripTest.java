package io.connects.mri.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.mri.message.MriMessage;
import io.connects.mri.message.RunScriptReq;
import io.connects.mri.message.TaskVariables;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written is read again, in every dialect. */
class RoundTripTest {
    private static final long SEED = 3;
    private static final int OF_EACH_TYPE = 200;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.connects.mri.codec.Dialects#all")
    void every_message_is_read_as_it_was_written(MriDialect dialect) {
        RandomMessages messages = RandomMessages.of(dialect, SEED);
        MriCodec codec = messages.codec();
        for (int i = 0; i < OF_EACH_TYPE * RandomMessages.TYPES; i++) {
            MriMessage message = messages.next(i % RandomMessages.TYPES);
            byte[] frame = codec.write(message);
            assertThat(codec.read(ByteBuffer.wrap(frame)))
                    .as("message %d of seed %d in %s", i, SEED, dialect)
                    .contains(message);
            assertThat(codec.bodyLength(message)).isEqualTo(frame.length - 8);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.connects.mri.codec.Dialects#all")
    void one_byte_at_a_time_nothing_is_read_before_a_frame_is_whole(MriDialect dialect) {
        RandomMessages messages = RandomMessages.of(dialect, SEED);
        MriCodec codec = messages.codec();
        ByteBuffer received = ByteBuffer.allocate(65_536);
        for (int type = 0; type < RandomMessages.TYPES; type++) {
            MriMessage message = messages.next(type);
            byte[] frame = codec.write(message);
            for (int i = 0; i < frame.length; i++) {
                received.flip();
                assertThat(codec.read(received))
                        .as("%s after %d bytes", message, i)
                        .isEmpty();
                assertThat(received.position()).isZero();
                received.compact().put(frame[i]);
            }
            received.flip();
            assertThat(codec.read(received)).contains(message);
            assertThat(received.hasRemaining()).isFalse();
            received.clear();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.connects.mri.codec.Dialects#all")
    void the_kind_of_buffer_does_not_matter(MriDialect dialect) {
        RandomMessages messages = RandomMessages.of(dialect, SEED);
        MriCodec codec = messages.codec();
        for (int type = 0; type < RandomMessages.TYPES; type++) {
            MriMessage message = messages.next(type);
            byte[] frame = codec.write(message);
            byte[] amid = new byte[frame.length + 20];
            System.arraycopy(frame, 0, amid, 7, frame.length);
            ByteBuffer part = ByteBuffer.wrap(amid, 7, frame.length + 3);
            assertThat(codec.read(part.slice().order(ByteOrder.LITTLE_ENDIAN))).contains(message);
            assertThat(codec.read(part)).contains(message);
            assertThat(part.position()).isEqualTo(7 + frame.length);
            ByteBuffer direct =
                    ByteBuffer.allocateDirect(frame.length).put(frame).flip();
            assertThat(codec.read(direct)).contains(message);
            assertThat(codec.read(ByteBuffer.wrap(frame).asReadOnlyBuffer())).contains(message);
        }
    }

    @Test
    void the_dialects_differ_in_how_ecc_variables_travel() {
        Set<EccMode> modes = new HashSet<>();
        Dialects.all().forEach(dialect -> modes.add(dialect.eccMode()));
        assertThat(modes).containsExactlyInAnyOrder(EccMode.values());
    }

    @Test
    void the_messages_have_every_kind_of_variable() {
        RandomMessages messages = RandomMessages.of(MriDialect.ged125Like(), SEED);
        var all = TaskVariables.builder();
        for (int i = 0; i < 100; i++) {
            all.addAll(((RunScriptReq) messages.next(14)).variables());
        }
        assertThat(all.build().callVariables()).hasSize(10);
        assertThat(all.build().ecc()).hasSize(8);
        assertThat(all.build().eccArrays()).hasSize(4);
    }
}
