package io.connects.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** Each command runs at all, in little, and loses nothing; the figures are not for tests. */
class FinesseBenchTest {
    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        return BenchProgram.run(new PrintWriter(out), new PrintWriter(out), arguments);
    }

    @Test
    void reads_a_notification_in_three_ways() {
        run("finesse-codec", "--forks", "1", "--iterations", "1", "--millis", "20");
        assertThat(out.toString())
                .contains("connects-finesse: ")
                .contains("StAX and JAXB: ")
                .contains("Smack and JAXB: ");
    }

    @Test
    void delivers_every_change_in_order() {
        run(
                "finesse-load",
                "--agents",
                "40",
                "--sessions",
                "4",
                "--teams",
                "2",
                "--rate",
                "100",
                "--seconds",
                "1",
                "--warm-up",
                "1");
        assertThat(out.toString()).contains("200 changes published, 200 delivered, 0 skipped, 0 out of order");
    }

    @Test
    void knows_every_agent_again_by_one_read_a_team() {
        run("finesse-failover", "--agents", "30", "--teams", "3", "--seconds", "1");
        assertThat(out.toString()).contains("30 of 30 agents as they are now").contains("3 of 3 teams, once each");
    }
}
