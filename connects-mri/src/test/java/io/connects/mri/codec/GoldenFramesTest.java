package io.connects.mri.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.connects.core.routing.TaskId;
import io.connects.mri.message.Cancel;
import io.connects.mri.message.CloseConf;
import io.connects.mri.message.CloseReq;
import io.connects.mri.message.DialogueFailureConf;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.EventReport;
import io.connects.mri.message.FailureConf;
import io.connects.mri.message.FailureEvent;
import io.connects.mri.message.HeartbeatConf;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.NewTaskFailure;
import io.connects.mri.message.OpenConf;
import io.connects.mri.message.OpenReq;
import io.connects.mri.message.RegisterVariables;
import io.connects.mri.message.Release;
import io.connects.mri.message.RoutingDisabled;
import io.connects.mri.message.RoutingEnabled;
import io.connects.mri.message.RunScriptReq;
import io.connects.mri.message.RunScriptResult;
import io.connects.mri.message.TaskVariables;
import io.connects.mri.message.TerminateDialogue;
import java.io.File;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The codec against frames derived by hand, in three dialects. */
class GoldenFramesTest {
    private static final RegisterVariables ECC = RegisterVariables.of(List.of("user.case.number", "user.connects.key"));
    private static final MriCodec GED125_LIKE =
            MriCodec.of(MriDialect.ged125Like()).with(ECC);
    private static final MriCodec GED188_LIKE = MriCodec.of(MriDialect.ged188Like());
    private static final MriCodec DIRECT = MriCodec.of(Golden.direct());

    static Stream<Arguments> ged125Like() {
        return Stream.of(
                        arguments("open-req", new OpenReq(1, 1, 20_000)),
                        arguments("open-conf", new OpenConf(1)),
                        arguments("heartbeat-req", new HeartbeatReq(7)),
                        arguments("heartbeat-conf", new HeartbeatConf(7)),
                        arguments("close-req", new CloseReq(9, 0, "")),
                        arguments("close-req-text", new CloseReq(9, 11, "bye")),
                        arguments("close-conf", new CloseConf(9)),
                        arguments("failure-conf", new FailureConf(3, 15)),
                        arguments("failure-event", new FailureEvent(11)),
                        arguments("register-variables", ECC),
                        arguments("routing-enabled", new RoutingEnabled()),
                        arguments("routing-disabled", new RoutingDisabled()),
                        arguments(
                                "new-task-minimal",
                                NewTask.builder(5003, "8000").dialogue(1, 1).build()),
                        arguments(
                                "new-task-full",
                                NewTask.builder(5003, "Web.Chat")
                                        .dialogue(2, 1)
                                        .previousTask(new TaskId(152_145, 203, 1))
                                        .preferredAgent(5017)
                                        .callVariable(10, "x")
                                        .callVariable(1, "Anna Schmidt")
                                        .ecc("user.connects.key", "0JR000000000001:1")
                                        .ecc("user.case.number", "00001026")
                                        .applicationStrings("one", "two")
                                        .build()),
                        arguments(
                                "do-this-with-task-agent",
                                DoThisWithTask.builder(1, 1)
                                        .taskId(new TaskId(152_145, 204, 1))
                                        .agentSkillTargetId(5017)
                                        .skillGroupSkillTargetId(5100)
                                        .mrDomainId(5003)
                                        .callVariables(Map.of(1, "Anna Schmidt"))
                                        .ecc(Map.of("user.case.number", "00001026"))
                                        .build()),
                        arguments(
                                "do-this-with-task-label",
                                DoThisWithTask.builder(2, 1)
                                        .mrDomainId(5003)
                                        .label("Q_BACKLOG")
                                        .build()),
                        arguments("new-task-failure", new NewTaskFailure(3, 1, 18)),
                        arguments("terminate-dialogue", new TerminateDialogue(1, 2, 0)),
                        arguments(
                                "run-script-req",
                                new RunScriptReq(
                                        1,
                                        1,
                                        41,
                                        "EWT_MSG",
                                        "language=e",
                                        TaskVariables.builder()
                                                .callVariable(3, "120")
                                                .ecc("user.case.number", "00001026-abcdefg")
                                                .build())),
                        arguments(
                                "run-script-result",
                                new RunScriptResult(
                                        1,
                                        2,
                                        41,
                                        0,
                                        TaskVariables.builder()
                                                .callVariable(4, "yes")
                                                .eccElement("user.connects.key", 254, "callback")
                                                .build())),
                        arguments("cancel", new Cancel(1, 2, 42, 41)),
                        arguments("release", new Release(1, 3, 10)),
                        arguments("dialogue-failure-conf", new DialogueFailureConf(1, 3, 42, 0x24)),
                        arguments("event-report", new EventReport(2, 2, 4)),
                        arguments(
                                "new-task-ecc-array",
                                NewTask.builder(5003, "8000")
                                        .dialogue(3, 1)
                                        .ecc("user.connects.key", "0JR00001:1")
                                        .eccElement("user.case.number", 7, "seconds")
                                        .eccElement("user.case.number", 0, "first")
                                        .build()))
                .map(pair -> arguments(GED125_LIKE, "golden/" + pair.get()[0], pair.get()[1]));
    }

    static Stream<Arguments> ged188Like() {
        return Stream.of(
                        arguments(
                                "new-task",
                                NewTask.builder(5003, "8000")
                                        .dialogue(1, 1)
                                        .callVariable(1, "Anna")
                                        .ecc("user.case.number", "0001026")
                                        .eccElement("user.connects.key", 3, "0JR0000001:1")
                                        .build()),
                        arguments(
                                "do-this-with-task",
                                DoThisWithTask.builder(1, 1)
                                        .taskId(new TaskId(152_145, 204, 1))
                                        .agentSkillTargetId(5017)
                                        .mrDomainId(5003)
                                        .callVariables(Map.of(2, "ok"))
                                        .build()),
                        arguments("run-script-result", new RunScriptResult(1, 2, 41, 0, TaskVariables.NONE)),
                        arguments("release", new Release(1, 3, 10)))
                .map(pair -> arguments(GED188_LIKE, "golden-ged188/" + pair.get()[0], pair.get()[1]));
    }

    static Stream<Arguments> direct() {
        return Stream.of(
                        arguments("open-req", new OpenReq(1, 20, 60)),
                        arguments("open-conf", new OpenConf(1)),
                        arguments("routing-disabled", new RoutingDisabled()),
                        arguments(
                                "new-task",
                                NewTask.builder(5003, "8000")
                                        .dialogue(2, 0)
                                        .callVariable(1, "J\u00F6rg")
                                        .ecc("user.connects.key", "k:1")
                                        .ecc("user.case.number", "42")
                                        .build()),
                        arguments(
                                "do-this-with-task",
                                DoThisWithTask.builder(2, 0)
                                        .agentSkillTargetId(5017)
                                        .taskId(new TaskId(152_145, 204, 1))
                                        .label("PARK")
                                        .build()))
                .map(pair -> arguments(DIRECT, "golden-direct/" + pair.get()[0], pair.get()[1]));
    }

    static Stream<Arguments> all() {
        return Stream.of(ged125Like(), ged188Like(), direct()).flatMap(frames -> frames);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("all")
    void writes(MriCodec codec, String file, MriMessage message) {
        assertThat(hex(codec.write(message))).isEqualTo(hex(Golden.frame(file)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("all")
    void reads(MriCodec codec, String file, MriMessage message) {
        assertThat(codec.read(ByteBuffer.wrap(Golden.frame(file)))).contains(message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("all")
    void every_prefix_is_incomplete(MriCodec codec, String file, MriMessage message) {
        byte[] frame = Golden.frame(file);
        for (int length = 0; length < frame.length; length++) {
            ByteBuffer prefix = ByteBuffer.wrap(frame, 0, length);
            assertThat(codec.read(prefix)).as("the first %d bytes", length).isEmpty();
            assertThat(prefix.position()).isZero();
        }
    }

    @Test
    void every_golden_file_is_tested() throws Exception {
        var directory = new File(getClass().getResource("/golden").toURI());
        assertThat(ged125Like().map(pair -> pair.get()[1] + ".hex"))
                .containsExactlyInAnyOrder(Stream.of(directory.list())
                        .map(name -> "golden/" + name)
                        .toArray(String[]::new));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
