package io.connects.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.connects.salesforce.ApiBudget.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiBudgetTest {
    private Instant now = Instant.parse("2026-05-04T12:00:00Z");
    private final ApiBudget budget = new ApiBudget(30, () -> now);

    private String mayGo() {
        return Arrays.stream(Priority.values())
                .filter(priority -> budget.waitFor(priority).isZero())
                .map(Priority::name)
                .collect(Collectors.joining(" "));
    }

    private void send(int requests) {
        for (int i = 0; i < requests; i++) {
            budget.sent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // own requests of an allowance of 300, used by all of 1,000, and what may still be sent
        "0, 0, ASSIGN READ RECONCILE EXTRAS",
        "149, 149, ASSIGN READ RECONCILE EXTRAS",
        "150, 150, ASSIGN READ RECONCILE",
        "209, 209, ASSIGN READ RECONCILE",
        "210, 210, ASSIGN READ",
        "269, 269, ASSIGN READ",
        "270, 270, ASSIGN",
        "300, 300, ASSIGN",
        "500, 500, ASSIGN",
        // others leave less than our share
        "0, 849, ASSIGN READ RECONCILE EXTRAS",
        "0, 850, ASSIGN READ RECONCILE",
        "0, 910, ASSIGN READ",
        "0, 970, ASSIGN",
        "0, 1000, ASSIGN",
        "0, 1100, ASSIGN"
    })
    void gives_what_is_left_to_what_matters_most(int own, int used, String expected) {
        send(own);
        budget.told("api-usage=" + used + "/1000");
        assertThat(mayGo()).isEqualTo(expected);
    }

    @Test
    void refuses_nothing_before_the_org_told_its_allowance() {
        send(10_000);
        assertThat(mayGo()).isEqualTo("ASSIGN READ RECONCILE EXTRAS");
        assertThat(budget.account()).isEqualTo(new ApiBudget.Account(0, 0, 10_000, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api-usage=",
                "api-usage=5/0",
                "api-usage=-1/5",
                "api-usage=99999999999999999999/5",
                "per-app-api-usage=990/1000(appName=x)"
            })
    void passes_over_an_account_that_it_cannot_read(String header) {
        budget.told("api-usage=100/1000");
        budget.told(header);
        assertThat(budget.account()).isEqualTo(new ApiBudget.Account(100, 1000, 0, 300, 1));
    }

    @Test
    void reads_the_org_s_own_part_of_a_header_with_others() {
        budget.told("api-usage=940/1000; per-app-api-usage=17/250(appName=sample)");
        assertThat(budget.account()).isEqualTo(new ApiBudget.Account(940, 1000, 0, 300, 0.2));
    }

    @Test
    void forgets_its_own_requests_after_a_day() {
        budget.told("api-usage=0/1000");
        send(300);
        now = now.plus(Duration.ofHours(24));
        budget.told("api-usage=0/1000");
        assertThat(budget.account().own()).isEqualTo(300);
        now = now.plus(Duration.ofMinutes(15));
        assertThat(budget.account().own()).isZero();
        assertThat(mayGo()).isEqualTo("ASSIGN READ RECONCILE EXTRAS");
    }

    @Test
    void asks_again_with_one_request_when_the_account_is_old_and_says_how_long_until_then() {
        budget.told("api-usage=1000/1000");
        now = now.plus(Duration.ofMinutes(2));
        assertThat(budget.waitFor(Priority.READ)).isEqualTo(Duration.ofMinutes(3));
        now = now.plus(Duration.ofMinutes(3));
        assertThat(budget.waitFor(Priority.READ)).isZero();
        assertThat(budget.waitFor(Priority.READ)).isEqualTo(Duration.ofMinutes(5));
        budget.told("api-usage=10/1000");
        assertThat(budget.waitFor(Priority.READ)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // the org's allowance, its use, requests each, and the interval that lasts a day
        "100000, 0, 1, PT5S",
        "15000, 0, 1, PT21.333S",
        "15000, 0, 2, PT42.666S",
        "15000, 14000, 1, PT1M",
        "15000, 15000, 1, PT1M",
        "5000, 0, 1, PT1M"
    })
    void spreads_what_is_left_for_reads_over_a_day(int max, int used, int requests, Duration expected) {
        budget.told("api-usage=" + used + "/" + max);
        assertThat(budget.interval(Priority.READ, requests, Duration.ofSeconds(5), Duration.ofMinutes(1)))
                .isEqualTo(expected);
    }

    @Test
    void is_as_slow_as_allowed_while_nothing_is_known() {
        assertThat(budget.interval(Priority.READ, 1, Duration.ofSeconds(5), Duration.ofMinutes(1)))
                .isEqualTo(Duration.ofMinutes(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> budget.interval(Priority.READ, 0, Duration.ofSeconds(5), Duration.ofMinutes(1)))
                .withMessageStartingWith("requests");
    }
}
