package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FinesseOptionsTest {
    @Test
    void every_fault_is_named() {
        var agent = FinesseAgent.builder("1001", "x").team(9).build();
        assertThatThrownBy(() -> FinesseOptions.builder()
                        .flavour(FinesseFlavour.CCX)
                        .agent(agent)
                        .agent(agent)
                        .queue(new FinesseQueue(1, "q"))
                        .build())
                .hasMessageContaining("agent 1001: given twice")
                .hasMessageContaining("agent 1001: team 9 is not given")
                .hasMessageContaining("queue: CCX has none");
    }

    @Test
    void passwords_are_not_printed() {
        assertThat(FinesseAgent.builder("1001", "hidden").build().toString()).doesNotContain("hidden");
    }

    @Test
    void releases_are_in_order() {
        assertThat(FinesseRelease.of("12.10")).isGreaterThan(FinesseRelease.of("12.6"));
        assertThatThrownBy(() -> FinesseRelease.of("new")).hasMessageContaining("release");
    }
}
