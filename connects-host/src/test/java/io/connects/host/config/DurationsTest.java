package io.connects.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "30s,PT30S", "10m,PT10M", "8h,PT8H", "1m30s,PT1M30S", "0s,PT0S"})
    void reads_and_writes_durations(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
        assertThat(Durations.format(duration)).isEqualTo(text);
    }

    @Test
    void writes_negative_durations_for_messages() {
        assertThat(Durations.format(Duration.ofSeconds(-90))).isEqualTo("-1m30s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "30 s", "s", "-5s", "PT30S", "30S", "1.5s", "9999999999s", "30s!"})
    void refuses_other_forms(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).hasMessageContaining("must be a duration such as");
    }
}
