package io.connects.core.coverage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A list of which test shows what, kept in a file of rows {@code subject | what | class.method} and shown as a table on a page of the documentation. */
public final class CoverageList {
    private static final String END = "<!-- end -->";

    private final List<String[]> rows;
    private final String begin;
    private final List<Path> tests;

    /**
     * @param rows the file, which is closed
     * @param name of the list: the table stands on its page between {@code <!-- made from NAME -->} and {@code <!-- end -->}
     * @param tests folders of the tests
     */
    public CoverageList(InputStream rows, String name, List<Path> tests) throws IOException {
        try (rows) {
            this.rows = new String(rows.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(" \\| ", 3))
                    .toList();
        }
        this.begin = "<!-- made from " + name + " -->\n";
        this.tests = tests;
    }

    /** What rows name and no test class has; and rows that are not written as they should be. */
    public List<String> missing() throws IOException {
        Map<String, String> sources = sources();
        return rows.stream()
                .filter(row -> row.length != 3 || !isThere(row[2], sources))
                .map(row -> String.join(" | ", row))
                .toList();
    }

    private static boolean isThere(String test, Map<String, String> sources) {
        String[] name = test.split("\\.", 2);
        return name.length == 2 && sources.getOrDefault(name[0], "").contains("void " + name[1] + "(");
    }

    private Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (Path folder : tests) {
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

    /**
     * What a page lacks to show this list: itself as it should be, or empty. With {@code -Dconnects.docs.write=true} the page is written instead.
     */
    public Optional<String> missingOn(Path page) throws IOException {
        String before = Files.readString(page);
        String now = shownOn(before);
        if (now.equals(before)) {
            return Optional.empty();
        }
        if (Boolean.getBoolean("connects.docs.write")) {
            Files.writeString(page, now);
            return Optional.empty();
        }
        return Optional.of(now);
    }

    private String shownOn(String page) {
        var list = new StringBuilder("\n| | what | test |\n| --- | --- | --- |\n");
        String before = "";
        for (String[] row : rows) {
            list.append("| ").append(row[0].equals(before) ? "" : row[0] + " ");
            list.append("| ").append(row[1]).append(" | `").append(row[2]).append("` |\n");
            before = row[0];
        }
        list.append('\n');
        int from = page.indexOf(begin) + begin.length();
        return page.substring(0, from) + list + page.substring(page.indexOf(END, from));
    }
}
