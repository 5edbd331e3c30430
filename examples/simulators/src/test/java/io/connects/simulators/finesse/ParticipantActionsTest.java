package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParticipantActionsTest {
    private final Agent agent = new Agent(FinesseAgent.builder("1001", "x").build(), Instant.EPOCH);
    private final Call call = new Call("1", "555", "2001", "ACD_IN", DialogState.ACTIVE);

    private CallParticipant in(ParticipantState state) {
        var participant = new CallParticipant("2001", agent, state, Instant.EPOCH);
        call.participants.add(participant);
        return participant;
    }

    private String actions(ParticipantState state, boolean consults) {
        return in(state).actions(call, consults).stream()
                .map(CallAction::name)
                .reduce("", (a, b) -> (a + " " + b).strip());
    }

    @ParameterizedTest
    @CsvSource({
        "INITIATING, DROP UPDATE_CALL_DATA",
        "INITIATED, DROP UPDATE_CALL_DATA",
        "ALERTING, ANSWER",
        "ACTIVE, HOLD DROP UPDATE_CALL_DATA CONSULT_CALL TRANSFER_SST SEND_DTMF",
        "HELD, RETRIEVE DROP UPDATE_CALL_DATA",
        "WRAP_UP, UPDATE_CALL_DATA",
        "FAILED, DROP",
        "DROPPED, ''"
    })
    void each_state_has_its_actions(ParticipantState state, String actions) {
        assertThat(actions(state, false)).isEqualTo(actions);
    }

    @Test
    void a_held_call_can_be_joined_to_an_active_one() {
        assertThat(actions(ParticipantState.HELD, true))
                .isEqualTo("RETRIEVE DROP UPDATE_CALL_DATA TRANSFER CONFERENCE");
    }

    @Test
    void somebody_outside_has_no_actions() {
        assertThat(new CallParticipant("555", null, ParticipantState.ACTIVE, Instant.EPOCH).actions(call, false))
                .isEmpty();
    }
}
