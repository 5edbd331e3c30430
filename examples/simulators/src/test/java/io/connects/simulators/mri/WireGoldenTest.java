package io.connects.simulators.mri;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.routing.TaskId;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WireGoldenTest {
    private static final long NONE = -1;
    private static final TaskId NO_TASK = TaskId.NONE;

    private static final Map<String, Message> GED125_LIKE = new TreeMap<>(Map.ofEntries(
            Map.entry("close-conf", Message.of("CLOSE_CONF").with("InvokeID", 9).build()),
            Map.entry("close-req", closeReq(0).build()),
            Map.entry("close-req-text", closeReq(11).text("Text", "bye").build()),
            Map.entry(
                    "do-this-with-task-agent",
                    doThis(1, new TaskId(152145, 204, 1), 5017, 5100)
                            .text("CallVariable1", "Anna Schmidt")
                            .add(new Floating.EccValue(1, "00001026"))
                            .build()),
            Map.entry(
                    "do-this-with-task-label",
                    doThis(2, NO_TASK, NONE, NONE).text("Label", "Q_BACKLOG").build()),
            Map.entry(
                    "failure-conf",
                    Message.of("FAILURE_CONF")
                            .with("InvokeID", 3)
                            .with("Status", 15)
                            .build()),
            Map.entry(
                    "failure-event",
                    Message.of("FAILURE_EVENT").with("Status", 11).build()),
            Map.entry(
                    "heartbeat-conf",
                    Message.of("HEARTBEAT_CONF").with("InvokeID", 7).build()),
            Map.entry(
                    "heartbeat-req",
                    Message.of("HEARTBEAT_REQ").with("InvokeID", 7).build()),
            Map.entry(
                    "new-task-failure",
                    Message.of("NEW_TASK_FAILURE")
                            .with("DialogueID", 3)
                            .with("SendSeqNo", 1)
                            .with("ReasonCode", 18)
                            .build()),
            Map.entry(
                    "new-task-full",
                    newTask(2, new TaskId(152145, 203, 1), 5017)
                            .text("ScriptSelector", "Web.Chat")
                            .text("CallVariable1", "Anna Schmidt")
                            .text("CallVariable10", "x")
                            .add(new Floating.EccValue(1, "00001026"))
                            .add(new Floating.EccValue(2, "0JR000000000001:1"))
                            .text("ApplicationString1", "one")
                            .text("ApplicationString2", "two")
                            .build()),
            Map.entry(
                    "new-task-minimal",
                    newTask(1, NO_TASK, NONE).text("ScriptSelector", "8000").build()),
            Map.entry("open-conf", Message.of("OPEN_CONF").with("InvokeID", 1).build()),
            Map.entry(
                    "open-req",
                    Message.of("OPEN_REQ")
                            .with("InvokeID", 1)
                            .with("VersionNumber", 1)
                            .with("IdleTimeout", 20_000)
                            .build()),
            Map.entry(
                    "register-variables",
                    Message.of("REGISTER_VARIABLES")
                            .with("CallVarsMask", 0x03FF)
                            .add(new Floating.EccName(1, "user.case.number"))
                            .add(new Floating.EccName(2, "user.connects.key"))
                            .build()),
            Map.entry("routing-disabled", Message.of("ROUTING_DISABLED").build()),
            Map.entry("routing-enabled", Message.of("ROUTING_ENABLED").build()),
            Map.entry(
                    "terminate-dialogue",
                    Message.of("TERMINATE_DIALOGUE")
                            .with("DialogueID", 1)
                            .with("SendSeqNo", 2)
                            .with("Reason", 0)
                            .build())));

    private static final Map<String, Message> DIRECT = new TreeMap<>(Map.of(
            "do-this-with-task",
            withEmptyCallVariables(Message.of("DO_THIS_WITH_TASK")
                            .with("SendSeqNo", 0)
                            .with("DialogueID", 2)
                            .with("AgentSkillTargetID", 5017)
                            .with("TaskID", new TaskId(152145, 204, 1))
                            .with("LabelType", 1)
                            .with("Cookie", NO_TASK)
                            .text("Label", "PARK"))
                    .build(),
            "new-task",
            withEmptyCallVariables(Message.of("NEW_TASK")
                            .with("SendSeqNo", 0)
                            .with("DialogueID", 2)
                            .with("PreviousTask", NO_TASK)
                            .with("MRDomainID", 5003)
                            .with("PreferredAgent", 0)
                            .text("ScriptSelector", "8000")
                            .text("CallVariable1", "J\u00f6rg"))
                    .add(new Floating.NamedEcc("user.case.number", "42"))
                    .add(new Floating.NamedEcc("user.connects.key", "k:1"))
                    .build(),
            "open-conf",
            Message.of("OPEN_CONF").with("InvokeID", 1).build(),
            "open-req",
            Message.of("OPEN_REQ")
                    .with("VersionNumber", 20)
                    .with("IdleTimeout", 60)
                    .with("InvokeID", 1)
                    .with("Reserved", 0)
                    .build(),
            "routing-disabled",
            Message.of("ROUTING_DISABLED").with("InvokeID", 0).with("Status", 0).build()));

    @Test
    void reads_every_golden_frame_there_is_as_the_message_it_is_named_for_and_writes_it_back() throws IOException {
        int frames = 0;
        for (Map.Entry<String, Dialect> directory : Golden.directories().entrySet()) {
            Wire wire = new Wire(directory.getValue());
            for (String file : Golden.files(directory.getKey())) {
                byte[] frame = Golden.frame(file);
                assertThat(wire.decode(frame)).as(file).isInstanceOfSatisfying(Message.class, message -> {
                    assertThat(file.toUpperCase(Locale.ROOT).replace('-', '_'))
                            .as("a file is named for its message")
                            .contains("/" + message.name());
                    assertThat(wire.encode(message)).as(file).isEqualTo(frame);
                });
                frames++;
            }
        }
        assertThat(frames).isGreaterThanOrEqualTo(GED125_LIKE.size() + DIRECT.size());
    }

    @Test
    void reads_and_writes_the_golden_frames_of_the_standard_dialect() throws IOException {
        for (Map.Entry<String, Message> golden : GED125_LIKE.entrySet()) {
            bothWays(Dialect.standard(), "golden/" + golden.getKey() + ".hex", golden.getValue());
        }
    }

    @Test
    void reads_and_writes_the_golden_frames_of_a_dialect_that_is_unlike_it() throws IOException {
        Dialect direct = Golden.dialect("dialect/direct.dialect");
        for (Map.Entry<String, Message> golden : DIRECT.entrySet()) {
            bothWays(direct, "golden-direct/" + golden.getKey() + ".hex", golden.getValue());
        }
    }

    @Test
    void writes_what_only_the_dialect_knows_as_nothing_and_leaves_out_no_call_variable() throws IOException {
        Wire wire = new Wire(Golden.dialect("dialect/direct.dialect"));

        byte[] frame = wire.encode(Message.of("DO_THIS_WITH_TASK")
                .with("DialogueID", 2)
                .with("AgentSkillTargetID", 5017)
                .with("TaskID", new TaskId(152145, 204, 1))
                .with("LabelType", 1)
                .text("Label", "PARK")
                .build());

        assertThat(frame).isEqualTo(Golden.frame("golden-direct/do-this-with-task.hex"));
    }

    private static void bothWays(Dialect dialect, String file, Message message) throws IOException {
        Wire wire = new Wire(dialect);
        byte[] frame = Golden.frame(file);
        assertThat(wire.encode(message)).as("written: %s", file).isEqualTo(frame);

        FrameReader reader = new FrameReader(dialect);
        for (int length = 1; length < frame.length; length++) {
            reader.add(new byte[] {frame[length - 1]});
            assertThat(reader.next()).as("%s bytes of %s", length, file).isNull();
            FrameReader atOnce = new FrameReader(dialect);
            atOnce.add(Arrays.copyOf(frame, length));
            assertThat(atOnce.next()).isNull();
        }
        reader.add(new byte[] {frame[frame.length - 1]});
        byte[] whole = reader.next();
        assertThat(whole).isEqualTo(frame);
        assertThat(wire.decode(frame)).as("read: %s", file).isEqualTo(message);
    }

    private static Message.Builder newTask(int dialogue, TaskId previous, long preferred) {
        return Message.of("NEW_TASK")
                .with("DialogueID", dialogue)
                .with("SendSeqNo", 1)
                .with("MRDomainID", 5003)
                .with("PreviousTask", previous)
                .with("PreferredAgent", preferred)
                .with("Service", 0)
                .with("CiscoReserved", 0);
    }

    private static Message.Builder doThis(int dialogue, TaskId task, long agent, long group) {
        return Message.of("DO_THIS_WITH_TASK")
                .with("DialogueID", dialogue)
                .with("SendSeqNo", 1)
                .with("TaskID", task)
                .with("AgentSkillTargetID", agent)
                .with("SkillGroupSkillTargetID", group)
                .with("ServiceSkillTargetID", NONE)
                .with("MRDomainID", 5003)
                .with("LabelType", 1);
    }

    private static Message.Builder closeReq(int status) {
        return Message.of("CLOSE_REQ").with("InvokeID", 9).with("Status", status);
    }

    private static Message.Builder withEmptyCallVariables(Message.Builder message) {
        int first = message.build().text("CallVariable1").isPresent() ? 2 : 1;
        for (int i = first; i <= 10; i++) {
            message.text("CallVariable" + i, "");
        }
        return message;
    }
}
