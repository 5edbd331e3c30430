package io.connects.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkOriginsTest {
    private static final Duration KEPT = Duration.ofMinutes(2);
    private final Set<String> existing = new HashSet<>();
    private final WorkOrigins origins = new WorkOrigins(existing::contains, KEPT);

    private boolean foreign(String psrId, String id) {
        return origins.foreign(new AgentWork(id, psrId, "item", "user", AgentWork.Status.ASSIGNED), psrId);
    }

    @Test
    void the_psrs_that_were_not_heard_of_for_longest_are_forgotten_when_there_are_too_many() {
        origins.submitting("first", 0);
        origins.submitting("second", 0);
        origins.explained("first", "ours", 1);
        for (int n = 3; n <= 100_001; n++) {
            origins.submitting("psr" + n, 2);
        }

        assertThat(origins.submitted("second")).isFalse();
        assertThat(foreign("second", "work")).isFalse();
        assertThat(foreign("first", "work")).isTrue();
        assertThat(foreign("first", "ours")).isFalse();
    }

    @Test
    void psrs_are_forgotten_some_time_after_they_went() {
        long kept = KEPT.toNanos();
        existing.add("waits");
        origins.submitting("waits", 0);
        origins.submitting("first", 0);
        origins.submitting("second", 0);
        origins.gone("second", 1);
        origins.gone("never heard of", 1);
        origins.submitting("third", kept + 1);
        origins.submitting("fourth", kept + 1);

        assertThat(foreign("first", "work")).isFalse();
        assertThat(foreign("second", "work")).isTrue();
        assertThat(foreign("waits", "work")).isTrue();
        assertThat(origins.submitted("never heard of")).isFalse();
    }

    @Test
    void of_one_psr_the_last_hundred_agent_works_are_remembered() {
        origins.submitting("psr", 0);
        for (int n = 0; n <= 100; n++) {
            origins.explained("psr", "work" + n, 0);
        }

        assertThat(foreign("psr", "work0")).isTrue();
        assertThat(foreign("psr", "work1")).isFalse();
    }
}
