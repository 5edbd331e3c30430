package io.connects.examples.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.finesse.FinesseOptions;
import io.connects.simulators.finesse.FinesseSide;
import io.connects.simulators.finesse.UserState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A robot's Finesse session on tokens of single sign-on, over TLS, with lives of seconds. */
@Timeout(120)
final class RobotAgentTest {
    private final List<String> said = new CopyOnWriteArrayList<>();
    private Deployment site;
    private RobotAgent agent;

    @BeforeEach
    void start() {
        site = Deployment.withLives(Duration.ofSeconds(5));
        FinesseOptions.Builder finesse = FinesseOptions.builder()
                .nodes(site.a(), site.b())
                .notifications(site.pair.a().webSocket(), site.pair.b().webSocket())
                .own(true, false)
                .askAgain(Duration.ofMillis(300));
        agent = RobotAgent.open(
                "anna", "1001", Deployment.ANNA, site.a(), finesse, site.robots(), said::add, site.resources());
        eventually("at " + site.a());
    }

    @AfterEach
    void stop() {
        agent.close();
        site.close();
    }

    private void eventually(String... what) {
        await(String.join(", ", what) + " in " + said)
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(said).containsSubsequence(what));
    }

    private void refreshed(int times) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(site.ids.ledger().refreshed()).isGreaterThanOrEqualTo(times));
    }

    private String token() {
        return agent.tokens().token().orTimeout(10, TimeUnit.SECONDS).join().reveal();
    }

    @Test
    void a_session_goes_on_while_its_tokens_are_refreshed() {
        String first = token();
        site.pair.setState("1001", UserState.NOT_READY, -1);
        eventually("1001 is NOT_READY");
        refreshed(2);
        site.pair.setState("1001", UserState.READY, -1);
        eventually("1001 is NOT_READY", "1001 is READY");
        assertThat(token()).isNotEqualTo(first);
        assertThat(site.ids.ledger().signIns()).isEqualTo(1);
        assertThat(said).noneMatch(line -> line.startsWith("signed out"));
        assertThat(site.wasLogged("token=renewed")).isTrue();
        assertThat(site.wasLogged("io.connects.wire")).isTrue();
    }

    @Test
    void after_a_failover_the_other_node_gives_a_token_at_once() {
        String first = token();
        site.pair.faults().kill(FinesseSide.A);
        eventually("at " + site.b());
        refreshed(1);
        await().atMost(Duration.ofSeconds(20)).until(() -> !token().equals(first));
        site.pair.setState("1001", UserState.NOT_READY, -1);
        eventually("at " + site.b(), "1001 is NOT_READY");
        refreshed(2);
        assertThat(site.ids.ledger().signIns()).isEqualTo(1);
    }

    @Test
    void when_the_key_of_ids_was_regenerated_the_robot_has_to_sign_in_again() {
        site.ids.regenerateKey();
        eventually("signed out: ACCESS_EXPIRED");
    }
}
