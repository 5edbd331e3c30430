package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskStateTest {
    @ParameterizedTest
    @CsvSource({
        "OFFERED, ACCEPT",
        "ACCEPTED, START TRANSFER",
        "ACTIVE, PAUSE TRANSFER WRAP_UP CLOSE",
        "PAUSED, RESUME TRANSFER WRAP_UP CLOSE",
        "WRAPPING_UP, CLOSE",
        "UNKNOWN, CLOSE",
        "INTERRUPTED, ''",
        "CLOSED, ''"
    })
    void each_state_has_its_actions(TaskState state, String actions) {
        assertThat(state.actions().stream().map(TaskAction::name).reduce("", (a, b) -> (a + " " + b).strip()))
                .isEqualTo(actions);
    }
}
