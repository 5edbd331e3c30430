package io.connects.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MriCommandTest {
    private static final String FRAMES = """
            @ 10.1.1.5:51000 > 10.1.1.9:38001
            2026-11-22T12:00:00Z > 0000000C 00000003 00000001 00000001 00004E20
            2026-11-22T12:00:01Z < 0000003C 0000002F 00000005 00000001 00000001 0000138B FFFFFFFFFFFFFFFFFFFFFFFF FFFFFFFF 00000000 00000000 2004 38303030 160C 416E6E61205363686D696474
            2026-11-22T12:00:02Z > 00000004 00000063 00000007
            """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String typed, String... arguments) {
        return new ConnectsProgram(
                        Map.of(),
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        stop -> {})
                .execute(arguments);
    }

    @Test
    void decodes_what_is_piped_and_masks_texts_of_tasks() {
        assertThat(execute(FRAMES, "mri", "decode", "-")).isZero();

        assertThat(out.toString())
                .contains("10.1.1.5:51000 > 10.1.1.9:38001  OPEN_REQ", "IdleTimeout", "20000", "INFERRED")
                .contains("10.1.1.9:38001 > 10.1.1.5:51000  NEW_TASK", "\"8000\"", "(12 characters)", "PLACEHOLDER")
                .contains("unknown type 99")
                .contains("frames 3, explained 2, unexplained 1, bytes outside frames 0")
                .doesNotContain("Anna");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shows_texts_of_tasks_when_asked() throws IOException {
        Path file = Files.writeString(directory.resolve("capture.hex"), FRAMES);
        assertThat(execute("", "mri", "decode", "--show-values", file.toString()))
                .isZero();
        assertThat(out.toString()).contains("\"Anna Schmidt\"");
    }

    @Test
    void proposes_rows_for_what_is_not_explained() {
        assertThat(execute(FRAMES, "mri", "decode", "--learn", "-")).isZero();
        assertThat(out.toString()).contains("proposals ").contains("unsure", " = 99 : ");
    }

    @Test
    void names_what_is_wrong_with_a_file_or_a_command() throws IOException {
        assertThat(execute("", "mri", "decode", "nowhere.pcap")).isEqualTo(1);
        assertThat(err.toString()).contains("nowhere.pcap: there is no such file");
        assertThat(execute("no hex", "mri", "decode", "-")).isEqualTo(1);
        assertThat(err.toString()).contains("line 1: is not hex");
        Path dialect =
                Files.writeString(directory.resolve("faulty.dialect"), "name = x\n[framing]\nbyte-odour = 7 | EXACT\n");
        assertThat(execute(FRAMES, "mri", "decode", "--dialect", dialect.toString(), "-"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("line 3: byte-odour: unknown key");
        assertThat(execute("", "mri")).isEqualTo(2);
        assertThat(execute("", "mri", "learn", "--listen", "70000", "--out", "x"))
                .isEqualTo(2);
    }

    @Test
    void learns_nothing_from_nobody_and_says_so() throws IOException {
        Path file = directory.resolve("site.dialect");
        assertThat(execute("8000 5003\nquit\n", "mri", "learn", "--listen", "0", "--out", file.toString()))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "Listening on port ",
                        "No session is open yet.",
                        "Confirmed: 0 rows",
                        "No PIM has connected; nothing is written.");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void keeps_the_evidence_of_an_earlier_session_unless_told_otherwise() throws IOException {
        for (String kept : List.of("site.dialect", "site.dialect.hex")) {
            Path evidence = Files.writeString(directory.resolve(kept), "evidence");
            Path file = directory.resolve("site.dialect");
            assertThat(execute("", "mri", "learn", "--listen", "0", "--out", file.toString()))
                    .isEqualTo(1);
            assertThat(err.toString()).contains(kept + ": is there already");
            assertThat(execute("", "mri", "learn", "--listen", "0", "--force", "--out", file.toString()))
                    .isZero();
            assertThat(evidence).hasContent("evidence");
            Files.delete(evidence);
        }
    }

    @Test
    void finds_out_at_once_that_a_file_cannot_be_written() {
        assertThat(execute("", "mri", "learn", "--listen", "0", "--out", directory.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains(directory + ": is a directory");
        Path lost = directory.resolve("nowhere").resolve("site.dialect");
        assertThat(execute("", "mri", "learn", "--listen", "0", "--out", lost.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains(lost + ": cannot be written");
        assertThat(out.toString()).doesNotContain("Listening");
    }

    @Test
    void names_a_file_that_is_a_directory_or_not_text() throws IOException {
        assertThat(execute("", "mri", "decode", directory.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(directory + ": is a directory");
        Path dialect = Files.write(directory.resolve("latin.dialect"), new byte[] {'#', (byte) 0xE4, '\n'});
        assertThat(execute(FRAMES, "mri", "decode", "--dialect", dialect.toString(), "-"))
                .isEqualTo(1);
        assertThat(err.toString()).contains(dialect + ": is not text in UTF-8");
    }

    @Test
    void names_a_busy_port() throws IOException {
        try (var busy = new ServerSocket(0)) {
            String port = Integer.toString(busy.getLocalPort());
            assertThat(execute(
                            "",
                            "mri",
                            "learn",
                            "--listen",
                            port,
                            "--out",
                            directory.resolve("x").toString()))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("cannot listen on port " + port);
        }
    }
}
