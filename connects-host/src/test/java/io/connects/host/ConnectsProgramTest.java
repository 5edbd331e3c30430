package io.connects.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.host.config.Configs;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectsProgramTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Runnable> stop = new CompletableFuture<>();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("connects.yaml"), Configs.ROUTE);
    }

    @Test
    void sums_up_a_good_configuration() {
        assertThat(execute("check", "--config", file.toString())).isZero();

        assertThat(out.toString()).startsWith("route support: CCE 12.6, MRI on 127.0.0.1:0, org http://127.0.0.1:9");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void prints_every_fault_and_opens_no_port() throws IOException {
        Files.writeString(file, Configs.ROUTE + "    labels: {X: dance}\nmore: 1\n");

        assertThat(execute("run", "--config", file.toString())).isEqualTo(2);

        assertThat(err.toString())
                .startsWith(file + " has 2 faults:")
                .contains("routes[0].labels.X (line 9): ", "more (line 10): ");
        assertThat(stop).isNotDone();
    }

    @Test
    void a_missing_file_is_a_fault_of_the_configuration() {
        assertThat(execute("check", "--config", "nowhere.yaml")).isEqualTo(2);

        assertThat(err.toString()).contains("nowhere.yaml: there is no such file");
    }

    @Test
    void names_a_busy_port_without_a_stack_trace() throws IOException {
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, Configs.ROUTE.replace("port: 0", "port: " + busy.getLocalPort()));

            assertThat(execute("run", "--config", file.toString())).isEqualTo(1);
            assertThat(err.toString())
                    .contains("Cannot start: route support: ", Integer.toString(busy.getLocalPort()))
                    .doesNotContain("\tat ");

            assertThat(execute("run", "--verbose", "--config", file.toString())).isEqualTo(1);
            assertThat(err.toString()).contains("\tat ");
        }
    }

    @Test
    void routes_until_it_is_told_to_stop() throws Exception {
        var ended = CompletableFuture.supplyAsync(() -> execute("run", "--config", file.toString()));

        stop.get(30, TimeUnit.SECONDS).run();

        assertThat(ended.get(30, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void tells_its_version_and_its_commands() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).startsWith("connects ");

        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).contains("run", "check", "--version");
    }

    @Test
    void a_wrong_command_exits_with_2() {
        assertThat(execute()).isEqualTo(2);
        assertThat(execute("walk")).isEqualTo(2);
        assertThat(execute("run")).isEqualTo(2);
        assertThat(execute("run", "--config", file.toString(), "--log-level", "loud"))
                .isEqualTo(2);
    }

    private int execute(String... arguments) {
        return new ConnectsProgram(
                        Configs.ENVIRONMENT,
                        InputStream.nullInputStream(),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        stop::complete)
                .execute(arguments);
    }
}
