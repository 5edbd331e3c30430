package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.simulators.finesse.FinesseSide;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether the demo notices that somebody has it otherwise. */
@Timeout(120)
class AgentStatesTest {
    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(2);

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    @Test
    void names_everybody_of_whom_not_all_say_the_same() throws Exception {
        try (var centre =
                new ContactCentre(scheduler, ContactCentre.Feed.NONE, FinesseSite.Transport.WEBSOCKET, false)) {
            FinesseSite finesse = centre.finesse;
            assertThat(finesse).isNotNull();
            finesse.hand.open().orTimeout(60, TimeUnit.SECONDS).join();
            assertThat(centre.cce.setRoutable(5011, false).join()).isTrue();
            centre.org.setFederationIdentifier(centre.users.get(5012), "");
            var states = new AgentStates(centre, finesse);

            assertThat(states.differences(Duration.ZERO))
                    .containsExactly(
                            "agent 5011: CCE has READY, not routable; Finesse has READY, routable; the desktop has READY, routable;"
                                    + " the adapter has READY, routable",
                            "agent 5012: CCE has READY, routable; Finesse has READY, routable; the desktop has READY, routable;"
                                    + " the adapter has nobody");
            assertThat(states.counted()).isEqualTo("1 READY, not routable; 19 READY, routable");
        }
    }

    @Test
    void says_why_the_adapter_gets_no_answer() throws Exception {
        try (var centre =
                new ContactCentre(scheduler, ContactCentre.Feed.NONE, FinesseSite.Transport.WEBSOCKET, false)) {
            FinesseSite finesse = centre.finesse;
            assertThat(finesse).isNotNull();
            finesse.pair.faults().kill(FinesseSide.A);
            finesse.pair.faults().kill(FinesseSide.B);

            assertThat(new AgentStates(centre, finesse).differences(Duration.ZERO))
                    .hasSize(20)
                    .allSatisfy(difference -> assertThat(difference).contains("; the adapter has no answer: "));
        }
    }
}
