package io.connects.mri.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.mri.codec.Confidence;
import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.ExplainedFrame;
import io.connects.mri.codec.FrameExplainer;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.inspect.LearningSession.Effect;
import io.connects.mri.inspect.LearningSession.Event;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LearningSessionTest {
    private static final DialectText BUILT_IN = MriDialect.ged125Like().text();
    /** What the site's PIM really speaks: five rows differ. */
    private static final DialectText SITE = BUILT_IN.with(
                    "session", "OPEN_REQ", "71 : InvokeID u32, VersionNumber u32, IdleTimeout u32", Confidence.EXACT)
            .with("session", "ROUTING_ENABLED", "201 :", Confidence.EXACT)
            .with(
                    "dialogue",
                    "DO_THIS_WITH_TASK",
                    "33 :"
                            + BUILT_IN.value("dialogue", "DO_THIS_WITH_TASK")
                                    .orElseThrow()
                                    .split(":", 2)[1],
                    Confidence.EXACT)
            .with("dialogue", "RELEASE", "44 : Cause u32", Confidence.EXACT)
            .with("floats", "Label", "60 string 40", Confidence.EXACT);

    private final TestWire pim = new TestWire(SITE);
    private final FrameExplainer reader = FrameExplainer.of(SITE);
    private final LearningSession session = new LearningSession(BUILT_IN, "learn.hex");
    private final List<Effect> effects = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    private void on(Event event) {
        now = now.plusMillis(500);
        effects.addAll(session.on(event, now));
    }

    private void fromPim(byte[] frame) {
        on(new Event.Received(frame));
    }

    private String said() {
        return effects.stream()
                .filter(Effect.Say.class::isInstance)
                .map(effect -> ((Effect.Say) effect).text())
                .collect(Collectors.joining("\n"));
    }

    private ExplainedFrame lastSent() {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .reduce((one, other) -> other)
                .map(effect -> reader.explain(((Effect.Send) effect).bytes()))
                .orElseThrow();
    }

    private void open() {
        on(new Event.Connected("10.1.1.5:51000", "10.1.1.9:38001"));
        fromPim(pim.frame("OPEN_REQ", Map.of("InvokeID", 1L, "VersionNumber", 1L, "IdleTimeout", 20_000L), List.of()));
        on(new Event.Typed("y"));
    }

    @Test
    void asks_before_it_takes_an_unknown_first_message_for_open_req() {
        on(new Event.Connected("10.1.1.5:51000", "10.1.1.9:38001"));
        fromPim(pim.frame("OPEN_REQ", Map.of("InvokeID", 9L, "VersionNumber", 1L, "IdleTimeout", 20_000L), List.of()));

        assertThat(said()).contains("VersionNumber 1, IdleTimeout 20000", "Take OPEN_REQ = 71? [Y/n]");
        assertThat(effects).noneMatch(Effect.Send.class::isInstance);

        on(new Event.Typed(""));
        assertThat(lastSent().message()).isEqualTo("OPEN_CONF");
        assertThat(lastSent().number("InvokeID")).isEqualTo(9);
        assertThat(said()).contains("Step 1 of 4");
    }

    @Test
    void answers_heartbeats_and_goodbyes_also_byte_by_byte() {
        open();
        for (byte one : pim.frame("HEARTBEAT_REQ", Map.of("InvokeID", 12L), List.of())) {
            fromPim(new byte[] {one});
        }
        assertThat(lastSent().message()).isEqualTo("HEARTBEAT_CONF");
        assertThat(lastSent().number("InvokeID")).isEqualTo(12);
        fromPim(pim.frame("CLOSE_REQ", Map.of("InvokeID", 13L), List.of()));
        assertThat(lastSent().message()).isEqualTo("CLOSE_CONF");
    }

    @Test
    void learns_five_rows_in_four_steps_and_writes_the_evidence_into_the_file() throws Exception {
        open();
        fromPim(pim.frame("ROUTING_ENABLED", Map.of(), List.of()));

        on(new Event.Typed("8000 5003"));
        fromPim(answer(1, 5_017L, null));
        on(new Event.Typed(""));
        assertThat(said()).contains("Learnt: sure    [dialogue] DO_THIS_WITH_TASK = 33");

        on(new Event.Typed("8000 5003"));
        fromPim(answer(2, 0xFFFF_FFFFL, "Q_BACKLOG"));
        on(new Event.Typed(""));
        assertThat(said()).contains("Learnt: sure    [floats] Label = 60 string 40");

        on(new Event.Typed("8000 5003"));
        fromPim(pim.frame("RELEASE", Map.of("DialogueID", 3L, "SendSeqNo", 1L, "Cause", 6L), List.of()));
        on(new Event.Typed(""));

        on(new Event.Typed("8000 5003"));
        fromPim(pim.frame(
                "RUN_SCRIPT_REQ",
                Map.of("DialogueID", 4L, "SendSeqNo", 1L, "InvokeID", 77L),
                List.of(pim.text("ScriptID", "QUEUED"))));
        assertThat(lastSent().message()).isEqualTo("RUN_SCRIPT_RESULT");
        on(new Event.Typed(""));

        assertThat(effects).last().isInstanceOfSatisfying(Effect.Done.class, done -> {
            for (String row : List.of(
                    "session/OPEN_REQ",
                    "session/ROUTING_ENABLED",
                    "dialogue/DO_THIS_WITH_TASK",
                    "dialogue/RELEASE",
                    "floats/Label")) {
                String[] name = row.split("/", -1);
                assertThat(done.dialect().value(name[0], name[1]).orElseThrow().replace(" ", ""))
                        .as(row)
                        .isEqualTo(SITE.value(name[0], name[1]).orElseThrow().replace(" ", ""));
            }
            assertThat(done.dialect().dialect().name()).isEqualTo("ged125-like-site");
            assertThat(done.dialect().toString())
                    .containsPattern("# confirmed by 2 frames of capture learn.hex on 2026-11-22\\RDO_THIS_WITH_TASK");
        });
        assertThat(said()).contains("Confirmed so far: ", "Open: ").doesNotContain("Contradicted: ");
        String recording = effects.stream()
                .filter(Effect.Note.class::isInstance)
                .map(effect -> ((Effect.Note) effect).line() + "\n")
                .collect(Collectors.joining());
        Capture capture = Capture.read(new ByteArrayInputStream(recording.getBytes(StandardCharsets.UTF_8)));
        assertThat(Decoding.print(capture, SITE, false, line -> {}).explained()).isEqualTo(13);
    }

    private byte[] answer(long dialogue, long agent, String label) {
        return pim.frame(
                "DO_THIS_WITH_TASK",
                Map.of(
                        "DialogueID", dialogue,
                        "SendSeqNo", 1L,
                        "TaskID", label == null ? 204L : -1L,
                        "AgentSkillTargetID", agent,
                        "SkillGroupSkillTargetID", 5_100L,
                        "ServiceSkillTargetID", 0xFFFF_FFFFL,
                        "MRDomainID", 5_003L,
                        "LabelType", 1L),
                label == null
                        ? List.of(pim.text("CallVariable1", "Connects test"))
                        : List.of(pim.text("Label", label), pim.text("CallVariable1", "Connects test")));
    }

    @Test
    void closes_a_connection_whose_bytes_cannot_be_frames() {
        on(new Event.Connected("10.1.1.5:51000", "10.1.1.9:38001"));
        fromPim("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(effects).last().isInstanceOf(Effect.Disconnect.class);
    }

    @Test
    void a_person_may_skip_quit_and_type_nonsense() {
        on(new Event.Typed("8000 5003"));
        assertThat(said()).contains("No session is open yet");
        open();
        on(new Event.Typed("what now"));
        assertThat(said()).contains("Type SELECTOR MRD-ID");
        on(new Event.Typed("skip"));
        assertThat(said()).contains("Step 2 of 4");
        on(new Event.Typed("quit"));
        assertThat(effects).last().isInstanceOf(Effect.Done.class);
        assertThat(session.on(new Event.Typed("y"), now)).isEmpty();
    }

    @Test
    void goes_on_behind_frames_that_are_cut_short_or_out_of_place() {
        on(new Event.Connected("10.1.1.5:51000", "10.1.1.9:38001"));
        for (int round = 0; round < 2; round++) {
            for (DialectText.Row row : BUILT_IN.rows()) {
                if (row.section().equals("session") || row.section().equals("dialogue")) {
                    for (int body = 0; body < 20; body++) {
                        fromPim(ByteBuffer.allocate(8 + body)
                                .putInt(body)
                                .putInt(Integer.parseInt(row.value().split("\\W", 2)[0]))
                                .array());
                    }
                }
            }
            on(new Event.Typed("no"));
            open();
        }
        on(new Event.Typed("quit"));
        assertThat(effects).last().isInstanceOf(Effect.Done.class);
    }

    @Test
    void a_number_cut_short_is_not_answered() {
        open();
        int before = effects.size();
        fromPim(new byte[] {0, 0, 0, 0, 0, 0, 0, 5});
        assertThat(effects.subList(before, effects.size())).noneMatch(Effect.Send.class::isInstance);
        assertThat(said()).contains("does not explain: HEARTBEAT_REQ, 8 bytes");
    }

    @Test
    void takes_two_rows_over_whose_numbers_are_swapped() {
        for (String section : List.of("session", "dialogue")) {
            List<DialectText.Row> rows = BUILT_IN.rows().stream()
                    .filter(row -> row.section().equals(section))
                    .toList();
            for (DialectText.Row one : rows) {
                for (DialectText.Row other : rows) {
                    if (!one.key().equals(other.key())) {
                        var dialect = new LearntDialect(BUILT_IN, line -> {});
                        String first = swapped(one, other);
                        String second = swapped(other, one);
                        dialect.take(new Proposal(section, one.key(), first, true, "test"));
                        assertThat(dialect.text().value(section, one.key())).contains(first);
                        assertThat(dialect.text()
                                        .row(section, other.key())
                                        .orElseThrow()
                                        .open())
                                .isTrue();
                        assertThat(FrameExplainer.of(dialect.text())).isNotNull();
                        dialect.take(new Proposal(section, other.key(), second, true, "test"));
                        assertThat(dialect.text().dialect()).isNotNull();
                        assertThat(dialect.text().value(section, other.key())).contains(second);
                    }
                }
            }
        }
    }

    private static String swapped(DialectText.Row one, DialectText.Row other) {
        return other.value().replaceFirst(":.*", ":") + one.value().replaceFirst("^[^:]*:", "");
    }

    @Test
    void survives_a_pim_whose_numbers_are_swapped_and_writes_a_dialect_that_can_be_read() {
        for (List<String> pair : List.of(
                List.of("session", "OPEN_REQ", "HEARTBEAT_REQ"),
                List.of("session", "ROUTING_ENABLED", "ROUTING_DISABLED"),
                List.of("dialogue", "DO_THIS_WITH_TASK", "RELEASE"),
                List.of("dialogue", "RELEASE", "NEW_TASK_FAILURE"),
                List.of("dialogue", "RUN_SCRIPT_REQ", "RELEASE"))) {
            DialectText.Row one = BUILT_IN.row(pair.get(0), pair.get(1)).orElseThrow();
            DialectText.Row other = BUILT_IN.row(pair.get(0), pair.get(2)).orElseThrow();
            DialectText site = BUILT_IN.with(one.section(), one.key(), swapped(one, other), Confidence.EXACT)
                    .with(other.section(), other.key(), swapped(other, one), Confidence.EXACT);
            var done = new ArrayList<Effect.Done>();
            var learning = new LearningSession(BUILT_IN, "learn.hex");
            for (Event event : walk(new TestWire(site))) {
                now = now.plusMillis(500);
                learning.on(event, now).stream()
                        .filter(Effect.Done.class::isInstance)
                        .forEach(effect -> done.add((Effect.Done) effect));
            }
            assertThat(done)
                    .as("%s", pair)
                    .singleElement()
                    .satisfies(it -> assertThat(FrameExplainer.of(it.dialect())).isNotNull());
        }
    }

    private static List<Event> walk(TestWire wire) {
        var yes = new Event.Typed("y");
        var task = new Event.Typed("8000 5003");
        var enter = new Event.Typed("");
        return List.of(
                new Event.Connected("10.1.1.5:51000", "10.1.1.9:38001"),
                new Event.Received(wire.frame(
                        "OPEN_REQ", Map.of("InvokeID", 1L, "VersionNumber", 1L, "IdleTimeout", 20_000L), List.of())),
                yes,
                new Event.Received(wire.frame("ROUTING_ENABLED", Map.of(), List.of())),
                new Event.Received(wire.frame("HEARTBEAT_REQ", Map.of("InvokeID", 2L), List.of())),
                task,
                new Event.Received(wire.frame(
                        "DO_THIS_WITH_TASK",
                        Map.of("DialogueID", 1L, "SendSeqNo", 1L, "AgentSkillTargetID", 5_017L, "MRDomainID", 5_003L),
                        List.of(wire.text("CallVariable1", "Connects test")))),
                enter,
                task,
                enter,
                task,
                new Event.Received(
                        wire.frame("RELEASE", Map.of("DialogueID", 3L, "SendSeqNo", 1L, "Cause", 6L), List.of())),
                enter,
                task,
                new Event.Received(wire.frame(
                        "RUN_SCRIPT_REQ",
                        Map.of("DialogueID", 4L, "SendSeqNo", 1L, "InvokeID", 77L),
                        List.of(wire.text("ScriptID", "QUEUED")))),
                enter,
                new Event.Typed("quit"));
    }
}
