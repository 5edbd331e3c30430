package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ages are in milliseconds; an age with a plus was answered, the others broke. */
final class IdleCutsTest {
    private final IdleCuts cuts = new IdleCuts();

    private Optional<String> after(String ages) {
        Optional<String> said = Optional.empty();
        for (String age : Arrays.asList(ages.trim().split(" +", -1))) {
            if (age.startsWith("+")) {
                cuts.answered(Long.parseLong(age.substring(1)));
            } else {
                said = cuts.broke(Long.parseLong(age));
            }
        }
        return said;
    }

    @ParameterizedTest
    @CsvSource({
        "60010 60020 60015, 60 s",
        "30000 30900 29500, 31 s",
        "5000 6400 5100, 6 s",
        "109000 108900 109500, 110 s",
        "60000 +500 60000 +2000 60000, 60 s",
        "10000 60000 60000 60000, 60 s",
        "60000 60000 60000 60000 60000, 60 s"
    })
    void polls_that_break_at_the_same_age_were_cut(String ages, String about) {
        assertThat(after(ages))
                .hasValueSatisfying(
                        words -> assertThat(words).contains("after about " + about + " of silence", "allow 120 s"));
    }

    @ParameterizedTest
    @CsvSource({
        "60000 60000",
        "60000 30000 60000",
        "60000 60000 +61000 60000",
        "100 100 100",
        "3900 3900 3900",
        "5000 7000 5000",
        "110000 110000 110000",
        "115000 115000 115000",
        "60000 60000 100 60000"
    })
    void others_were_not(String ages) {
        assertThat(after(ages)).isEmpty();
    }

    @Test
    void begins_anew_after_a_poll_that_lived_longer() {
        assertThat(after("60000 60000 60000")).isPresent();
        assertThat(after("+100000 60000 60000")).isEmpty();
        assertThat(after("60000")).isPresent();
    }
}
