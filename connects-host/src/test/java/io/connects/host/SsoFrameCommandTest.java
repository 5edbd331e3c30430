package io.connects.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SsoFrameCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private int frame(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "sso";
        all[1] = "frame";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        var program = new ConnectsProgram(
                Map.of(),
                InputStream.nullInputStream(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                stop -> {});
        return program.execute(all);
    }

    @Test
    void writes_the_frame_for_the_pages_that_may_show_it() {
        Path bundle = directory.resolve("frame");

        int code = frame(
                "--origin",
                "https://acme.lightning.force.com",
                "--origin",
                "https://crm.example",
                "--out",
                "" + bundle);

        assertThat(code).isZero();
        assertThat(bundle.resolve("finesse/frame.html")).isRegularFile();
        assertThat(bundle.resolve("page/connects-sso.js")).isRegularFile();
        assertThat(bundle.resolve("finesse/config.js"))
                .content()
                .contains(
                        "\"https://acme.lightning.force.com\"", "\"https://crm.example\"", "refreshLifeSeconds: 36000");
        assertThat(out.toString())
                .contains(
                        "3rdpartygadget",
                        "Pages that may show it: https://acme.lightning.force.com, https://crm.example");
    }

    @Test
    void takes_the_life_of_refresh_tokens_that_do_not_tell() {
        assertThat(frame("--origin", "https://crm.example", "--refresh-life", "PT2H", "--out", "" + directory))
                .isZero();
        assertThat(directory.resolve("finesse/config.js")).content().contains("refreshLifeSeconds: 7200");
    }

    @Test
    void wants_exact_origins() {
        assertThat(frame("--origin", "https://*.force.com", "--out", "" + directory))
                .isEqualTo(2);
        assertThat(err.toString()).contains("origin https://*.force.com must have one host name");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void wants_a_life_that_a_token_can_have() {
        assertThat(frame("--origin", "https://crm.example", "--refresh-life", "PT0S", "--out", "" + directory))
                .isEqualTo(2);
        assertThat(err.toString()).contains("refreshLife");
    }

    @Test
    void says_when_it_cannot_write() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(frame("--origin", "https://crm.example", "--out", "" + file)).isEqualTo(1);
        assertThat(err.toString()).contains("Cannot write the frame");
    }
}
