package io.connects.host.config;

import static io.connects.host.config.Configs.ROUTE;
import static io.connects.host.config.Configs.faults;
import static io.connects.host.config.Configs.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileYamlTest {
    private static final String SECRET = "hunter2-in-the-file";

    @Test
    void does_not_expand_aliases() {
        var laughs = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 20; i++) {
            String before = "*a" + (i - 1);
            laughs.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", java.util.Collections.nCopies(9, before))));
        }

        assertThat(faults(laughs.toString())).contains("a1[0] (line 2): YAML's aliases are not supported here: a0");
    }

    @Test
    void refuses_tags() {
        String yaml = with("name: support", "name: !!javax.script.ScriptEngineManager [http://127.0.0.1]");

        assertThat(faults(yaml)).first().asString().contains("routes[0].name (line 2)", "tags are not supported");
    }

    @Test
    void refuses_deep_nesting() {
        assertThat(faults("routes: " + "[".repeat(100_000)))
                .singleElement()
                .asString()
                .contains("is not YAML");
        assertThat(faults("a: {".repeat(5_000))).singleElement().asString().contains("is not YAML");
        assertThat(faults(nestedBlocks())).singleElement().asString().contains("is not YAML");
    }

    private static String nestedBlocks() {
        var yaml = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            yaml.append(" ".repeat(i)).append("a:\n");
        }
        return yaml.toString();
    }

    @Test
    void refuses_what_is_too_long() {
        assertThat(faults("#".repeat(HostConfig.MAX_BYTES + 1))).containsExactly("is longer than 1048576 characters");
    }

    @Test
    void refuses_a_key_that_is_there_twice() {
        assertThat(faults(ROUTE + "    name: other\n")).containsExactly("routes[0].name (line 9): is there twice");
    }

    @Test
    void refuses_more_than_one_document() {
        assertThat(faults(ROUTE + "---\nroutes: []\n")).containsExactly("(line 10): holds more than one document");
    }

    @Test
    void refuses_documents_that_are_not_what_they_should_be() {
        assertThat(faults("")).containsExactly("is empty; it needs a list of routes");
        assertThat(faults("# nothing\n")).containsExactly("is empty; it needs a list of routes");
        assertThat(faults("just words")).containsExactly("(line 1): must hold keys and values");
        assertThat(faults("routes:")).containsExactly("routes (line 1): must be a list");
        assertThat(faults("routes: []")).containsExactly("routes (line 1): needs at least one route");
        assertThat(faults("routes: [support]")).containsExactly("routes[0] (line 1): must hold keys and values");
        assertThat(faults("routes: [[]]")).containsExactly("routes[0] (line 1): must hold keys and values");
    }

    @Test
    void never_quotes_a_secret_whatever_is_wrong_around_it() {
        String plain = with("\"${env:SECRET}\"", SECRET);
        for (int cut = 0; cut < plain.length(); cut++) {
            assertSilent(plain.substring(0, cut));
            assertSilent(plain.substring(0, cut) + "\t" + plain.substring(cut));
            assertSilent(plain.substring(0, cut) + "}" + plain.substring(cut));
            assertSilent(plain.substring(0, cut) + "\"" + plain.substring(cut));
            assertSilent(plain.substring(0, cut) + "\n" + plain.substring(cut));
        }
    }

    private static void assertSilent(String yaml) {
        try {
            Configs.parse(yaml);
        } catch (InvalidConfigException e) {
            assertThat(e.toString()).doesNotContain(SECRET);
            assertThat(e.getCause()).isNull();
        }
    }

    @Test
    void answers_anything_with_faults_and_nothing_else() {
        for (int seed = 0; seed < 2_000; seed++) {
            String yaml = damaged(new Random(seed));
            assertThatCode(() -> {
                        try {
                            Configs.parse(yaml);
                        } catch (InvalidConfigException e) {
                            assertThat(e.faults()).isNotEmpty();
                        }
                    })
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
        }
    }

    private static String damaged(Random random) {
        byte[] bytes = ROUTE.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(8); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
