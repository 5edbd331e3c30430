package io.connects.mri.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.mri.message.NewTask;
import io.connects.mri.message.RegisterVariables;
import io.connects.mri.message.TaskVariables;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elements of ECC arrays, byte by byte, in each ecc-mode. */
class EccArraysTest {
    private static final String GED125_LIKE = Golden.text("/io/connects/mri/dialect/ged125-like.dialect");
    private static final TaskVariables VARIABLES = TaskVariables.builder()
            .ecc("user.a", "x")
            .eccElement("user.b", 0, "yy")
            .eccElement("user.b", 254, "")
            .build();

    private static MriCodec codec(String mode, boolean tagged) throws IOException {
        String text = GED125_LIKE.replace("= registered-tag ", "= " + mode + " ");
        if (!tagged) {
            text = text.replaceAll("(?m)^(Ecc\\w+ += \\d+) ecc-\\w+", "$1 string");
        }
        return MriCodec.of(MriDialect.read(new StringReader(text)))
                .with(RegisterVariables.of(List.of("user.b", "user.a")));
    }

    private static NewTask task() {
        return NewTask.builder(1, "").dialogue(1, 1).variables(VARIABLES).build();
    }

    /** 2A is EccName, 2B EccValue, 2C EccArray; 757365722E61 is user.a; the floats begin 40 bytes behind the header. */
    @ParameterizedTest(name = "{0} tagged={1}")
    @CsvSource({
        "registered-tag, true,  2B05 00000002 78 | 2C07 00000001 00 7979 | 2C05 00000001 FE",
        "name-value,     true,  2A0A 00000001 757365722E61 | 2B05 00000001 78"
                + " | 2A0A 00000002 757365722E62 | 2C07 00000002 00 7979"
                + " | 2A0A 00000003 757365722E62 | 2C05 00000003 FE",
        "name-value,     false, 2A06 757365722E61 | 2B01 78 | 2A06 757365722E62 | 2C03 00 7979 | 2A06 757365722E62 | 2C01 FE",
        "named-variable, false, 2B08 757365722E61 00 78 | 2C0A 00 757365722E62 00 7979 | 2C08 FE 757365722E62 00",
        "named-variable, true,  2B0C 00000001 757365722E61 00 78 | 2C0E 00000002 00 757365722E62 00 7979"
                + " | 2C0C 00000003 FE 757365722E62 00",
    })
    void travel_as_the_dialect_says(String mode, boolean tagged, String floats) throws IOException {
        MriCodec codec = codec(mode, tagged);
        byte[] frame = codec.write(task());
        assertThat(HexFormat.of().withUpperCase().formatHex(frame, 8 + 40, frame.length))
                .isEqualTo(floats.replaceAll("[ |]", ""));
        assertThat(codec.read(ByteBuffer.wrap(frame))).contains(task());
    }

    @Test
    void the_most_bytes_count_the_text_only() throws IOException {
        for (String mode : List.of("registered-tag", "name-value", "named-variable")) {
            MriCodec codec = codec(mode, true);
            codec.write(NewTask.builder(1, "")
                    .eccElement("user.b", 9, "x".repeat(210))
                    .build());
            assertThatThrownBy(() -> codec.write(NewTask.builder(1, "")
                            .eccElement("user.b", 9, "x".repeat(211))
                            .build()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("user.b")
                    .hasMessageContaining("211");
        }
    }

    @Test
    void elements_beyond_the_last_index_and_of_unknown_names_are_left_out() throws IOException {
        MriCodec codec = codec("registered-tag", true);
        byte[] frame = codec.write(task());
        int lastIndex = frame.length - 1;
        frame[lastIndex] = (byte) 0xFF;
        frame[lastIndex - 7 - 2 - 3] = 9; // the tag of the element before
        NewTask read = (NewTask) codec.read(ByteBuffer.wrap(frame)).orElseThrow();
        assertThat(read.variables())
                .isEqualTo(TaskVariables.builder().ecc("user.a", "x").build());
    }
}
