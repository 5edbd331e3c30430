package io.connects.mri.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A dialect file: its rows with their confidence, its comments and their order, as a value that can be changed row by row and printed again. It
 * knows the grammar of lines; {@link #dialect()} knows what the rows mean. The head of the built-in file {@code ged125-like.dialect} is the
 * grammar. Immutable.
 */
public final class DialectText {
    /** The section of rows that stand before any section. */
    public static final String TOP = "";

    private static final int MAX_LINES = 10_000;
    private static final int MAX_LINE_LENGTH = 10_000;
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#.*");
    private static final Pattern SECTION = Pattern.compile("\\[([a-z]+)]");
    private static final Pattern ROW = Pattern.compile("([A-Za-z][\\w-]*+)\\s*+=([^|]*+)(?:\\|\\s*+(\\S*+))?+");

    private final List<Line> lines;
    private final boolean cutShort;
    private final List<String> faults;

    private DialectText(List<Line> lines, boolean cutShort, List<String> faults) {
        this.lines = List.copyOf(lines);
        this.cutShort = cutShort;
        this.faults = List.copyOf(faults);
    }

    /**
     * One row.
     *
     * @param section {@link #TOP} before any section
     * @param value without confidence and comment; starts with {@code ?} in an open row
     * @param confidence null where none is needed, before any section
     * @param line from 1
     * @param comment what stands behind the row, from its {@code #}; empty for none
     */
    public record Row(
            String section,
            String key,
            String value,
            @Nullable Confidence confidence,
            int line,
            String comment) {
        /** Whether the row says that its value is not known. */
        public boolean open() {
            return confidence == Confidence.OPEN;
        }
    }

    /** A line as it stands, and the row in it, if any. */
    private record Line(
            String text, String section, @Nullable Row row) {}

    /**
     * Reads a file, whatever it says; {@link #dialect()} refuses what is wrong with it. Reads no further than a file may go: 10,000 lines of
     * 10,000 characters. Does not close the reader.
     *
     * @throws IOException when the reader fails
     */
    public static DialectText read(Reader text) throws IOException {
        var raw = new ArrayList<String>();
        var reader = new BufferedReader(text);
        for (String line = line(reader); line != null; line = line(reader)) {
            if (raw.size() == MAX_LINES || line.length() > MAX_LINE_LENGTH) {
                return parse(raw, true);
            }
            raw.add(line);
        }
        return parse(raw, false);
    }

    /** The next line without its end, or the first part of one that is too long; null at the end of the file. */
    private static @Nullable String line(BufferedReader reader) throws IOException {
        int next = reader.read();
        if (next < 0) {
            return null;
        }
        var line = new StringBuilder();
        while (next >= 0 && next != '\n' && next != '\r' && line.length() <= MAX_LINE_LENGTH) {
            line.append((char) next);
            next = reader.read();
        }
        if (next == '\r') {
            reader.mark(1);
            if (reader.read() != '\n') {
                reader.reset();
            }
        }
        return line.toString();
    }

    private DialectText changed(List<String> raw) {
        return parse(raw, cutShort);
    }

    /** @param cutShort whether more lines follow in the file than these, or longer ones */
    private static DialectText parse(List<String> raw, boolean cutShort) {
        var faults = new ArrayList<String>();
        var lines = new ArrayList<Line>();
        Set<List<String>> seen = new HashSet<>();
        String section = TOP;
        for (String text : raw) {
            int number = lines.size() + 1;
            Matcher comment = COMMENT.matcher(text);
            int end = comment.find() ? comment.start() : text.length();
            String content = text.substring(0, end).strip();
            Matcher opened = SECTION.matcher(content);
            Row row = null;
            if (opened.matches()) {
                section = opened.group(1);
            } else if (!content.isEmpty()) {
                row = row(section, content, number, text.substring(end).strip(), faults);
            }
            if (row != null && !seen.add(List.of(section, row.key()))) {
                faults.add("line " + number + ": " + row.key() + ": is there twice");
            }
            lines.add(new Line(text, section, row));
        }
        if (cutShort) {
            faults.add("line " + (lines.size() + 1) + ": too long: a dialect has at most " + MAX_LINES + " lines of "
                    + MAX_LINE_LENGTH);
        }
        return new DialectText(lines, cutShort, faults);
    }

    private static @Nullable Row row(String section, String content, int number, String comment, List<String> faults) {
        Matcher parts = ROW.matcher(content);
        if (!parts.matches()) {
            faults.add("line " + number + ": not a row of the form `key = value | CONFIDENCE`");
            return null;
        }
        String key = parts.group(1);
        String word = parts.group(3);
        Confidence confidence = null;
        if (word != null || !section.equals(TOP)) {
            try {
                confidence = Confidence.valueOf(Objects.requireNonNullElse(word, ""));
            } catch (IllegalArgumentException e) {
                faults.add("line " + number + ": " + key
                        + ": the confidence must be EXACT, PARTIAL, INFERRED, PLACEHOLDER or OPEN");
            }
        }
        var row = new Row(section, key, parts.group(2).strip(), confidence, number, comment);
        if (confidence != null && row.open() != row.value().startsWith("?")) {
            faults.add(
                    "line " + number + ": " + key + ": OPEN goes with a value that starts with `?`, and only with it");
        }
        return row;
    }

    /** All rows in the order of the file. */
    public List<Row> rows() {
        return lines.stream().map(Line::row).filter(Objects::nonNull).toList();
    }

    /** The first row with this key. */
    public Optional<Row> row(String section, String key) {
        return rows().stream().filter(is(section, key)).findFirst();
    }

    /** The value of a row that is there and not open. */
    public Optional<String> value(String section, String key) {
        return row(section, key).filter(row -> !row.open()).map(Row::value);
    }

    /** The same file with this row in the place of the one with its key, or else as the last of its section. */
    public DialectText with(String section, String key, String value, Confidence confidence) {
        Row before = row(section, key).orElse(null);
        String comment = before == null || before.comment().isEmpty() ? "" : "     " + before.comment();
        String line = String.format("%-20s = %s%s%s", key, value, trust(section, confidence), comment);
        var raw = raw();
        if (before != null) {
            raw.set(before.line() - 1, line);
        } else {
            if (lines.stream().noneMatch(other -> other.section().equals(section))) {
                raw.add("");
                raw.add("[" + section + "]");
                raw.add(line);
            } else {
                raw.add(endOf(section), line);
            }
        }
        return changed(raw);
    }

    private static String trust(String section, Confidence confidence) {
        return section.equals(TOP) ? "" : " | " + confidence;
    }

    /** Behind the last line of a section that is neither empty nor a comment. */
    private int endOf(String section) {
        int end = 0;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            boolean head = line.text().strip().equals("[" + section + "]");
            if (line.section().equals(section) && (line.row() != null || head)) {
                end = i + 1;
            }
        }
        return end;
    }

    /** The same file without this row. */
    public DialectText without(String section, String key) {
        var raw = raw();
        row(section, key).ifPresent(row -> raw.remove(row.line() - 1));
        return changed(raw);
    }

    /** The same file with a comment line in front of this row; unchanged without such a row. */
    public DialectText commented(String section, String key, String comment) {
        var raw = raw();
        row(section, key)
                .ifPresent(row -> raw.add(
                        row.line() - 1, "# " + comment.replaceAll("\\R", " ").strip()));
        return changed(raw);
    }

    private List<String> raw() {
        return new ArrayList<>(lines.stream().map(Line::text).toList());
    }

    private static Predicate<Row> is(String section, String key) {
        return row -> row.section().equals(section) && row.key().equals(key);
    }

    /** What does not follow the grammar of lines, each with its line. */
    List<String> faults() {
        return faults;
    }

    /**
     * What the file says.
     *
     * @throws IllegalArgumentException naming every fault with its line, one a line; an open or a missing row is one
     */
    public MriDialect dialect() {
        return DialectReader.read(this);
    }

    /** The file, as it was read but for the rows that were changed. */
    @Override
    public String toString() {
        return String.join("\n", raw()) + "\n";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DialectText that && cutShort == that.cutShort && raw().equals(that.raw());
    }

    @Override
    public int hashCode() {
        return raw().hashCode();
    }
}
