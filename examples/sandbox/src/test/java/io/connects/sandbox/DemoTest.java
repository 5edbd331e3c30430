package io.connects.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** The whole thing once, through every protocol: adapter, org, MR PG, agents. */
class DemoTest {
    private final StringWriter out = new StringWriter();

    private int demo(String... options) {
        var program = new CommandLine(new DemoCommand());
        program.setOut(new PrintWriter(out));
        program.setErr(new PrintWriter(out));
        return program.execute(options);
    }

    @Test
    @Timeout(120)
    void every_work_item_ends_with_one_agent_or_with_its_customer() {
        int code = demo("--tasks", "20", "--seed", "3", "--exit");

        assertThat(out.toString()).endsWith("0 lost, 0 duplicated, 0 harmed" + System.lineSeparator());
        assertThat(out.toString()).contains("demo: 20 offered, 18 accepted, 2 withdrawn");
        assertThat(code).isZero();
    }

    @Test
    @Timeout(120)
    void everybody_agrees_on_the_agents_whom_the_adapter_found_in_finesse() {
        int code = demo("--tasks", "20", "--rate", "10", "--seed", "3", "--exit", "--finesse", "websocket");

        assertThat(out.toString())
                .doesNotContain("not everybody is ready")
                .contains(
                        "20 of 20 the same in Finesse, in the CCE, at their desktops and to the adapter: 20 READY, routable")
                .endsWith("0 lost, 0 duplicated, 0 harmed" + System.lineSeparator());
        assertThat(code).isZero();
    }

    @Test
    void exit_without_a_number_of_tasks_is_a_mistake() {
        assertThat(demo("--exit")).isEqualTo(2);
        assertThat(out.toString()).contains("--exit needs --tasks");
    }
}
