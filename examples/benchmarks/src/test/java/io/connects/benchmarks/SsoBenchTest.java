package io.connects.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** Each command runs at all, in little; the figures are not for tests. */
class SsoBenchTest {
    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        return BenchProgram.run(new PrintWriter(out), new PrintWriter(out), arguments);
    }

    @Test
    void checks_tokens_in_three_ways() {
        run("sso-tokens", "--forks", "1", "--iterations", "1", "--millis", "20");
        assertThat(out.toString())
                .contains("SHA256withRSA alone: ")
                .contains("checked whole: ")
                .contains("seen before: ");
    }

    @Test
    void keeps_every_user_s_tokens_fresh() {
        assertThat(run("sso-sessions", "--sessions", "100", "--hours", "2", "--speed", "7200"))
                .isZero();
        assertThat(out.toString()).contains("100 have a token, 0 ended");
    }
}
