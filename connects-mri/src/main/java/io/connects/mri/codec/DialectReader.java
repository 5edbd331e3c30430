package io.connects.mri.codec;

import io.connects.mri.codec.DialectText.Row;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a dialect of its rows. A faulty row is noted and replaced by something harmless, so that one reading finds every fault. */
final class DialectReader {
    private static final String FRAMING = "framing";
    private static final int LEAST_BODY_BYTES = 1024;
    private static final int MOST_BODY_BYTES = 65_536;
    private static final long U32_MAX = 0xFFFF_FFFFL;
    private static final int ASCII_CHARACTERS = 128;
    private static final Pattern SUBTYPED = Pattern.compile("subtyped\\s+(\\w+)");
    private static final Pattern REASON = Pattern.compile("(\\w+)\\s+(?:(temporary)|(permanent))");
    private static final Pattern CAUSE = Pattern.compile("(\\w+)\\s+(?:(released)|(expired))");

    private final DialectRows rows;

    private DialectReader(DialectRows rows) {
        this.rows = rows;
    }

    static MriDialect read(DialectText text) {
        return read(text, new DialectRows(text, false));
    }

    /** The same, but rows may be open or missing; those of [framing] get a value to go on with, the others are left out. */
    static MriDialect readPartial(DialectText text) {
        return read(text, new DialectRows(text, true));
    }

    private static MriDialect read(DialectText text, DialectRows rows) {
        var reader = new DialectReader(rows);
        Row name = rows.take(DialectText.TOP, "name");
        Framing framing = reader.framing();
        Map<String, Layout> layouts = new LayoutRows(rows).read(framing);
        List<FloatRow> floats = new FloatRows(rows, framing).read();
        Map<Long, MriDialect.Reason> reasons = reader.reasons();
        Map<Long, MriDialect.Cause> causes = reader.causes();
        rows.refuseFaults();
        return new MriDialect(text, name == null ? "" : name.value(), framing, layouts, floats, reasons, causes);
    }

    private Framing framing() {
        choice("byte-order", Map.of("big-endian", true), true);
        long nullId = number("null-id", 0, U32_MAX, 0);
        long firstSequence = number("first-sequence", 0, U32_MAX, 0);
        long scriptResultOk = number("script-result-ok", 0, U32_MAX, 0);
        var own = new OwnNumbers(nullId, firstSequence, scriptResultOk);
        return new Framing(
                choice("length-counts", Map.of("body", false, "message", true), false),
                (int) number("max-body-bytes", LEAST_BODY_BYTES, MOST_BODY_BYTES, MOST_BODY_BYTES),
                dialogueType(),
                dialogueHeader(own),
                choice("float-tag-bytes", Map.of("1", 1, "2", 2), 2),
                choice("float-length-bytes", Map.of("1", 1, "2", 2), 2),
                choice("string-end", Map.of("none", false, "nul", true), false),
                charset("read-charset"),
                charset("send-charset"),
                choice(
                        "ecc-mode",
                        Map.of(
                                "registered-tag", EccMode.REGISTERED_TAG,
                                "name-value", EccMode.NAME_VALUE,
                                "named-variable", EccMode.NAMED_VARIABLE),
                        EccMode.NAME_VALUE),
                choice("empty-call-variables", Map.of("omit", false, "send", true), false),
                nullId,
                firstSequence,
                number("protocol-version", 0, U32_MAX, 0),
                choice(
                        "idle-timeout-unit",
                        Map.of("milliseconds", ChronoUnit.MILLIS, "seconds", ChronoUnit.SECONDS),
                        ChronoUnit.SECONDS),
                choice("routing-after-open", Map.of("enabled", true, "wait", false), false),
                scriptResultOk);
    }

    private OptionalLong dialogueType() {
        Row row = rows.take(FRAMING, "task-framing");
        if (row == null || row.value().equals("direct")) {
            return OptionalLong.empty();
        }
        Matcher subtyped = SUBTYPED.matcher(row.value());
        OptionalLong type = subtyped.matches() ? DialectRows.number(subtyped.group(1)) : OptionalLong.empty();
        if (type.isEmpty() || type.getAsLong() > U32_MAX) {
            rows.fault(row, "must be `direct` or `subtyped` and a number");
        }
        return type;
    }

    private List<Field> dialogueHeader(OwnNumbers own) {
        Row row = rows.take(FRAMING, "dialogue-header");
        if (row == null) {
            return List.of();
        }
        List<Field> fields = LayoutRows.fields(rows, row, row.value(), own);
        LayoutRows.require(rows, row, fields, List.of(Names.DIALOGUE_ID, Names.SEND_SEQ_NO));
        return fields;
    }

    private Charset charset(String key) {
        Row row = rows.take(FRAMING, key);
        if (row != null) {
            try {
                Charset charset = Charset.forName(row.value());
                if (charset.canEncode() && keepsAscii(charset)) {
                    return charset;
                }
                rows.fault(row, "not a charset in which ASCII is ASCII, each character one byte: " + row.value());
            } catch (IllegalArgumentException e) {
                rows.fault(row, "no such charset: " + row.value());
            }
        }
        return StandardCharsets.US_ASCII;
    }

    /** Names, NULs and the room for a text are counted in ASCII: one byte each, of the same number. */
    private static boolean keepsAscii(Charset charset) {
        byte[] bytes = new byte[ASCII_CHARACTERS];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        String text = new String(bytes, StandardCharsets.US_ASCII);
        return Arrays.equals(text.getBytes(charset), bytes) && new String(bytes, charset).equals(text);
    }

    private long number(String key, long least, long most, long otherwise) {
        Row row = rows.take(FRAMING, key);
        if (row == null) {
            return otherwise;
        }
        OptionalLong number = DialectRows.number(row.value());
        if (number.isEmpty() || number.getAsLong() < least || number.getAsLong() > most) {
            rows.fault(row, "must be a number from " + least + " to " + most + ", was " + row.value());
            return otherwise;
        }
        return number.getAsLong();
    }

    private <T> T choice(String key, Map<String, T> choices, T otherwise) {
        Row row = rows.take(FRAMING, key);
        if (row == null) {
            return otherwise;
        }
        T chosen = choices.get(row.value());
        if (chosen == null) {
            rows.fault(row, "must be one of " + new TreeSet<>(choices.keySet()) + ", was " + row.value());
            return otherwise;
        }
        return chosen;
    }

    private Map<Long, MriDialect.Reason> reasons() {
        return codes("reasons", REASON, "temporary` or `permanent", MriDialect.Reason::new);
    }

    private Map<Long, MriDialect.Cause> causes() {
        return codes("causes", CAUSE, "released` or `expired", MriDialect.Cause::new);
    }

    /** Named numbers, each with one of two words; the second one is the one that is true. */
    private <T> Map<Long, T> codes(String section, Pattern form, String words, BiFunction<String, Boolean, T> code) {
        var codes = new HashMap<Long, T>();
        for (Row row : rows.takeAll(section)) {
            Matcher parts = form.matcher(row.value());
            OptionalLong number = parts.matches() ? DialectRows.number(parts.group(1)) : OptionalLong.empty();
            if (number.isEmpty() || number.getAsLong() > U32_MAX) {
                rows.fault(row, "must be a number and `" + words + "`");
                continue;
            }
            if (codes.putIfAbsent(number.getAsLong(), code.apply(row.key(), parts.group(3) != null)) != null) {
                rows.fault(row, "its number belongs to another row");
            }
        }
        return codes;
    }
}
