package io.connects.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.MriDialect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningDeskTest {
    @TempDir
    Path directory;

    private final CopyOnWriteArrayList<String> said = new CopyOnWriteArrayList<>();

    private LearningDesk desk(Consumer<String> out) throws IOException {
        return new LearningDesk(
                0,
                directory.resolve("site.dialect"),
                false,
                MriDialect.ged125Like().text(),
                InstantSource.system(),
                out);
    }

    private static Socket pim(LearningDesk desk) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), desk.port());
    }

    @Test
    void writes_both_files_when_a_pim_has_connected_and_leaves_nothing_else() throws IOException {
        try (var typing = new PipedWriter();
                var typed = new BufferedReader(new PipedReader(typing));
                LearningDesk desk = desk(line -> {
                    said.add(line);
                    if (line.startsWith("A PIM has connected")) {
                        type(typing);
                    }
                });
                Socket pim = pim(desk)) {
            assertThat(pim.isConnected()).isTrue();
            desk.run(typed);
        }
        try (var dialect = Files.newBufferedReader(directory.resolve("site.dialect"))) {
            assertThat(DialectText.read(dialect).dialect().name()).isEqualTo("ged125-like-site");
        }
        assertThat(directory.resolve("site.dialect.hex"))
                .content()
                .startsWith("# recorded by")
                .contains("\n@ ");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
        assertThat(said).anyMatch(line -> line.startsWith("The site's dialect is in "));
    }

    private static void type(PipedWriter typing) {
        try {
            typing.write("quit\n");
            typing.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void writes_what_it_knows_when_it_fails_on_the_way() throws IOException {
        try (LearningDesk desk = desk(line -> {
                    if (line.startsWith("A PIM has connected")) {
                        throw new IllegalStateException("the console is gone");
                    }
                });
                var typing = new PipedWriter();
                var typed = new BufferedReader(new PipedReader(typing));
                Socket pim = pim(desk)) {
            assertThat(pim.isConnected()).isTrue();
            assertThatThrownBy(() -> desk.run(typed)).hasMessage("the console is gone");
        }
        assertThat(directory.resolve("site.dialect")).isNotEmptyFile();
    }
}
