package io.connects.mri.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DialectTextTest {
    private static final String FILE = Golden.text("/io/connects/mri/dialect/ged125-like.dialect");

    private static DialectText text() throws IOException {
        return DialectText.read(new StringReader(FILE));
    }

    @Test
    void prints_the_file_as_it_was() throws IOException {
        assertThat(text()).hasToString(FILE);
        assertThat(text().dialect().text()).isEqualTo(text());
    }

    @Test
    void knows_key_value_confidence_line_and_comment_of_a_row() throws IOException {
        assertThat(text().row("framing", "task-framing")).hasValueSatisfying(row -> {
            assertThat(row.value()).isEqualTo("subtyped 47");
            assertThat(row.confidence()).isEqualTo(Confidence.INFERRED);
            assertThat(row.comment()).startsWith("# subtyped T:");
            assertThat(FILE.lines().toList().get(row.line() - 1)).startsWith("task-framing");
        });
        assertThat(text().row("framing", "no-such-key")).isEmpty();
    }

    @Test
    void replaces_a_row_and_keeps_everything_around_it() throws IOException {
        DialectText changed = text().with("dialogue", "RELEASE", "21 : Cause u32", Confidence.PARTIAL);

        assertThat(changed.toString().lines().filter(line -> !FILE.contains(line)))
                .containsExactly("RELEASE              = 21 : Cause u32 | PARTIAL");
        assertThat(changed.dialect().layout("RELEASE").number()).isEqualTo(21);
        assertThat(changed.toString().lines()).hasSameSizeAs(FILE.lines().toList());
    }

    @Test
    void puts_a_new_row_at_the_end_of_its_section() throws IOException {
        DialectText changed = text().without("session", "OPEN_REQ")
                .with("session", "OPEN_REQ", "3 : InvokeID u32", Confidence.PARTIAL)
                .with("causes", "CALLER_LEFT", "7 released", Confidence.PARTIAL);

        assertThat(changed.toString())
                .containsPattern("ROUTING_DISABLED .*\\ROPEN_REQ             = 3 : InvokeID u32 ");
        assertThat(changed.dialect().cause(7)).isPresent();
    }

    @Test
    void takes_evidence_as_a_comment_in_front_of_the_row() throws IOException {
        DialectText changed = text().commented("floats", "Label", "confirmed by 3 frames of capture x");

        assertThat(changed.toString()).containsPattern("# confirmed by 3 frames of capture x\\RLabel ");
        assertThat(changed.dialect().maxTextBytes("Label")).isEqualTo(40);
    }

    @Test
    void an_open_row_makes_no_dialect_to_speak() throws IOException {
        DialectText open = text().with("dialogue", "RELEASE", "? : Cause u32", Confidence.OPEN)
                .with("framing", "float-tag-bytes", "?", Confidence.OPEN);

        assertThatThrownBy(open::dialect)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(": RELEASE: is open; a dialect that is to be spoken must know it")
                .hasMessageContaining(": float-tag-bytes: is open");
        assertThat(FrameExplainer.of(open).text()).isEqualTo(open);
    }

    @Test
    void open_goes_with_a_question_mark_and_only_with_it() throws IOException {
        assertThatThrownBy(() -> text().with("dialogue", "RELEASE", "20 : Cause u32", Confidence.OPEN)
                        .dialect())
                .hasMessageContaining("RELEASE: OPEN goes with a value that starts with `?`, and only with it");
        assertThatThrownBy(() ->
                        FrameExplainer.of(text().with("dialogue", "RELEASE", "? : Cause u32", Confidence.INFERRED)))
                .hasMessageContaining("RELEASE: OPEN goes with");
    }

    @Test
    void explaining_refuses_what_is_faulty_and_not_merely_missing() throws IOException {
        assertThat(FrameExplainer.of(text().without("floats", "Label"))).isNotNull();
        assertThatThrownBy(() -> FrameExplainer.of(text().with("floats", "Label", "x", Confidence.EXACT)))
                .hasMessageContaining("Label: must be a tag");
        assertThatThrownBy(() -> FrameExplainer.of(text().with("floats", "Lable", "34 string 40", Confidence.EXACT)))
                .hasMessageContaining("Lable: unknown key");
    }

    @Test
    void reads_hostile_lines_in_no_time() {
        String row = "a=" + " ".repeat(9_900) + "| no confidence";
        String file = (row + "\n").repeat(100);

        DialectText text =
                assertTimeoutPreemptively(Duration.ofSeconds(5), () -> DialectText.read(new StringReader(file)));

        assertThat(text.faults()).hasSize(100);
    }

    @Test
    void reads_no_further_than_a_line_may_go() throws IOException {
        var read = new AtomicLong();
        Reader endless = new Reader() {
            @Override
            public int read(char[] buffer, int offset, int length) {
                Arrays.fill(buffer, offset, offset + length, 'x');
                return read.addAndGet(length) > 1_000_000 ? -1 : length;
            }

            @Override
            public void close() {}
        };

        assertThat(DialectText.read(endless).faults())
                .containsExactly("line 1: too long: a dialect has at most 10000 lines of 10000");
        assertThat(read).hasValueLessThan(100_000);
    }

    @Test
    void takes_every_end_of_line() throws IOException {
        DialectText text =
                DialectText.read(new StringReader("name = a\r\n\r\n[framing]\rnull-id = 0 | EXACT\n\n[floats]"));

        assertThat(text).hasToString("name = a\n\n[framing]\nnull-id = 0 | EXACT\n\n[floats]\n");
        assertThat(text.row("framing", "null-id"))
                .hasValueSatisfying(row -> assertThat(row.line()).isEqualTo(4));
    }

    @Test
    void a_file_that_was_cut_short_stays_faulty_when_a_row_is_changed() throws IOException {
        DialectText cut = DialectText.read(new StringReader(FILE + "#\n".repeat(10_000)));

        DialectText changed = cut.with("dialogue", "RELEASE", "21 : Cause u32", Confidence.PARTIAL)
                .commented("dialogue", "RELEASE", "learnt")
                .without("causes", "QUEUE_TIMEOUT");

        assertThatThrownBy(cut::dialect).hasMessageContaining("too long");
        assertThatThrownBy(changed::dialect).hasMessageContaining("too long");
    }
}
