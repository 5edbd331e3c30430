package io.connects.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** Each command runs at all, in little, and loses nothing; the figures are not for tests. */
class SalesforceBenchTest {
    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        return BenchProgram.run(new PrintWriter(out), new PrintWriter(out), arguments);
    }

    @Test
    void compares_two_clients_and_stalls_one() {
        run("salesforce-events", "--rounds", "1", "--millis", "50", "--batch", "100", "--stall", "1");
        assertThat(out.toString()).contains("of the stock client").contains("0 missing or out of order");
    }

    @Test
    void assigns_a_burst_once_each() {
        run("salesforce-burst", "--items", "40", "--agents", "4", "--delay", "1", "--limit", "60");
        assertThat(out.toString()).contains("40 work items assigned").contains("duplicated=0");
    }

    @Test
    void a_call_too_many_is_a_failure() {
        assertThat(run("salesforce-burst", "--items", "1", "--agents", "1", "--delay", "1", "--calls", "1"))
                .isEqualTo(1);
    }

    @Test
    void counts_the_calls_of_an_idle_day() {
        run("salesforce-idle", "--hours", "1", "--speed", "3600", "--waiting", "2");
        assertThat(out.toString()).contains("REST calls a day").contains("token requests a day");
    }

    @Test
    void starts_while_work_waits() {
        assertThat(run("salesforce-cold", "--psrs", "50")).isZero();
        assertThat(out.toString()).contains("50 of 50 PSRs");
    }

    @Test
    void loses_nothing_over_seconds_of_faults() {
        run("salesforce-faults", "--minutes", "0.3", "--seed", "3");
        assertThat(out.toString()).contains("seed 3").contains(" 0 lost").contains("the engine has all 200");
    }
}
