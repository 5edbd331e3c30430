package io.connects.finesse.xmpp.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameWatchTest {
    private final FrameWatch watch = new FrameWatch(1000);

    private void accept(String hex) throws BadFrameException {
        watch.accept(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Test
    void frames_of_every_length_pass_byte_by_byte() throws Exception {
        String short0 = "81 00";
        String short5 = "81 05 68 65 6c 6c 6f";
        String medium = "81 7e 00 80" + " 61".repeat(128);
        String large = "81 7f 00 00 00 00 00 00 00 03 61 62 63";
        String masked = "81 82 01 02 03 04 61 62";
        String ping = "89 02 ff ff";
        for (String frame : new String[] {short0, short5, medium, large, masked, ping, short5}) {
            for (String octet : frame.split(" ", -1)) {
                accept(octet);
            }
        }
    }

    @Test
    void a_length_above_the_limit_is_refused_before_its_first_byte() throws Exception {
        accept("81 7e 03 e8" + " 61".repeat(1000));
        assertThatThrownBy(() -> accept("81 7e 03 e9"))
                .isInstanceOf(BadFrameException.class)
                .hasMessage("a stanza of more than 1000 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "81 7f 80 00 00 00 00 00 00 00",
                "81 7f 7f ff ff ff ff ff ff ff",
                "82 7f 00 00 00 01 00 00 00 00",
                "89 7f 80 00 00 00 00 00 00 00",
                "1f 7f e5 ba 78 45 92 85 0f 69",
                "89 7e 00 7e"
            })
    void absurd_lengths_are_refused(String header) {
        assertThatThrownBy(() -> accept(header)).isInstanceOf(BadFrameException.class);
    }

    @Test
    void fragments_count_together_and_pings_between_them_do_not() throws Exception {
        accept("01 7e 01 f4" + " 61".repeat(500));
        accept("89 02 61 61");
        accept("00 7e 01 f4" + " 61".repeat(500));
        assertThatThrownBy(() -> accept("00 01")).isInstanceOf(BadFrameException.class);
    }

    @Test
    void a_character_may_go_over_two_fragments_but_not_end_half() throws Exception {
        accept("01 01 c3");
        accept("80 01 a4");
        accept("01 01 c3");
        assertThatThrownBy(() -> accept("80 00"))
                .isInstanceOf(BadFrameException.class)
                .hasMessage("text that is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"81 01 ff", "81 02 c0 80", "81 03 ed a0 80", "81 04 f4 90 80 80", "81 01 e4", "81 02 80 80"})
    void text_that_is_not_utf_8_is_refused(String frame) {
        assertThatThrownBy(() -> accept(frame)).isInstanceOf(BadFrameException.class);
    }

    @Test
    void bytes_that_are_no_text_need_not_be_utf_8() {
        assertThatCode(() -> accept("82 02 ff fe")).doesNotThrowAnyException();
    }

    @Test
    void the_check_is_of_one_mind_with_the_platforms_decoder() {
        for (int seed = 0; seed < 50_000; seed++) {
            var random = new Random(seed);
            byte[] bytes = new byte[1 + random.nextInt(5)];
            int[] likely = {0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF4};
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] =
                        (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : likely[random.nextInt(likely.length)]);
            }
            var check = new Utf8Check();
            boolean good = true;
            for (int i = 0; i < bytes.length && good; i++) {
                good = check.accept(bytes[i]);
            }
            assertThat(good && check.isComplete()).as("seed %d", seed).isEqualTo(decodes(bytes));
        }
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
