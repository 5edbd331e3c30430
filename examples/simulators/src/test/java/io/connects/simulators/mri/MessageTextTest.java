package io.connects.simulators.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.routing.TaskId;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
    @Test
    void a_message_is_a_line_that_can_be_typed() {
        Message message = Message.of("DO_THIS_WITH_TASK")
                .with("DialogueID", 1)
                .with("TaskID", new TaskId(5, 204, 1))
                .with("AgentSkillTargetID", -1)
                .text("Label", "say \"hi\" \\ bye")
                .text("CallVariable1", "")
                .add(new Floating.EccName(7, "user.a"))
                .add(new Floating.EccValue(7, "v"))
                .add(new Floating.EccElement(8, 3, "w"))
                .add(new Floating.NamedEcc("user.case", "42"))
                .add(new Floating.NamedElement("user.list", 255, "x y"))
                .add(new Floating.Unknown(99, "c0ffee"))
                .build();

        assertThat(message)
                .hasToString("DO_THIS_WITH_TASK DialogueID=1 TaskID=5:204:1 AgentSkillTargetID=-1"
                        + " Label=\"say \\\"hi\\\" \\\\ bye\" CallVariable1=\"\" ecc-name:#7=\"user.a\" ecc:#7=\"v\""
                        + " ecc:#8[3]=\"w\" ecc:user.case=\"42\" ecc:user.list[255]=\"x y\" unknown:99=\"c0ffee\"");
        assertThat(Message.parse(message.toString())).isEqualTo(message);
        assertThat(Message.parse("  RELEASE   DialogueID=0x10 Cause=10 ").fields())
                .containsEntry("DialogueID", 16L)
                .containsEntry("Cause", 10L);
    }

    @Test
    void every_golden_frame_survives_being_written_down() throws IOException {
        for (Map.Entry<String, Dialect> directory : Golden.directories().entrySet()) {
            Wire wire = new Wire(directory.getValue());
            for (String file : Golden.files(directory.getKey())) {
                byte[] frame = Golden.frame(file);
                Message typed = Message.parse(wire.decode(frame).toString());
                assertThat(wire.encode(typed)).as("%s: %s", file, typed).isEqualTo(frame);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "DialogueID=1",
                "RELEASE Cause",
                "RELEASE Cause=",
                "RELEASE Cause=ten",
                "RELEASE Cause=\"10",
                "CLOSE_REQ Text=\"a\"b",
                "NEW_TASK ecc:#x=\"1\"",
                "NEW_TASK PreviousTask=99999999999:1:1"
            })
    void says_what_it_does_not_understand(String line) {
        assertThatThrownBy(() -> Message.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }
}
