package io.connects.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.host.config.Configs;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that knows the account, but is not in service. */
class FinesseCommandTest {
    private static final String ACCOUNT = """
            <User><loginId>9999</loginId><firstName>Sue</firstName><state>NOT_READY</state>
            <teams><Team><id>7</id><name>Claims</name></Team></teams></User>""";

    @TempDir
    Path directory;

    private final MockWebServer server = new MockWebServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Runnable> stop = new CompletableFuture<>();
    private volatile int status = 200;

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean isAccount = "/finesse/api/User/9999".equals(request.getTarget());
                return new MockResponse.Builder()
                        .code(isAccount ? status : 503)
                        .body(isAccount && status == 200 ? ACCOUNT : "")
                        .build();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path config(String finesse) throws IOException {
        return Files.writeString(
                directory.resolve("connects.yaml"), Configs.ROUTE.replace("    queues:", finesse + "    queues:"));
    }

    private Path watched() throws IOException {
        return config("    finesse: {nodes: [\"http://127.0.0.1:" + server.getPort()
                + "\"], user: \"9999\", password: \"${env:SECRET}\"}\n");
    }

    private int execute(Path config) {
        return new ConnectsProgram(
                        Configs.ENVIRONMENT,
                        InputStream.nullInputStream(),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        stop::complete)
                .execute("finesse", "watch", "--config", config.toString());
    }

    @Test
    void watches_the_account_and_its_teams_until_it_is_told_to_stop() throws Exception {
        Path config = watched();
        var ended = CompletableFuture.supplyAsync(() -> execute(config));

        await().untilAsserted(() -> assertThat(out.toString()).contains("Z watching 9999 and the teams Claims"));
        stop.get(30, TimeUnit.SECONDS).run();

        assertThat(ended.get(30, TimeUnit.SECONDS)).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void says_when_the_password_is_refused() throws IOException {
        status = 401;

        assertThat(execute(watched())).isEqualTo(1);

        assertThat(err.toString())
                .startsWith("route support: Finesse does not accept the password of 9999")
                .doesNotContain(Configs.ENVIRONMENT.get("SECRET"));
    }

    @Test
    void needs_a_route_with_finesse() throws IOException {
        assertThat(execute(config(""))).isEqualTo(2);
        assertThat(err.toString()).contains("no route has a finesse section");
    }
}
