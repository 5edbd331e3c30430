package io.connects.examples.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/testing.md lists which test shows what of Finesse; the list is made from coverage.txt, and every test that it names has to be there. To write
 * it anew: {@code -Dconnects.docs.write=true}.
 */
final class CoverageListTest {
    private static final Path PAGE = Path.of("../../docs/testing.md");
    private static final String BEGIN = "<!-- made from coverage.txt -->\n";
    private static final String END = "<!-- end -->";
    private static final List<Path> TESTS = List.of(
            Path.of("../../connects-finesse/src/test/java"),
            Path.of("../simulators/src/test/java"),
            Path.of("../sandbox/src/test/java"),
            Path.of("src/test/java"));

    private static List<String[]> rows() throws IOException {
        byte[] file = CoverageListTest.class.getResourceAsStream("coverage.txt").readAllBytes();
        return new String(file, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split(" \\| ", 3))
                .toList();
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (Path folder : TESTS) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(one -> one.toString().endsWith("Test.java"))
                        .toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    sources.merge(name, Files.readString(file), String::concat);
                }
            }
        }
        return sources;
    }

    @Test
    void every_test_that_is_named_is_there() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        for (String[] row : rows()) {
            assertThat(row).as(String.join(" | ", row)).hasSize(3);
            String[] test = row[2].split("\\.", 2);
            if (!sources.getOrDefault(test[0], "").contains("void " + test[1] + "(")) {
                missing.add(row[2]);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void the_page_has_this_list() throws IOException {
        var list = new StringBuilder("\n| | what | test |\n| --- | --- | --- |\n");
        String before = "";
        for (String[] row : rows()) {
            list.append("| ").append(row[0].equals(before) ? "" : row[0] + " ");
            list.append("| ").append(row[1]).append(" | `").append(row[2]).append("` |\n");
            before = row[0];
        }
        list.append('\n');
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        String now = page.substring(0, from) + list + page.substring(page.indexOf(END, from));
        if (Boolean.getBoolean("connects.docs.write")) {
            Files.writeString(PAGE, now);
        }
        assertThat(now).isEqualTo(Files.readString(PAGE));
    }
}
