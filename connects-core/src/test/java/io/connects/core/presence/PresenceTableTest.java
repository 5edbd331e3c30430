package io.connects.core.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PresenceTableTest {
    @Test
    void many_states_lead_to_one_status_and_back_to_one_of_them() {
        PresenceTable table = PresenceWorld.TABLE;
        assertThat(table.toOmni(CiscoState.notReady(5))).contains("Break");
        assertThat(table.toOmni(CiscoState.notReady(7))).contains("Break");
        assertThat(table.toCisco("Break")).contains(CiscoState.notReady(5));
        assertThat(table.agree(CiscoState.notReady(7), "Break")).isTrue();
        assertThat(table.agree(CiscoState.READY, "Available Chat")).isTrue();
        assertThat(table.agree(CiscoState.notReady(6), "Break")).isFalse();
        assertThat(table.agree(CiscoState.of(AgentState.TALKING), "Available")).isFalse();
    }

    @Test
    void what_has_no_row_has_a_default_on_one_side_only() {
        PresenceTable table = PresenceTable.DEFAULTS;
        assertThat(table.toOmni(CiscoState.notReady(17))).contains("Busy");
        assertThat(table.toOmni(CiscoState.of(AgentState.NOT_READY))).contains("Busy");
        assertThat(table.toOmni(CiscoState.of(AgentState.WORK))).isEmpty();
        assertThat(table.toCisco("Busy")).isEmpty();
        assertThat(table.toCisco("Training")).isEmpty();
        assertThat(table.toCisco("Available")).contains(CiscoState.READY);
    }

    @Test
    void all_faults_are_reported_together() {
        PresenceTable.Builder builder = PresenceTable.builder("Ready", "Ready", " ")
                .notReady(5, "Break")
                .notReady(5, "Lunch")
                .notReady(70000, "Far")
                .notReady(6, "")
                .leads(" ", CiscoState.notReady(5))
                .leads("Break", CiscoState.notReady(5))
                .leads("Break", CiscoState.READY)
                .leads("Phone", CiscoState.of(AgentState.TALKING))
                .leads("Missed", CiscoState.notReady(32767))
                .leads("Training", CiscoState.notReady(9));
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("offline: the name of a status is missing"
                        + "; available, busy, offline: must be three statuses, were Ready, Ready,  "
                        + "; notReady 5: has two statuses, Break and Lunch"
                        + "; notReady 70000: a reason code is 0 to 65535"
                        + "; notReady 6: the name of a status is missing"
                        + "; leads: the name of a status is missing"
                        + "; leads Break: has two states, NOT_READY 5 and READY"
                        + "; leads  : the offline status cannot lead, nobody is signed out at Cisco by it"
                        + "; leads Phone: must be READY, or NOT_READY with a reason code, was TALKING"
                        + "; leads Missed: reason code 32767 is Cisco's own, no agent can choose it"
                        + "; leads Training: reason code 9 has no row");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PresenceOptions(PresenceMode.OFF, Duration.ZERO, Duration.ofSeconds(-1)))
                .withMessageContainingAll("answerWithin", "unknownKept");
    }

    @Test
    void a_table_does_not_change_with_its_builder() {
        PresenceTable.Builder builder = PresenceTable.builder("Available", "Busy", "Offline");
        PresenceTable table = builder.build();
        builder.notReady(5, "Break").leads("Break", CiscoState.notReady(5));
        assertThat(table.toOmni(CiscoState.notReady(5))).contains("Busy");
        assertThat(table.toCisco("Break")).isEmpty();
    }

    @Test
    void a_reason_code_belongs_to_not_ready_only() {
        assertThat(new CiscoState(AgentState.NOT_READY, -1)).isEqualTo(CiscoState.of(AgentState.NOT_READY));
        assertThat(new CiscoState(AgentState.READY, 5)).isEqualTo(CiscoState.READY);
        assertThat(new CiscoState(AgentState.NOT_READY, 0).reasonCode()).isZero();
        assertThat(CiscoState.notReady(5)).hasToString("NOT_READY 5");
    }

    @Test
    void a_state_is_known_by_its_name_in_any_case() {
        assertThat(AgentState.of(" not_ready ")).isEqualTo(AgentState.NOT_READY);
        assertThat(AgentState.of("BUSY")).isEqualTo(AgentState.UNKNOWN);
    }
}
