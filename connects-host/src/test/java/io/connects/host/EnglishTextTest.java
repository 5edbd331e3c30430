package io.connects.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishTextTest {
    private final EnglishText english = new EnglishText();

    @ParameterizedTest
    @CsvSource({
        "Jürgen Größe,Jurgen Grosse",
        "Παπαδόπουλος,Papadopoulos",
        "Щербаков,Serbakov",
        "ささき,sasaki",
        "plain,plain"
    })
    void writes_other_scripts_in_plain_letters(String text, String plain) {
        assertThat(english.apply(text)).isEqualToIgnoringCase(plain);
    }

    @Test
    void leaves_for_the_text_rules_what_has_no_letters() {
        assertThat(english.apply("😀 محمد")).startsWith("😀 ").contains("mhmd");
    }

    @Test
    void serves_many_threads_at_once() {
        assertThat(IntStream.range(0, 2_000).parallel().mapToObj(i -> english.apply("Γιώργος " + i)))
                .allMatch(text -> text.matches("Giorgos \\d+"));
    }
}
