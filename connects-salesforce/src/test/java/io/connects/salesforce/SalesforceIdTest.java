package io.connects.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SalesforceIdTest {
    @ParameterizedTest
    @CsvSource({
        "a0RE000000IJmcN, MAT",
        "001M000000qfPyS, IAU",
        "0F9E000000092w2, KAA",
        "AbCdEfGhIjKlMnO, VKV",
        "aBcDEfgHIJKLMNO, 025"
    })
    void adds_the_three_characters_that_keep_the_case(String id, String checks) {
        assertThat(SalesforceId.of(id).value()).isEqualTo(id + checks);
        assertThat(SalesforceId.of(id + checks)).isEqualTo(SalesforceId.of(id));
        assertThat(SalesforceId.of(id + checks.toLowerCase(Locale.ROOT))).isEqualTo(SalesforceId.of(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "001", "001M000000qfPy'", "001M000000qfPySIAV", "001M000000qfPySIA", "001M000000qfPySIAUU"})
    void refuses_what_is_no_id(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SalesforceId.of(text));
    }

    @Test
    void never_repeats_a_long_text() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SalesforceId.of("x".repeat(5_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(100));
    }
}
