package io.connects.mri.codec;

import io.connects.mri.codec.DialectText.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The rows of a dialect file while they are read, and the faults found so far. Knows the grammar of lines, not what they mean. */
final class DialectRows {
    private final Map<String, Map<String, Row>> sections = new LinkedHashMap<>();
    private final List<String> faults;
    private final boolean partial;

    /** @param partial whether rows may be open or missing */
    DialectRows(DialectText text, boolean partial) {
        this.partial = partial;
        faults = new ArrayList<>(text.faults());
        for (Row row : text.rows()) {
            sections.computeIfAbsent(row.section(), name -> new LinkedHashMap<>())
                    .putIfAbsent(row.key(), row);
        }
    }

    /** Takes a row out, so that what is left at the end is unknown. Null when it is open or not there, which is a fault unless partial. */
    @Nullable
    Row take(String section, String key) {
        Row row =
                sections.computeIfAbsent(section, name -> new LinkedHashMap<>()).remove(key);
        if (row == null && !partial) {
            faults.add("missing: " + (section.equals(DialectText.TOP) ? "" : "[" + section + "] ") + key);
        }
        return row == null ? null : closed(row);
    }

    /** Takes all rows of a section out. */
    List<Row> takeAll(String section) {
        Map<String, Row> taken = sections.remove(section);
        return taken == null
                ? List.of()
                : taken.values().stream().filter(row -> closed(row) != null).toList();
    }

    private @Nullable Row closed(Row row) {
        if (row.open() && !partial) {
            fault(row, "is open; a dialect that is to be spoken must know it");
        }
        return row.open() ? null : row;
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
        faults.add("line " + row.line() + ": " + row.key() + ": " + text);
    }

    /** Refuses the file when there is any fault, a row that nobody took being one. */
    void refuseFaults() {
        sections.values().forEach(rows -> rows.values().forEach(row -> fault(row, "unknown key")));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("Faults in the dialect file:\n" + String.join("\n", faults));
        }
    }
}
