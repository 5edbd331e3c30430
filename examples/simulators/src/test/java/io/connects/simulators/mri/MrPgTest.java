package io.connects.simulators.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.routing.TaskId;
import io.connects.simulators.cce.CceAgent;
import io.connects.simulators.cce.CceOptions;
import io.connects.simulators.cce.Ending;
import io.connects.simulators.cce.MediaRoutingDomain;
import io.connects.simulators.cce.Node;
import io.connects.simulators.cce.Script;
import io.connects.simulators.cce.ScriptSelector;
import io.connects.simulators.cce.TaskEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MrPgTest {
    private static final Dialect DIALECT = Dialect.standard();

    @RegisterExtension
    final MrPgExtension cisco = new MrPgExtension(() -> CceOptions.builder()
            .domain(new MediaRoutingDomain(5003, Duration.ofSeconds(30), false))
            .skillGroup(5100)
            .selector(new ScriptSelector("8000", 5003, Script.queueTo(5100)))
            .selector(new ScriptSelector("closed", 5003, closed()))
            .agent(new CceAgent(5017, "jane", Set.of(5100), Map.of(5003, 1)))
            .correlationVariable("user.connects.key")
            .build());

    private final TinyApplication application = new TinyApplication(DIALECT);

    private static Script closed() {
        return Script.of(Node.label("CLOSED"));
    }

    @AfterEach
    void close() throws IOException {
        application.close();
    }

    private MrPg connected() throws InterruptedException {
        MrPg pg = cisco.connect(application.address());
        application.expectOpening();
        return pg;
    }

    private static Message.Builder newTask(long dialogue, String selector) {
        return Message.of("NEW_TASK")
                .with("DialogueID", dialogue)
                .with("SendSeqNo", 1)
                .with("MRDomainID", 5003)
                .with("PreviousTask", TaskId.NONE)
                .with("PreferredAgent", -1)
                .text("ScriptSelector", selector);
    }

    private static Message terminate(long dialogue) {
        return Message.of("TERMINATE_DIALOGUE")
                .with("DialogueID", dialogue)
                .with("SendSeqNo", 2)
                .build();
    }

    private void awaitTasks(Ending... endings) {
        await().untilAsserted(() -> assertThat(cisco.cce().ledger().tasks())
                .extracting(TaskEntry::ending)
                .containsExactly(endings));
    }

    @Test
    void opens_with_the_dialects_version_and_an_idle_timeout_of_four_heartbeats() throws InterruptedException {
        cisco.connect(application.address());

        Message openReq = application.expect("OPEN_REQ");

        assertThat(openReq.fields()).containsEntry("VersionNumber", 1L).containsEntry("IdleTimeout", 2000L);
        application.expect("ROUTING_ENABLED");
    }

    @Test
    void answers_with_the_chosen_agent_and_gives_the_variables_back() throws InterruptedException {
        MrPg pg = connected();
        application.send(Message.of("REGISTER_VARIABLES")
                .with("CallVarsMask", 0x3FF)
                .add(new Floating.EccName(7, "user.connects.key"))
                .build());
        application.send(newTask(1, "8000")
                .text("CallVariable2", "Anna")
                .add(new Floating.EccValue(7, "0JR1:1"))
                .build());

        Message answer = application.expect("DO_THIS_WITH_TASK");

        TaskEntry task = cisco.cce().ledger().tasks("0JR1:1").get(0);
        assertThat(answer)
                .isEqualTo(Message.of("DO_THIS_WITH_TASK")
                        .with("DialogueID", 1)
                        .with("SendSeqNo", 1)
                        .with("TaskID", TaskId.of(task.taskId()))
                        .with("AgentSkillTargetID", 5017)
                        .with("SkillGroupSkillTargetID", 5100)
                        .with("ServiceSkillTargetID", -1)
                        .with("MRDomainID", 5003)
                        .with("LabelType", 1)
                        .text("CallVariable2", "Anna")
                        .add(new Floating.EccValue(7, "0JR1:1"))
                        .build());
        assertThat(pg.strays()).isZero();
    }

    @Test
    void answers_with_a_label_or_a_failure() throws InterruptedException {
        connected();

        application.send(newTask(1, "closed").build());
        Message label = application.expect("DO_THIS_WITH_TASK");
        assertThat(label.text("Label")).contains("CLOSED");
        assertThat(label.field("AgentSkillTargetID")).isEqualTo(-1);
        assertThat(label.taskId("TaskID")).isEqualTo(TaskId.NONE);

        application.send(newTask(2, "unknown").build());
        assertThat(application.expect("NEW_TASK_FAILURE").fields())
                .containsEntry("DialogueID", 2L)
                .containsEntry("ReasonCode", 5L);
        application.send(newTask(3, "8000").with("MRDomainID", 1).build());
        assertThat(application.expect("NEW_TASK_FAILURE").field("ReasonCode")).isEqualTo(0x45);
    }

    @Test
    void refuses_a_task_that_breaks_the_rules_of_the_wire() throws InterruptedException {
        MrPg pg = connected();
        cisco.cce().setReady(5017, false);
        byte[] latin1 = new Wire(DIALECT)
                .encode(newTask(4, "8000").text("CallVariable1", "x").build());
        latin1[latin1.length - 1] = (byte) 0xE4;

        application.send(newTask(1, "8000").with("SendSeqNo", 2).build());
        application.send(newTask(2, "8000")
                .add(new Floating.EccValue(9, "not registered"))
                .build());
        application.send(Message.of("NEW_TASK")
                .with("DialogueID", 3)
                .with("SendSeqNo", 1)
                .build());
        application.sendBytes(latin1);
        for (long dialogue = 1; dialogue <= 4; dialogue++) {
            assertThat(application.expect("NEW_TASK_FAILURE").fields())
                    .containsEntry("DialogueID", dialogue)
                    .containsEntry("ReasonCode", 0x21L);
        }
        application.send(newTask(5, "8000").build());
        application.send(newTask(5, "8000").build());
        assertThat(application.expect("NEW_TASK_FAILURE").field("ReasonCode")).isEqualTo(0x20);
        assertThat(pg.strays()).isEqualTo(5);
    }

    @Test
    void takes_a_task_back_without_a_word() throws InterruptedException {
        connected();
        cisco.cce().setReady(5017, false);
        application.send(newTask(1, "8000").build());
        application.send(terminate(1));
        awaitTasks(Ending.DEQUEUED);

        cisco.cce().setReady(5017, true);
        application.send(newTask(2, "8000").build());

        assertThat(application.expect("DO_THIS_WITH_TASK").field("DialogueID")).isEqualTo(2);
    }

    @Test
    void can_forget_a_termination_so_that_the_answer_comes_late() throws InterruptedException {
        MrPg pg = connected();
        pg.faults().ignoreTerminates(true);
        cisco.cce().setReady(5017, false);
        application.send(newTask(1, "8000").build());
        application.send(terminate(1));
        application.send(newTask(2, "unknown").build());
        application.expect("NEW_TASK_FAILURE");

        cisco.cce().setReady(5017, true);

        assertThat(application.expect("DO_THIS_WITH_TASK").field("DialogueID")).isEqualTo(1);
    }

    @Test
    void can_answer_a_dialogue_that_never_was() throws InterruptedException {
        MrPg pg = connected();

        assertThat(pg.faults().sendLateAnswer(77, new TaskId(1, 2, 3), 5018, 5003))
                .isTrue();

        assertThat(application.expect("DO_THIS_WITH_TASK").fields())
                .containsEntry("DialogueID", 77L)
                .containsEntry("AgentSkillTargetID", 5018L);
    }

    @Test
    void discards_its_queue_and_connects_again_when_the_connection_is_cut() throws InterruptedException {
        MrPg pg = connected();
        cisco.cce().setReady(5017, false);
        application.send(newTask(1, "8000").build());
        await().until(() -> cisco.cce().ledger().inQueue() == 1);

        assertThat(pg.faults().cut()).isTrue();

        application.expectEndOfConnection();
        application.expectOpening();
        awaitTasks(Ending.DISCARDED);
        assertThat(pg.sessionsOpened()).isEqualTo(2);
        cisco.cce().setReady(5017, true);
        application.send(newTask(1, "8000").build());
        application.expect("DO_THIS_WITH_TASK");
    }

    @Test
    void says_that_routing_is_disabled_and_fails_what_comes_until_it_is_enabled() throws InterruptedException {
        MrPg pg = connected();
        cisco.cce().setReady(5017, false);
        application.send(newTask(1, "8000").build());
        await().until(() -> cisco.cce().ledger().inQueue() == 1);

        pg.faults().disableRouting();
        application.expect("ROUTING_DISABLED");
        application.send(newTask(2, "8000").build());
        assertThat(application.expect("NEW_TASK_FAILURE").field("ReasonCode")).isEqualTo(0x0D);
        awaitTasks(Ending.DISCARDED, Ending.FAILED);
        pg.faults().enableRouting();
        application.expect("ROUTING_ENABLED");
        cisco.cce().setReady(5017, true);
        application.send(newTask(1, "8000").build());
        application.expect("DO_THIS_WITH_TASK");
    }

    @Test
    void drops_an_application_that_leaves_more_heartbeats_unanswered_than_tolerated() throws InterruptedException {
        application.answersHeartbeats = false;
        MrPg pg = cisco.connect(MrPgOptions.connectingTo(application.address())
                .every(Duration.ofMillis(250), Duration.ofMillis(50))
                .tolerating(2));
        application.expectOpening();

        application.expectEndOfConnection();
        application.answersHeartbeats = true;
        application.expectOpening();

        assertThat(pg.isOpen()).isTrue();
    }

    @Test
    void sends_nothing_while_it_is_stalled_and_all_of_it_when_it_goes_on() throws InterruptedException {
        MrPg pg = connected();
        pg.faults().stall();
        pg.faults().sendUnknownType();
        application.send(newTask(1, "8000").build());
        assertThat(application.received).isEmpty();
        assertThat(cisco.cce().ledger().tasks()).isEmpty();

        pg.faults().resume();

        assertThat(application.next()).isInstanceOf(Incoming.Unrecognised.class);
        application.expect("DO_THIS_WITH_TASK");
        assertThat(pg.sessionsOpened()).isEqualTo(1);
    }

    @Test
    void can_send_what_no_application_should_have_to_read() throws InterruptedException {
        MrPg pg = connected();

        pg.faults().sendUnknownType();
        assertThat(application.next()).isInstanceOf(Incoming.Unrecognised.class);
        pg.faults().sendGarbage(1);
        assertThat(application.next()).isInstanceOfAny(Incoming.Malformed.class, Message.class);
        pg.faults().sendInsaneLength();
        application.expectEndOfConnection();
        application.expectOpening();
    }

    @Test
    void skips_what_it_cannot_read_and_leaves_a_stream_that_makes_no_sense() throws InterruptedException {
        MrPg pg = connected();
        application.sendBytes(new byte[] {0, 0, 0, 1, 0, 0, 0, 99, 42});
        application.sendBytes(new byte[] {0, 0, 0, 2, 0, 0, 0, 47, 0, 0});
        application.send(newTask(1, "8000").build());
        application.expect("DO_THIS_WITH_TASK");
        assertThat(pg.strays()).isEqualTo(2);

        application.sendBytes(new byte[] {-1, -1, -1, -1, 0, 0, 0, 5});

        application.expectEndOfConnection();
        application.expectOpening();
    }

    @Test
    void answers_a_close_request_and_says_goodbye_itself() throws InterruptedException {
        MrPg pg = connected();
        application.send(Message.of("CLOSE_REQ").with("InvokeID", 5).build());
        assertThat(application.expect("CLOSE_CONF").field("InvokeID")).isEqualTo(5);
        application.expectEndOfConnection();
        application.expectOpening();

        pg.close();

        application.expect("CLOSE_REQ");
        application.expectEndOfConnection();
        assertThat(pg.isOpen()).isFalse();
    }

    @Test
    void goes_on_trying_while_nobody_listens() throws InterruptedException, IOException {
        MrPg pg = connected();
        application.close();
        await().until(() -> !pg.isOpen());

        assertThat(pg.faults().cut()).as("there is nothing to cut").isFalse();
        try (TinyApplication successor =
                new TinyApplication(DIALECT, application.address().getPort())) {
            successor.expectOpening();
        }
    }

    @Test
    void works_in_a_dialect_that_is_unlike_the_standard_one() throws InterruptedException, IOException {
        Dialect direct = Golden.dialect("dialect/direct.dialect");
        try (TinyApplication other = new TinyApplication(direct)) {
            cisco.connect(MrPgOptions.connectingTo(other.address()).speaking(direct));
            assertThat(other.expect("OPEN_REQ").field("IdleTimeout"))
                    .as("seconds")
                    .isEqualTo(20);
            other.expect("ROUTING_ENABLED");
            other.send(Message.of("NEW_TASK")
                    .with("DialogueID", 1)
                    .with("SendSeqNo", 0)
                    .with("MRDomainID", 5003)
                    .text("ScriptSelector", "8000")
                    .add(new Floating.NamedEcc("user.connects.key", "0JR1:1"))
                    .build());

            Message answer = other.expect("DO_THIS_WITH_TASK");

            assertThat(answer.field("AgentSkillTargetID")).isEqualTo(5017);
            assertThat(answer.floats()).contains(new Floating.NamedEcc("user.connects.key", "0JR1:1"));
        }
    }

    @Test
    void the_program_works_through_tasks_by_itself() throws InterruptedException {
        StringWriter out = new StringWriter();
        try (MrPgProgram program = MrPgProgram.start(
                MrPgOptions.connectingTo(application.address()), SampleScript.QUEUE, new PrintWriter(out))) {
            assertThat(program).isNotNull();
            application.expectOpening();
            application.send(newTask(1, "8000").build());
            application.expect("DO_THIS_WITH_TASK");
            await().until(() -> out.toString().contains("ENDED at agent5011"));
        }
        assertThat(out.toString()).contains("dialect ged125-like").contains("started by agent5011");
    }

    @ParameterizedTest
    @EnumSource(SampleScript.class)
    void the_program_runs_every_sample_script(SampleScript script) throws InterruptedException {
        MrPgOptions options = MrPgOptions.connectingTo(application.address());
        try (MrPgProgram program = MrPgProgram.start(options, script, new PrintWriter(new StringWriter()))) {
            assertThat(program).isNotNull();
            application.expectOpening();

            application.send(newTask(1, "8000").build());

            Message answer = (Message) application.next();
            assertThat(answer.name()).isEqualTo(script == SampleScript.RELEASE ? "RELEASE" : "DO_THIS_WITH_TASK");
            assertThat(answer.text("Label").isPresent() || script != SampleScript.LABEL)
                    .isTrue();
        }
    }
}
