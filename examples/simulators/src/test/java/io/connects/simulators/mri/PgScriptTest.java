package io.connects.simulators.mri;

import static io.connects.simulators.cce.Node.queueTo;
import static io.connects.simulators.cce.Node.release;
import static io.connects.simulators.cce.Node.runExternalScript;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.core.routing.TaskId;
import io.connects.simulators.cce.CceAgent;
import io.connects.simulators.cce.CceOptions;
import io.connects.simulators.cce.MediaRoutingDomain;
import io.connects.simulators.cce.ReleaseCause;
import io.connects.simulators.cce.Script;
import io.connects.simulators.cce.ScriptEntry;
import io.connects.simulators.cce.ScriptSelector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What scripts say to the application, in the built-in dialects, in one that is unlike them, and in some that were drawn. */
class PgScriptTest {
    private static final int SHUFFLED = 8;

    @RegisterExtension
    final MrPgExtension cisco = new MrPgExtension(() -> CceOptions.builder()
            .domain(new MediaRoutingDomain(5003, Duration.ofSeconds(30), false))
            .skillGroup(5100)
            .selector(new ScriptSelector(
                    "wait", 5003, Script.of(queueTo(5100), runExternalScript("EWT", "seconds", Duration.ofHours(1)))))
            .selector(new ScriptSelector("gone", 5003, Script.of(release(ReleaseCause.RELEASED))))
            .selector(new ScriptSelector("late", 5003, Script.of(release(ReleaseCause.EXPIRED))))
            .agent(new CceAgent(5017, "jane", Set.of(5100), Map.of(5003, 1)))
            .expectedWaitVariable("callVariable4")
            .build());

    static List<Dialect> dialects() throws IOException {
        List<Dialect> dialects = new ArrayList<>(
                List.of(Dialect.standard(), Dialect.builtIn("ged188-like"), Golden.dialect("dialect/direct.dialect")));
        for (int seed = 0; seed < SHUFFLED; seed++) {
            dialects.add(Dialect.read(
                    new ByteArrayInputStream(ShuffledDialect.file(seed).getBytes(StandardCharsets.UTF_8))));
        }
        return dialects;
    }

    private static Message.Builder newTask(Dialect dialect, long dialogue, String selector) {
        return Message.of("NEW_TASK")
                .with("DialogueID", dialogue)
                .with("SendSeqNo", dialect.framing().firstSequence())
                .with("MRDomainID", 5003)
                .with("PreviousTask", TaskId.NONE)
                .with("PreferredAgent", dialect.framing().nullId())
                .text("ScriptSelector", selector);
    }

    private static Message.Builder result(Dialect dialect, Message question, long ok) {
        return Message.of("RUN_SCRIPT_RESULT")
                .with("InvokeID", question.field("InvokeID"))
                .with("DialogueID", question.field("DialogueID"))
                .with("SendSeqNo", dialect.framing().firstSequence() + 1L)
                .with("ResultCode", ok);
    }

    /** The PG's next message in this dialogue has this name and number. */
    private static Message expect(TinyApplication application, String name, long sequence) throws InterruptedException {
        Message message = application.expect(name);
        assertThat(message.field("SendSeqNo")).isEqualTo(sequence);
        return message;
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void asks_the_application_and_goes_by_its_answer(Dialect dialect) throws InterruptedException, IOException {
        try (TinyApplication application = new TinyApplication(dialect)) {
            MrPg pg = cisco.connect(MrPgExtension.quickly(application.address()).speaking(dialect));
            application.expectOpening();
            cisco.cce().setReady(5017, false);
            long first = dialect.framing().firstSequence();
            long ok = dialect.framing().scriptResultOk();
            application.send(
                    newTask(dialect, 1, "wait").text("CallVariable1", "Anna").build());

            Message question = expect(application, "RUN_SCRIPT_REQ", first);
            assertThat(question.text("ScriptID")).contains("EWT");
            assertThat(question.text("ScriptConfiguration")).contains("seconds");
            assertThat(question.text("CallVariable1")).contains("Anna");
            assertThat(question.text("CallVariable4")).contains("60");
            application.send(result(dialect, question, ok).build());
            await().until(() -> cisco.cce().ledger().scripts().get(0).outcome() == ScriptEntry.Outcome.ANSWERED);

            application.send(newTask(dialect, 2, "wait").build());
            Message refused = expect(application, "RUN_SCRIPT_REQ", first);
            application.send(result(dialect, refused, ok + 1).build());
            await().until(() -> cisco.cce().ledger().scripts().get(1).outcome() == ScriptEntry.Outcome.REFUSED);
            assertThat(pg.strays()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void stops_a_script_before_it_names_the_agent(Dialect dialect) throws InterruptedException, IOException {
        try (TinyApplication application = new TinyApplication(dialect)) {
            MrPg pg = cisco.connect(MrPgExtension.quickly(application.address()).speaking(dialect));
            application.expectOpening();
            cisco.cce().setReady(5017, false);
            long first = dialect.framing().firstSequence();
            application.send(newTask(dialect, 1, "wait").build());
            Message question = expect(application, "RUN_SCRIPT_REQ", first);

            cisco.cce().setReady(5017, true);

            Message cancel = expect(application, "CANCEL", first + 1);
            assertThat(cancel.field("RequestID")).isEqualTo(question.field("InvokeID"));
            Message chosen = expect(application, "DO_THIS_WITH_TASK", first + 2);
            assertThat(chosen.field("AgentSkillTargetID")).isEqualTo(5017);
            application.send(result(dialect, question, 0).build());
            application.send(Message.of("EVENT_REPORT")
                    .with("DialogueID", 1)
                    .with("SendSeqNo", first + 2)
                    .with("EventID", 4)
                    .build());
            application.send(newTask(dialect, 2, "gone").build());
            application.expect("RELEASE");
            assertThat(pg.strays())
                    .as("a late result and a report are nothing unusual")
                    .isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void refuses_an_answer_to_what_it_never_asked(Dialect dialect) throws InterruptedException, IOException {
        try (TinyApplication application = new TinyApplication(dialect)) {
            MrPg pg = cisco.connect(MrPgExtension.quickly(application.address()).speaking(dialect));
            application.expectOpening();
            cisco.cce().setReady(5017, false);
            long first = dialect.framing().firstSequence();
            application.send(newTask(dialect, 1, "wait").build());
            Message question = expect(application, "RUN_SCRIPT_REQ", first);
            long wrong = question.field("InvokeID") + 1;

            application.send(
                    result(dialect, question, 0).with("InvokeID", wrong).build());

            Message refusal = expect(application, "DIALOGUE_FAILURE_CONF", first + 1);
            assertThat(refusal.field("InvokeID")).isEqualTo(wrong);
            assertThat(pg.strays()).isEqualTo(1);
            assertThat(cisco.cce().ledger().scripts().get(0).outcome()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void releases_with_a_cause_of_the_right_class(Dialect dialect) throws InterruptedException, IOException {
        try (TinyApplication application = new TinyApplication(dialect)) {
            cisco.connect(MrPgExtension.quickly(application.address()).speaking(dialect));
            application.expectOpening();

            application.send(newTask(dialect, 1, "late").build());
            long expired = application.expect("RELEASE").field("Cause");
            application.send(newTask(dialect, 2, "gone").build());
            long released = application.expect("RELEASE").field("Cause");

            assertThat(dialect.causes()).containsValue(new Dialect.Cause(expired, true));
            assertThat(dialect.causes()).doesNotContainValue(new Dialect.Cause(released, true));
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void gives_arrays_back_as_they_came(Dialect dialect) throws InterruptedException, IOException {
        boolean byTag = dialect.framing().ecc() == Dialect.EccMode.REGISTERED_TAG;
        Floating element =
                byTag ? new Floating.EccElement(3, 7, "seven") : new Floating.NamedElement("user.list", 7, "seven");
        try (TinyApplication application = new TinyApplication(dialect)) {
            MrPg pg = cisco.connect(MrPgExtension.quickly(application.address()).speaking(dialect));
            application.expectOpening();
            if (byTag) {
                application.send(Message.of("REGISTER_VARIABLES")
                        .with("CallVarsMask", 0x3FF)
                        .add(new Floating.EccName(3, "user.list"))
                        .build());
            }

            application.send(newTask(dialect, 1, "wait").add(element).build());

            assertThat(application.expect("DO_THIS_WITH_TASK").floats()).contains(element);
            assertThat(cisco.cce().ledger().tasks().get(0).request().variables())
                    .isEqualTo(Map.of("user.list[7]", "seven"));
            assertThat(pg.strays()).isZero();
        }
    }
}
