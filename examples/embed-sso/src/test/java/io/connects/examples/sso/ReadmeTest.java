package io.connects.examples.sso;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.connects.core.Secret;
import io.connects.core.http.OwnResources;
import io.connects.sso.TokenSession;
import io.connects.sso.ids.IdsClient;
import io.connects.sso.ids.IdsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The README of connects-sso shows what this module compiles, and it works. */
class ReadmeTest {
    private static final Path SOURCES = Path.of("src/main/java/io/connects/examples/sso");
    private static final Path README = Path.of("../../connects-sso/README.md");

    @Test
    void the_snippets_are_the_marked_parts_of_the_programs() throws IOException {
        String readme = Files.readString(README);
        String first = between(readme, "```java\n", "```");
        assertThat(first).isEqualTo(marked("StaySignedIn", "stay"));
        String rest = readme.substring(readme.indexOf(first) + first.length() + 3);
        String second = between(rest, "```java\n", "```");
        assertThat(second).isEqualTo(marked("CheckTokens", "check"));
        rest = rest.substring(rest.indexOf(second) + second.length() + 3);
        assertThat(between(rest, "```java\n", "```")).isEqualTo(marked("RobotAgent", "robot"));
    }

    private static String marked(String program, String tag) throws IOException {
        String source = Files.readString(SOURCES.resolve(program + ".java"));
        return between(source, "// tag::" + tag + "[]\n", "// end::" + tag + "[]")
                        .stripTrailing()
                        .stripIndent() + "\n";
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    @Test
    void a_rejected_token_is_replaced_by_the_node() throws Exception {
        HttpServer finesse = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var forms = new CopyOnWriteArrayList<String>();
        finesse.createContext("/desktop/sso/token", exchange -> {
            forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer =
                    "{\"token\":\"t2\",\"expires_in\":3600,\"user_id\":\"jdoe\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        finesse.start();
        byte[] shown = "{\"token\":\"t1\",\"refresh_token\":\"r1\",\"expires_in\":3600,\"user_id\":\"jdoe\"}"
                .getBytes(StandardCharsets.UTF_8);
        var said = new CopyOnWriteArrayList<String>();
        URI node = URI.create("http://127.0.0.1:" + finesse.getAddress().getPort());
        try (var own = new OwnResources("sso");
                TokenSession session = StaySignedIn.stay("jdoe", node, () -> shown, said::add, own.resources())) {
            assertThat(token(session)).isEqualTo("t1");
            session.reject(Secret.of("t1"));
            assertThat(token(session)).isEqualTo("t2");
        } finally {
            finesse.stop(0);
        }
        assertThat(forms).isEqualTo(List.of("token=t1&refresh-token=r1&return_user=yes"));
        assertThat(said.get(0))
                .endsWith("/desktop/sso/token?cc_username=jdoe&return_refresh_token=true&return_user=yes");
    }

    @Test
    void a_token_without_a_signature_is_nobodys() {
        IdsOptions options = IdsOptions.builder()
                .node(URI.create("https://ids.example.com:8553"))
                .client("an-app", Secret.of("s3cr3t"))
                .redirectUri(URI.create("https://desk.example.com/back"))
                .build();
        try (IdsClient ids = IdsClient.open(options)) {
            var check = new CheckTokens(ids, "ids.example.com", InstantSource.system());
            assertThat(check.user(Secret.of("0paque")).join()).contains("opaque");
        }
    }

    private static String token(TokenSession session) {
        return session.token().orTimeout(10, TimeUnit.SECONDS).join().reveal();
    }
}
