package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentMovesTest {
    @ParameterizedTest
    @CsvSource({
        "LOGOUT, LOGIN, NOW",
        "NOT_READY, LOGIN, KEPT",
        "READY, LOGIN, KEPT",
        "TALKING, LOGIN, KEPT",
        "NOT_READY, READY, NOW",
        "NOT_READY, NOT_READY, NOW",
        "NOT_READY, LOGOUT, NOW",
        "READY, NOT_READY, NOW",
        "WORK, READY, NOW",
        "WORK, NOT_READY, NOW",
        "WORK_READY, READY, NOW",
        "WORK_READY, NOT_READY, NOW",
        "TALKING, READY, AFTER_CALL",
        "TALKING, NOT_READY, AFTER_CALL",
        "TALKING, LOGOUT, AFTER_CALL",
        "HOLD, READY, AFTER_CALL",
        "HOLD, NOT_READY, AFTER_CALL",
        "RESERVED_OUTBOUND_PREVIEW, NOT_READY, AFTER_CALL"
    })
    void a_move_of_cce_is_allowed(UserState from, UserState asked, AgentMoves.When when) {
        assertThat(AgentMoves.of(FinesseFlavour.CCE, from, asked, false)).isEqualTo(when);
    }

    @ParameterizedTest
    @CsvSource({
        "READY, LOGOUT",
        "WORK, LOGOUT",
        "WORK_READY, LOGOUT",
        "RESERVED, READY",
        "RESERVED, NOT_READY",
        "RESERVED, LOGOUT",
        "RESERVED_OUTBOUND, NOT_READY",
        "UNKNOWN, READY"
    })
    void a_move_of_cce_is_refused(UserState from, UserState asked) {
        assertThatThrownBy(() -> AgentMoves.of(FinesseFlavour.CCE, from, asked, false))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"READY, LOGOUT, false, NOW", "TALKING, NOT_READY, false, AFTER_CALL"})
    void a_move_of_express_is_allowed(UserState from, UserState asked, boolean pending, AgentMoves.When when) {
        assertThat(AgentMoves.of(FinesseFlavour.CCX, from, asked, pending)).isEqualTo(when);
    }

    @ParameterizedTest
    @CsvSource({"TALKING, READY, false, 265", "TALKING, NOT_READY, true, 33"})
    void a_move_of_express_is_refused(UserState from, UserState asked, boolean pending, int code) {
        assertThatThrownBy(() -> AgentMoves.of(FinesseFlavour.CCX, from, asked, pending))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.error().code()).isEqualTo(code));
    }
}
