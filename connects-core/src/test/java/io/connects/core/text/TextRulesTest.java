package io.connects.core.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextRulesTest {
    private final TextRules ascii =
            new TextRules(text -> text.replace("ü", "ue").replace("Ω", "O"), US_ASCII);
    private final TextRules utf8 = new TextRules(text -> text, UTF_8);

    @Test
    void text_that_fits_is_left_as_it_is() {
        assertThat(ascii.fit("Hello", 5)).isEqualTo(new TextRules.Fitted("Hello", false));
        assertThat(ascii.fit("", 0)).isEqualTo(new TextRules.Fitted("", false));
    }

    @Test
    void other_scripts_go_through_the_transliterator_and_what_remains_becomes_a_question_mark() {
        assertThat(ascii.fit("Müller Ω", 40)).isEqualTo(new TextRules.Fitted("Mueller O", true));
        assertThat(ascii.fit("日本 😀", 40).text()).isEqualTo("?? ?");
    }

    @Test
    void a_charset_that_has_the_character_needs_no_transliterator() {
        assertThat(new TextRules(text -> "never", ISO_8859_1).fit("Müller", 40).text())
                .isEqualTo("Müller");
    }

    @Test
    void the_cut_is_by_bytes_and_never_inside_a_character() {
        assertThat(utf8.fit("aü", 2).text()).isEqualTo("a");
        assertThat(utf8.fit("aü", 3).text()).isEqualTo("aü");
        assertThat(utf8.fit("a😀b", 4).text()).isEqualTo("a");
        assertThat(utf8.fit("a😀b", 5).text()).isEqualTo("a😀");
        assertThat(utf8.fit("abc", 0).text()).isEmpty();
    }

    @Test
    void control_characters_become_spaces() {
        assertThat(ascii.fit("a\u0000b\r\nc\u0085", 10)).isEqualTo(new TextRules.Fitted("a b  c ", true));
    }

    @Test
    void half_a_surrogate_pair_does_no_harm() {
        assertThat(utf8.fit("a\ud83d", 10).text()).isEqualTo("a?");
        assertThat(ascii.fit("\ude00b", 10).text()).isEqualTo("?b");
    }

    @Test
    void any_text_fits_in_any_room() {
        var random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                text.append((char) random.nextInt(0x10000));
            }
            int room = random.nextInt(30);
            String fitted = utf8.fit(text.toString(), room).text();
            assertThat(fitted.getBytes(UTF_8).length).isLessThanOrEqualTo(room);
            assertThat(fitted.chars()).noneMatch(Character::isISOControl);
            assertThat(ascii.fit(text.toString(), room).text().length()).isLessThanOrEqualTo(room);
        }
    }

    @Test
    void room_cannot_be_negative() {
        assertThatIllegalArgumentException().isThrownBy(() -> utf8.fit("a", -1)).withMessageContaining("maxBytes");
    }
}
