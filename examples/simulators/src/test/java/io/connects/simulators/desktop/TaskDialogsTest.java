package io.connects.simulators.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.finesse.message.Dialog;
import io.connects.finesse.message.DialogState;
import io.connects.finesse.message.MediaProperties;
import io.connects.finesse.xml.XmlElement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskDialogsTest {
    private static Dialog dialog(String state, Map<String, String> variables, List<XmlElement> others) {
        return new Dialog(
                "20785_8_1",
                new DialogState(state),
                "Cases",
                "",
                "",
                "",
                new MediaProperties("5003", "", "", "", variables, others),
                List.of(),
                List.of());
    }

    @Test
    void task_ids_have_colons_where_dialog_ids_have_underscores() {
        assertThat(TaskDialogs.taskId(dialog("OFFERED", Map.of(), List.of()))).isEqualTo("20785:8:1");
        assertThat(TaskDialogs.dialogId("20785:8:1")).isEqualTo("20785_8_1");
    }

    @Test
    void an_offer_has_the_correlation_value_of_its_variable_or_none() {
        var domain = new FinesseHand.Domain(5003, 1, "callVariable10");
        Dialog with = dialog("OFFERED", Map.of("callVariable10", "0JR1:2", "callVariable1", "Anna"), List.of());
        assertThat(TaskDialogs.offered(with, 7, domain))
                .isEqualTo(new CiscoHand.Offered(
                        "20785:8:1", 7, 5003, "0JR1:2", Map.of("callVariable10", "0JR1:2", "callVariable1", "Anna")));
        assertThat(TaskDialogs.offered(dialog("OFFERED", Map.of(), List.of()), 7, domain)
                        .correlation())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CD_RING_NO_ANSWER, RAN_OUT",
        "CD_NORMAL_END_TASK, ENDED",
        "CD_TASK_TRANSFER, ENDED",
        "CD_TASK_TRANSFERRED, ENDED",
        "CD_MAX_DIALOG_LIFETIME_EXCEEDED, TOO_LONG",
        "CD_TASK_TRANSFERRED_ON_AGENT_LOGOUT, SIGNED_OUT",
        "CD_AGENT_LOGGED_OUT_DURING_DIALOG, SIGNED_OUT"
    })
    void an_end_is_told_by_its_disposition(String disposition, CiscoHand.End end) {
        XmlElement code = XmlElement.text("dispositionCode", disposition);
        assertThat(TaskDialogs.end(dialog("CLOSED", Map.of(), List.of(code)))).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"OFFERED, RAN_OUT", "ACCEPTED, RAN_OUT", "ACTIVE, ENDED", "PAUSED, ENDED", "WRAPPING_UP, ENDED"})
    void an_end_that_was_missed_is_told_by_the_last_state(String state, CiscoHand.End end) {
        assertThat(TaskDialogs.end(dialog(state, Map.of(), List.of()))).isEqualTo(end);
    }
}
