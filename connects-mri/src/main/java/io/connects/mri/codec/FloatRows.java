package io.connects.mri.codec;

import io.connects.mri.codec.DialectText.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The section {@code [floats]}. */
final class FloatRows {
    private static final int CALL_VARIABLES = 10;
    private static final Pattern FLOAT = Pattern.compile("(\\w+?)(?:\\.\\.(\\w+))?\\s+([a-z-]+)\\s+(\\w+)");
    private static final String STRING = "string";

    /** The rows, and which kind each may have besides {@code string}. */
    private static final List<Map.Entry<String, String>> KINDS = List.of(
            Map.entry(Names.TEXT, STRING),
            Map.entry(Names.CALL_VARIABLES, STRING),
            Map.entry(Names.SCRIPT_SELECTOR, STRING),
            Map.entry(Names.LABEL, STRING),
            Map.entry(Names.SCRIPT_ID, STRING),
            Map.entry(Names.SCRIPT_CONFIGURATION, STRING),
            Map.entry(Names.ECC_NAME, "ecc-name"),
            Map.entry(Names.ECC_VALUE, "ecc-value"),
            Map.entry(Names.ECC_ARRAY, "ecc-array"),
            Map.entry(Names.APPLICATION_STRING_1, STRING),
            Map.entry(Names.APPLICATION_STRING_2, STRING));

    private final DialectRows rows;
    private final Framing framing;
    private final List<FloatRow> floats = new ArrayList<>();

    FloatRows(DialectRows rows, Framing framing) {
        this.rows = rows;
        this.framing = framing;
    }

    List<FloatRow> read() {
        for (Map.Entry<String, String> kind : KINDS) {
            Row row = rows.take("floats", kind.getKey());
            FloatRow read = row == null ? null : row(row, kind.getValue());
            if (row != null && read != null) {
                checkTags(row, read);
                checkLength(row, read);
                floats.add(read);
            }
        }
        return floats;
    }

    private @Nullable FloatRow row(Row row, String kind) {
        Matcher parts = FLOAT.matcher(row.value());
        if (!parts.matches()) {
            rows.fault(row, "must be a tag (or first..last), a kind and the most bytes of text");
            return null;
        }
        OptionalLong first = DialectRows.number(parts.group(1));
        OptionalLong last = parts.group(2) == null ? first : DialectRows.number(parts.group(2));
        OptionalLong max = DialectRows.number(parts.group(4));
        int count = row.key().equals(Names.CALL_VARIABLES) ? CALL_VARIABLES : 1;
        if (first.isEmpty() || last.isEmpty() || last.getAsLong() - first.getAsLong() != count - 1) {
            rows.fault(row, "must have " + count + (count == 1 ? " tag" : " tags in a row"));
            return null;
        }
        if (max.isEmpty() || max.getAsLong() < 1 || max.getAsLong() > 0xFFFF || last.getAsLong() > 0xFFFF) {
            rows.fault(row, "tags and bytes must be from 1 to 65535");
            return null;
        }
        boolean eccTagFirst = !parts.group(3).equals(STRING);
        if (eccTagFirst && !parts.group(3).equals(kind)) {
            rows.fault(row, "cannot be of the kind " + parts.group(3));
        } else if (!eccTagFirst && !kind.equals(STRING) && framing.eccMode() == EccMode.REGISTERED_TAG) {
            rows.fault(row, "must be of the kind " + kind + ", for ecc-mode is registered-tag");
        }
        return new FloatRow(row.key(), (int) first.getAsLong(), count, eccTagFirst, (int) max.getAsLong());
    }

    private void checkTags(Row row, FloatRow read) {
        int last = read.tag() + read.count() - 1;
        if (framing.floatTagBytes() == 1 && last > 0xFF) {
            rows.fault(row, "its tag needs more than float-tag-bytes");
        }
        for (FloatRow other : floats) {
            if (read.tag() < other.tag() + other.count() && other.tag() <= last) {
                rows.fault(row, "its tag belongs to " + other.name());
            }
        }
    }

    private void checkLength(Row row, FloatRow read) {
        int most = read.maxBytes() + (read.eccTagFirst() ? Integer.BYTES : 0) + (framing.nulAtEnd() ? 1 : 0);
        boolean array = read.name().equals(Names.ECC_ARRAY);
        most += array ? 1 : 0;
        if ((array || read.name().equals(Names.ECC_VALUE)) && framing.eccMode() == EccMode.NAMED_VARIABLE) {
            most += 1
                    + floats.stream()
                            .filter(other -> other.name().equals(Names.ECC_NAME))
                            .mapToInt(FloatRow::maxBytes)
                            .findFirst()
                            .orElse(0);
        }
        if (most > (framing.floatLengthBytes() == 1 ? 0xFF : 0xFFFF)) {
            rows.fault(row, "takes up to " + most + " bytes, more than float-length-bytes can say");
        }
    }
}
