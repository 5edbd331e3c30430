package io.connects.examples.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README of connects-finesse shows what this module compiles. */
class ReadmeTest {
    private static final Path SOURCE = Path.of("src/main/java/io/connects/examples/finesse/WatchAgent.java");
    private static final Path README = Path.of("../../connects-finesse/README.md");

    @Test
    void the_snippet_is_the_marked_part_of_the_program() throws IOException {
        String source = Files.readString(SOURCE);
        String marked = between(source, "// tag::watch[]\n", "// end::watch[]")
                        .stripTrailing()
                        .stripIndent() + "\n";
        String snippet = between(Files.readString(README), "```java\n", "```");
        assertThat(snippet).isEqualTo(marked);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
