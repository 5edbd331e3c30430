package io.connects.mri.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rows of a dialect file, and the faults found so far. Knows the grammar of lines, not what they mean. */
final class DialectRows {
    private static final int MAX_LINES = 10_000;
    private static final int MAX_LINE_LENGTH = 10_000;
    private static final Set<String> CONFIDENCES = Set.of("EXACT", "PARTIAL", "INFERRED", "PLACEHOLDER");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");
    private static final Pattern SECTION = Pattern.compile("\\[([a-z]+)]");
    private static final Pattern ROW = Pattern.compile("([A-Za-z][\\w-]*)\\s*=\\s*([^|]*?)\\s*(?:\\|\\s*(\\S*))?");

    /** The section of rows that stand before any section. */
    static final String TOP = "";

    record Row(String section, String key, String value, int line) {}

    private final Map<String, Map<String, Row>> sections = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    private DialectRows() {}

    static DialectRows read(Reader text) throws IOException {
        var rows = new DialectRows();
        var lines = new BufferedReader(text);
        String section = TOP;
        String line = lines.readLine();
        for (int number = 1; line != null; number++, line = lines.readLine()) {
            if (number > MAX_LINES || line.length() > MAX_LINE_LENGTH) {
                rows.fault(number, "too long: a dialect has at most " + MAX_LINES + " lines of " + MAX_LINE_LENGTH);
                break;
            }
            section = rows.line(section, COMMENT.matcher(line).replaceFirst("").strip(), number);
        }
        return rows;
    }

    private String line(String section, String line, int number) {
        if (line.isEmpty()) {
            return section;
        }
        Matcher opened = SECTION.matcher(line);
        if (opened.matches()) {
            return opened.group(1);
        }
        Matcher parts = ROW.matcher(line);
        if (!parts.matches()) {
            fault(number, "not a row of the form `key = value | CONFIDENCE`");
            return section;
        }
        add(new Row(section, parts.group(1), parts.group(2), number));
        String confidence = parts.group(3);
        if (confidence == null ? !section.equals(TOP) : !CONFIDENCES.contains(confidence)) {
            fault(number, parts.group(1) + ": the confidence must be EXACT, PARTIAL, INFERRED or PLACEHOLDER");
        }
        return section;
    }

    private void add(Row row) {
        Row before = sections.computeIfAbsent(row.section(), name -> new LinkedHashMap<>())
                .putIfAbsent(row.key(), row);
        if (before != null) {
            fault(row, "is there twice, first in line " + before.line());
        }
    }

    /** Takes a row out, so that what is left at the end is unknown. Null, and a fault, when it is not there. */
    @Nullable
    Row take(String section, String key) {
        Row row =
                sections.computeIfAbsent(section, name -> new LinkedHashMap<>()).remove(key);
        if (row == null) {
            faults.add("missing: " + (section.equals(TOP) ? "" : "[" + section + "] ") + key);
        }
        return row;
    }

    /** Takes all rows of a section out. */
    List<Row> takeAll(String section) {
        Map<String, Row> taken = sections.remove(section);
        return taken == null ? List.of() : List.copyOf(taken.values());
    }

    /** A decimal or 0x hexadecimal number from 0 on, or empty when the text is none. */
    static OptionalLong number(String text) {
        try {
            long number = text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
            return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    void fault(Row row, String text) {
        fault(row.line(), row.key() + ": " + text);
    }

    private void fault(int line, String text) {
        faults.add("line " + line + ": " + text);
    }

    /** Refuses the file when there is any fault, a row that nobody took being one. */
    void refuseFaults() {
        sections.values().forEach(rows -> rows.values().forEach(row -> fault(row, "unknown key")));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("Faults in the dialect file:\n" + String.join("\n", faults));
        }
    }
}
