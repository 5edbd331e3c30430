package io.connects.benchmarks.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.connects.salesforce.streaming.StreamEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the long runs are judged by. */
class AccountsTest {
    private final StreamAccount account = new StreamAccount(10);

    private void event(int number) {
        account.event(new StreamEvent(
                "/topic/X", null, Instant.EPOCH, Map.of("sobject", Map.of("Subject", String.valueOf(number)))));
    }

    @Test
    void an_event_that_never_came_is_lost() {
        event(0);
        event(2);
        event(2);
        assertThat(account.line(4)).isEqualTo("2 2 0 1 0");
    }

    @Test
    void an_event_in_a_gap_that_was_told_of_is_not_lost() {
        event(0);
        account.subscribed(Set.of("/topic/X"), false);
        event(3);
        assertThat(account.line(5)).isEqualTo("2 1 2 0 1");
    }

    @Test
    void a_slope_is_that_of_the_last_two_thirds() {
        var samples = new Samples();
        for (int i = 0; i <= 90; i++) {
            long heap = i < 30 ? 50_000_000 : 10_000_000 + 1_000L * i;
            samples.add(new Samples.Sample(i, heap, i < 60 ? 20 : 25, 60));
        }
        assertThat(samples.slope().megabytesPerHour()).isCloseTo(3.6, within(0.001));
        assertThat(samples.growth(Samples.Sample::threads)).isEqualTo(5);
        assertThat(samples.growth(Samples.Sample::descriptors)).isZero();
    }
}
