package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.host.Host;
import io.connects.host.config.HostConfig;
import io.connects.simulators.finesse.FinesseSide;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An adapter that finds its agents, against the simulated org and pair. After a reading that failed it reads again within some ten seconds. */
@Timeout(120)
class AgentsFoundTest {
    private final Office office = new Office();
    private final LogLines log = new LogLines("io.connects.host.FoundAgents");

    @AfterEach
    void close() {
        log.close();
        office.close();
    }

    private Host host(String password) {
        return Host.of(
                HostConfig.parse(office.configured("admin", "finesse"), office.environment(password), Path.of("")));
    }

    @Test
    void starts_while_finesse_is_away_and_finds_at_the_next_reading_who_was_added_meanwhile()
            throws InterruptedException {
        office.pair.faults().outOfService(FinesseSide.A, true);
        office.pair.faults().outOfService(FinesseSide.B, true);
        try (Host host = host("fixture-admin")) {
            host.start();
            Office.until("a failure", () -> log.contains("WARN route=here agents=KEPT count=0"));

            office.pair.add(Office.agent("carl", 5013).build());
            office.user("carl");
            office.pair.faults().outOfService(FinesseSide.B, false);

            Office.until("three agents", () -> log.contains("INFO route=here agents=3"));
            assertThat(log.lines())
                    .anySatisfy(
                            line -> assertThat(line).contains("agent=NO_SALESFORCE_USER", "Cisco user sue", "remedy="))
                    .noneSatisfy(line -> assertThat(line).contains("Cisco user admin"));
        }
    }

    @Test
    void starts_with_a_password_that_is_wrong_and_does_not_try_it_again() throws InterruptedException {
        try (Host host = host("guessed")) {
            host.start();
            Office.until("a second reading", () -> log.contains("DEBUG route=here agents=KEPT failures=2"));

            assertThat(log.lines().get(0))
                    .startsWith("WARN route=here agents=KEPT count=0")
                    .contains("does not accept the password of admin")
                    .doesNotContain("guessed");
        }
        assertThat(office.pair.ledger().requests())
                .as("one for the agents, one for the account's own tasks")
                .hasSizeLessThanOrEqualTo(2);
    }
}
