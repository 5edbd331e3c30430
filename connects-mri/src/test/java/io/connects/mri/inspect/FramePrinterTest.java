package io.connects.mri.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.mri.codec.Confidence;
import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.FrameExplainer;
import io.connects.mri.codec.MriDialect;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FramePrinterTest {
    private static final DialectText BUILT_IN = MriDialect.ged125Like().text();
    private static final Conversation CONVERSATION =
            new Conversation("10.1.1.5:51000", "10.1.1.9:38001", true, List.of());

    private static Explained explained(DialectText dialect, byte[] frame) {
        return new Explained(
                new CapturedFrame(CONVERSATION, Instant.EPOCH, Side.APPLICATION, frame),
                FrameExplainer.of(dialect).explain(frame));
    }

    private static String masked(DialectText dialect, byte[] frame) {
        return new FramePrinter(false).print(explained(dialect, frame));
    }

    /** A dialect that looks for ECC tags where the site writes texts alone. */
    @Test
    void a_text_that_is_read_as_an_ecc_tag_is_neither_shown_nor_explained() {
        DialectText registered = BUILT_IN.with("framing", "ecc-mode", "registered-tag", Confidence.PLACEHOLDER);
        var wire = new TestWire(registered);
        byte[] frame = wire.frame(
                "NEW_TASK",
                Map.of("DialogueID", 1L, "SendSeqNo", 1L, "MRDomainID", 5_003L),
                List.of(wire.text("ScriptSelector", "8000"), wire.text("EccValue", "1178 Anna")));
        Explained explained = explained(registered, frame);

        assertThat(explained.explained()).isFalse();
        assertThat(masked(registered, frame))
                .contains("ECC tag", "(4 characters)")
                .doesNotContain("825308984", "1178", "Anna");
        assertThat(new FramePrinter(true).print(explained)).contains("825308984");
    }

    @Test
    void short_texts_in_bytes_that_nothing_explains_are_masked() {
        var wire = new TestWire(BUILT_IN);
        byte[] bob = {(byte) 222, 3, 'B', 'o', 'b'};
        byte[] mixed = {(byte) 223, 3, 0, 'E', 'd'};
        byte[] frame = wire.frame("NEW_TASK", Map.of("DialogueID", 1L), List.of(bob, mixed));
        assertThat(masked(BUILT_IN, frame))
                .contains("(3 characters)", "00(2 characters)")
                .doesNotContain("426f62", "4564");
    }

    @Test
    void a_text_that_is_read_as_a_number_or_a_task_id_is_masked() {
        byte[] frame = ByteBuffer.allocate(12)
                .putInt(4)
                .putInt(0x416E6E61)
                .putInt(0x416E6E61)
                .array();
        assertThat(masked(BUILT_IN, frame))
                .contains("unknown type (4 characters)")
                .doesNotContain(Integer.toString(0x416E6E61), "416e6e61");

        var wire = new TestWire(BUILT_IN);
        byte[] task = wire.frame("NEW_TASK", Map.of("DialogueID", 1L, "MRDomainID", 0x416E6E61L), List.of());
        assertThat(masked(BUILT_IN, task)).doesNotContain(Integer.toString(0x416E6E61));
        byte[] answer = wire.frame("DO_THIS_WITH_TASK", Map.of("DialogueID", 1L, "TaskID", 0x416E6E61L), List.of());
        assertThat(masked(BUILT_IN, answer)).contains(":(4 characters):").doesNotContain(Integer.toString(0x416E6E61));
    }

    @Test
    void remarks_hold_no_number_that_may_be_a_text() {
        byte[] open = new TestWire(BUILT_IN)
                .frame(
                        "OPEN_REQ",
                        Map.of("InvokeID", 1L, "VersionNumber", 0x416E6E61L, "IdleTimeout", 20_000L),
                        List.of());
        var traffic = List.of(new Conversation(
                "10.1.1.5:51000",
                "10.1.1.9:38001",
                true,
                List.of(new Conversation.Chunk(Instant.EPOCH, Side.PIM, open, false))));
        Evidence evidence = Evidence.of(Explained.all(traffic, BUILT_IN), BUILT_IN);
        assertThat(evidence.row("framing", "protocol-version").remarks())
                .containsExactly("the PIM opens with (4 characters)");
    }
}
