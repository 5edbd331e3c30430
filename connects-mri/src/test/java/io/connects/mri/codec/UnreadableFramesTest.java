package io.connects.mri.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.UnreadableMessage;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnreadableFramesTest {
    @ParameterizedTest
    @MethodSource("io.connects.mri.codec.Dialects#all")
    void a_frame_that_is_cut_anywhere_behind_its_dialogue_id_can_be_identified(MriDialect dialect) {
        MriCodec codec = MriCodec.of(dialect);
        byte[] frame =
                codec.write(DoThisWithTask.builder(0x01020304, 1).label("PARK").build());
        int idEnds = HexFormat.of().formatHex(frame).indexOf("01020304") / 2 + Integer.BYTES;
        var answer = new UnreadableMessage(DoThisWithTask.class, "DO_THIS_WITH_TASK", 0x01020304);
        for (int length = 0; length <= frame.length; length++) {
            var identified = codec.identify(Arrays.copyOf(frame, length));
            if (length < idEnds) {
                assertThat(identified).as("%d bytes", length).isEmpty();
            } else {
                assertThat(identified).as("%d bytes", length).contains(answer);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.connects.mri.codec.Dialects#all")
    void what_is_of_no_dialogue_or_of_no_known_type_cannot_be_identified(MriDialect dialect) {
        MriCodec codec = MriCodec.of(dialect);
        assertThat(codec.identify(codec.write(new HeartbeatReq(1)))).isEmpty();
        assertThat(codec.identify(HexFormat.of().parseHex("000000087FFFFFFF0102030401020304")))
                .isEmpty();
    }
}
