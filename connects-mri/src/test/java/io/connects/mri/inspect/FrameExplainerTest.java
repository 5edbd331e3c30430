package io.connects.mri.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.ProtocolViolationException;
import io.connects.core.routing.TaskId;
import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.ExplainedFrame;
import io.connects.mri.codec.ExplainedFrame.Kind;
import io.connects.mri.codec.FrameExplainer;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.RegisterVariables;
import io.connects.mri.message.RunScriptReq;
import io.connects.mri.message.TaskVariables;
import io.connects.mri.message.Unrecognised;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameExplainerTest {
    private static final int SEEDS = 20;
    private static final int MUTATIONS = 30_000;

    @ParameterizedTest
    @ValueSource(strings = {"ged125-like", "ged188-like"})
    void explains_what_the_codec_reads_and_every_byte_of_it(String base) throws Exception {
        for (long seed = 0; seed < SEEDS; seed++) {
            DialectText dialect = Shuffled.of(Dialects.builtIn(base), seed);
            MriCodec codec = MriCodec.of(dialect.dialect());
            for (List<Explained> conversation :
                    Explained.all(Traffic.of(dialect, seed), dialect).conversations()) {
                for (Explained explained : conversation) {
                    byte[] bytes = explained.captured().bytes();
                    MriMessage message = codec.read(ByteBuffer.wrap(bytes)).orElseThrow();
                    if (message instanceof RegisterVariables registered) {
                        codec = codec.with(registered);
                    }
                    assertThat(message).isNotInstanceOf(Unrecognised.class);
                    assertThat(explained.frame().explained())
                            .as("%s of seed %d", message, seed)
                            .isTrue();
                    assertEqual(explained.frame(), message);
                    assertCovers(explained.frame(), bytes);
                }
            }
        }
    }

    /** Every component of the message is among the fields, by its name in any case, and no variable is missing or invented. */
    private static void assertEqual(ExplainedFrame frame, MriMessage message) throws Exception {
        assertThat(frame.message().replace("_", ""))
                .isEqualToIgnoringCase(message.getClass().getSimpleName());
        for (RecordComponent component : message.getClass().getRecordComponents()) {
            Object value = component.getAccessor().invoke(message);
            ExplainedFrame.Field field = frame.fields().stream()
                    .filter(one -> one.name().equalsIgnoreCase(component.getName()))
                    .findFirst()
                    .orElse(null);
            if (field == null || value == null) {
                continue;
            }
            String expected = value instanceof Integer number && number < 0
                    ? Integer.toUnsignedString(number)
                    : value instanceof TaskId task ? task.day() + ":" + task.key() + ":" + task.sequence() : value + "";
            assertThat(field.value()).as(component.getName()).isEqualTo(expected);
        }
        if (message instanceof NewTask task) {
            assertVariables(frame, task.variables());
        } else if (message instanceof DoThisWithTask answer) {
            assertVariables(frame, answer.variables());
        } else if (message instanceof RunScriptReq script) {
            assertVariables(frame, script.variables());
        }
    }

    private static void assertVariables(ExplainedFrame frame, TaskVariables variables) {
        var expected = new TreeMap<String, String>();
        variables.callVariables().forEach((number, text) -> expected.put("CallVariable" + number, text));
        variables.ecc().forEach((name, text) -> expected.put("ECC " + name, text));
        var explained = new TreeMap<String, String>();
        frame.fields().stream()
                .filter(field ->
                        field.kind() == Kind.TASK_TEXT && !field.value().isEmpty())
                .filter(field ->
                        !field.row().key().equals("EccArray") && !field.name().startsWith("ApplicationString"))
                .forEach(field -> explained.put(field.name(), field.value()));
        expected.values().removeIf(String::isEmpty);
        assertThat(explained).isEqualTo(expected);
    }

    private static void assertCovers(ExplainedFrame frame, byte[] bytes) {
        int at = 0;
        for (ExplainedFrame.Field field : frame.fields()) {
            assertThat(field.offset()).as(field.name()).isEqualTo(at);
            at += field.length();
        }
        assertThat(at).isEqualTo(bytes.length);
    }

    @Test
    void finds_a_fault_where_the_codec_does_whatever_the_bytes_are() {
        var random = new Random(7);
        DialectText dialect = MriDialect.ged125Like().text();
        MriCodec codec = MriCodec.of(dialect.dialect());
        FrameExplainer explainer = FrameExplainer.of(dialect);
        List<byte[]> frames = Traffic.of(dialect, 7).stream()
                .flatMap(conversation -> conversation.chunks().stream())
                .map(Conversation.Chunk::bytes)
                .toList();
        for (int run = 0; run < MUTATIONS; run++) {
            byte[] frame = frames.get(random.nextInt(frames.size())).clone();
            for (int i = random.nextInt(4); i >= 0 && frame.length > 8; i--) {
                frame[8 + random.nextInt(frame.length - 8)] = (byte) random.nextInt(256);
            }
            ExplainedFrame explained = explainer.explain(frame);
            assertCovers(explained, frame);
            String fault = null;
            try {
                codec.read(ByteBuffer.wrap(frame));
            } catch (ProtocolViolationException e) {
                fault = e.getMessage();
            }
            assertThat(explained.fault() == null)
                    .as("run %d %s", run, HexFormat.of().formatHex(frame))
                    .isEqualTo(fault == null);
        }
    }

    @Test
    void explains_frames_that_are_shorter_than_a_header() {
        FrameExplainer explainer = FrameExplainer.of(MriDialect.ged125Like().text());
        for (int length = 0; length < 8; length++) {
            ExplainedFrame explained = explainer.explain(new byte[length]);
            assertThat(explained.fault()).isNotNull();
            assertCovers(explained, new byte[length]);
        }
    }

    @Test
    void leaves_unexplained_what_an_open_row_would_explain() {
        DialectText known = MriDialect.ged125Like().text();
        DialectText open =
                known.with("dialogue", "NEW_TASK", "? : MRDomainID i32", io.connects.mri.codec.Confidence.OPEN);
        byte[] frame = new TestWire(known).frame("NEW_TASK", Map.of("DialogueID", 7L), List.of());

        ExplainedFrame explained = FrameExplainer.of(open).explain(frame);

        assertThat(explained.message()).isNull();
        assertThat(explained.explained()).isFalse();
        assertThat(explained.number("MessageSubType")).isEqualTo(5);
        assertThat(explained.number("DialogueID")).isEqualTo(7);
        assertThat(explained.fields().get(explained.fields().size() - 1).kind()).isEqualTo(Kind.UNEXPLAINED);
    }
}
