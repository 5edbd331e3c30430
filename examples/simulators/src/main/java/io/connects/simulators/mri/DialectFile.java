package io.connects.simulators.mri;

import io.connects.simulators.mri.Dialect.EccMode;
import io.connects.simulators.mri.Dialect.Field;
import io.connects.simulators.mri.Dialect.FloatRow;
import io.connects.simulators.mri.Dialect.Framing;
import io.connects.simulators.mri.Dialect.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one dialect file by the grammar at its head. */
final class DialectFile {
    private static final int MOST_BYTES = 1 << 20;
    private static final Set<String> CONFIDENCES = Set.of("EXACT", "PARTIAL", "INFERRED", "PLACEHOLDER");
    private static final List<String> SESSION_MESSAGES = List.of(
            "FAILURE_CONF",
            "FAILURE_EVENT",
            "OPEN_REQ",
            "OPEN_CONF",
            "HEARTBEAT_REQ",
            "HEARTBEAT_CONF",
            "CLOSE_REQ",
            "CLOSE_CONF",
            "REGISTER_VARIABLES",
            "ROUTING_ENABLED",
            "ROUTING_DISABLED");
    private static final List<String> DIALOGUE_MESSAGES = List.of(
            "NEW_TASK",
            "DO_THIS_WITH_TASK",
            "NEW_TASK_FAILURE",
            "RUN_SCRIPT_REQ",
            "RUN_SCRIPT_RESULT",
            "CANCEL",
            "RELEASE",
            "DIALOGUE_FAILURE_CONF",
            "EVENT_REPORT",
            "TERMINATE_DIALOGUE");
    private static final List<String> FLOATS = List.of(
            "Text",
            "CallVariable1-10",
            "ScriptSelector",
            "Label",
            "ScriptID",
            "ScriptConfiguration",
            "EccName",
            "EccValue",
            "EccArray",
            "ApplicationString1",
            "ApplicationString2");
    private static final Pattern LAYOUT = Pattern.compile("(\\S+)\\s*:\\s*(.*)");
    private static final Pattern FIELD = Pattern.compile("(\\w+)\\s+(\\w+)(?:\\s*=\\s*(\\S+))?");
    private static final Pattern FLOAT = Pattern.compile("(\\S+)\\s+(\\S+)\\s+(\\S+)");
    private static final Pattern RUN = Pattern.compile("(.*\\D)(\\d+)-(\\d+)");

    private final Map<String, Row> rows = new LinkedHashMap<>();

    private record Row(int line, String section, String key, String value) {
        IllegalArgumentException fault(String what) {
            return new IllegalArgumentException("dialect line " + line + ": " + key + ": " + what);
        }
    }

    DialectFile(InputStream file) throws IOException {
        byte[] bytes = file.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("dialect: longer than " + MOST_BYTES + " bytes");
        }
        String section = "";
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1).strip();
            } else if (!line.isEmpty()) {
                add(i + 1, section, line);
            }
        }
    }

    private void add(int number, String section, String line) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("dialect line " + number + ": not of the form 'key = value'");
        }
        String key = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        int bar = value.lastIndexOf('|');
        if (bar >= 0) {
            String confidence = value.substring(bar + 1).strip();
            if (!CONFIDENCES.contains(confidence)) {
                throw new IllegalArgumentException("dialect line " + number + ": unknown confidence " + confidence);
            }
            value = value.substring(0, bar).strip();
        }
        Row row = new Row(number, section, key, value);
        if (rows.putIfAbsent(section + "." + key, row) != null) {
            throw row.fault("given twice");
        }
    }

    Dialect dialect() {
        String name = take("", "name").value();
        Framing framing = framing();
        Map<String, Layout> session = layouts("session", SESSION_MESSAGES);
        Map<String, Layout> dialogue = layouts("dialogue", DIALOGUE_MESSAGES);
        Map<String, FloatRow> floats = floats();
        requireKinds(framing.ecc(), floats);
        Map<String, Long> reasons = codes("reasons", "temporary", "permanent", (number, permanent) -> number);
        Map<String, Dialect.Cause> causes = codes("causes", "released", "expired", Dialect.Cause::new);
        if (framing.subtypedBy() == null) {
            dialogue.values().stream()
                    .filter(layout -> Dialect.numbered(session.values(), layout.number()) != null)
                    .forEach(layout -> {
                        throw new IllegalArgumentException(
                                "dialect: " + layout.name() + ": its number is already a session message's");
                    });
        }
        if (!rows.isEmpty()) {
            throw rows.values().iterator().next().fault("not a key of this section");
        }
        return new Dialect(name, framing, session, dialogue, floats, reasons, causes);
    }

    private Framing framing() {
        choose("byte-order", Map.of("big-endian", true));
        // A session rule of the application; the PG announces routing anyway.
        choose("routing-after-open", Map.of("enabled", true, "wait", false));
        return new Framing(
                choose("length-counts", Map.of("body", false, "message", true)),
                Math.toIntExact(number("max-body-bytes", 1, 65_536)),
                subtypedBy(take("framing", "task-framing")),
                fields(take("framing", "dialogue-header"), null),
                Math.toIntExact(number("float-tag-bytes", 1, 2)),
                Math.toIntExact(number("float-length-bytes", 1, 2)),
                choose("string-end", Map.of("none", false, "nul", true)),
                charset("read-charset"),
                charset("send-charset"),
                choose(
                        "ecc-mode",
                        Map.of(
                                "registered-tag",
                                EccMode.REGISTERED_TAG,
                                "name-value",
                                EccMode.NAME_VALUE,
                                "named-variable",
                                EccMode.NAMED_VARIABLE)),
                choose("empty-call-variables", Map.of("omit", false, "send", true)),
                number("null-id", 0, 0xFFFF_FFFFL),
                Math.toIntExact(number("first-sequence", 0, Integer.MAX_VALUE)),
                number("protocol-version", 0, 0xFFFF_FFFFL),
                choose("idle-timeout-unit", Map.of("milliseconds", true, "seconds", false)),
                number("script-result-ok", 0, 0xFFFF_FFFFL));
    }

    private static @Nullable Long subtypedBy(Row row) {
        if (row.value().equals("direct")) {
            return null;
        }
        String[] words = row.value().split("\\s+", -1);
        if (words.length != 2 || !words[0].equals("subtyped")) {
            throw row.fault("must be 'direct' or 'subtyped TYPE'");
        }
        return number(row, words[1], 0, 0xFFFF_FFFFL);
    }

    private Map<String, Layout> layouts(String section, List<String> names) {
        Map<String, Layout> layouts = new LinkedHashMap<>();
        for (String name : names) {
            Row row = take(section, name);
            Matcher parts = match(row, LAYOUT, "NAME = number : Field type, ...");
            long number = number(row, parts.group(1), 0, 0xFFFF_FFFFL);
            if (layouts.values().stream().anyMatch(layout -> layout.number() == number)) {
                throw row.fault("its number is already another message's");
            }
            layouts.put(name, new Layout(name, number, fields(row, parts.group(2))));
        }
        return layouts;
    }

    private static List<Field> fields(Row row, @Nullable String part) {
        List<Field> fields = new ArrayList<>();
        String text = part == null ? row.value() : part;
        if (text.isBlank()) {
            return fields;
        }
        for (String field : text.split(",", -1)) {
            Matcher parts = FIELD.matcher(field.strip());
            if (!parts.matches()) {
                throw row.fault("not a field: '" + field.strip() + "'");
            }
            Dialect.Type type = choose(row, parts.group(2), TYPES::get);
            String constant = parts.group(3);
            fields.add(new Field(
                    parts.group(1), type, constant == null ? null : number(row, constant, type.least, type.most)));
        }
        return fields;
    }

    private static final Map<String, Dialect.Type> TYPES = Map.of(
            "u8",
            Dialect.Type.U8,
            "u16",
            Dialect.Type.U16,
            "u32",
            Dialect.Type.U32,
            "i32",
            Dialect.Type.I32,
            "taskid",
            Dialect.Type.TASKID);

    private static final Map<String, FloatRow.Kind> KINDS = Map.of(
            "string",
            FloatRow.Kind.STRING,
            "ecc-name",
            FloatRow.Kind.ECC_NAME,
            "ecc-value",
            FloatRow.Kind.ECC_VALUE,
            "ecc-array",
            FloatRow.Kind.ECC_ARRAY);

    private Map<String, FloatRow> floats() {
        Map<String, FloatRow> floats = new LinkedHashMap<>();
        for (String key : FLOATS) {
            Row row = take("floats", key);
            Matcher parts = match(row, FLOAT, "Name = tag kind max");
            FloatRow.Kind kind = choose(row, parts.group(2), KINDS::get);
            int max = Math.toIntExact(number(row, parts.group(3), 1, 65_535));
            String[] tags = parts.group(1).split("\\.\\.", 2);
            int first = Math.toIntExact(number(row, tags[0], 0, 65_535));
            int last = Math.toIntExact(number(row, tags[tags.length - 1], first, 65_535));
            List<String> names = names(key);
            if (last - first + 1 != names.size()) {
                throw row.fault("needs " + names.size() + " tags");
            }
            for (int i = 0; i < names.size(); i++) {
                int tag = first + i;
                if (floats.values().stream().anyMatch(other -> other.tag() == tag)) {
                    throw row.fault("tag " + tag + " is already another field's");
                }
                floats.put(names.get(i), new FloatRow(names.get(i), tag, kind, max));
            }
        }
        return floats;
    }

    private static final Map<String, FloatRow.Kind> ECC_KINDS = Map.of(
            "EccName", FloatRow.Kind.ECC_NAME,
            "EccValue", FloatRow.Kind.ECC_VALUE,
            "EccArray", FloatRow.Kind.ECC_ARRAY);

    /** ECC variables have their own kinds, with a number before the text, or are strings unless the number is all that is sent. */
    private static void requireKinds(EccMode mode, Map<String, FloatRow> floats) {
        floats.values().forEach(row -> {
            FloatRow.Kind own = ECC_KINDS.getOrDefault(row.name(), FloatRow.Kind.STRING);
            boolean isPlain = row.kind() == FloatRow.Kind.STRING && mode != EccMode.REGISTERED_TAG;
            if (row.kind() != own && !isPlain) {
                throw new IllegalArgumentException(
                        "dialect: [floats] " + row.name() + ": cannot be of this kind when ecc-mode is " + mode);
            }
        });
    }

    private static List<String> names(String key) {
        Matcher run = RUN.matcher(key);
        if (!run.matches()) {
            return List.of(key);
        }
        List<String> names = new ArrayList<>();
        for (int i = Integer.parseInt(run.group(2)); i <= Integer.parseInt(run.group(3)); i++) {
            names.add(run.group(1) + i);
        }
        return names;
    }

    /** Named numbers, each with one of two classes. */
    private <T> Map<String, T> codes(
            String section, String firstClass, String secondClass, BiFunction<Long, Boolean, T> code) {
        Map<String, T> codes = new LinkedHashMap<>();
        Set<Long> numbers = new HashSet<>();
        for (Row row : List.copyOf(rows.values())) {
            if (row.section().equals(section)) {
                rows.remove(section + "." + row.key());
                String[] words = row.value().split("\\s+", -1);
                if (words.length != 2 || !Set.of(firstClass, secondClass).contains(words[1])) {
                    throw row.fault("must be 'number class' with the class " + firstClass + " or " + secondClass);
                }
                long number = number(row, words[0], 0, 0xFFFF_FFFFL);
                if (!numbers.add(number)) {
                    throw row.fault("its number is already another row's");
                }
                codes.put(row.key(), code.apply(number, words[1].equals(secondClass)));
            }
        }
        return codes;
    }

    private Row take(String section, String key) {
        Row row = rows.remove(section + "." + key);
        if (row == null) {
            throw new IllegalArgumentException("dialect: [" + section + "] has no " + key);
        }
        return row;
    }

    private Charset charset(String key) {
        Row row = take("framing", key);
        try {
            return Charset.forName(row.value());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw row.fault("unknown charset " + row.value().toUpperCase(Locale.ROOT));
        }
    }

    private <T> T choose(String key, Map<String, T> choices) {
        Row row = take("framing", key);
        return choose(row, row.value(), choices::get);
    }

    private static <T> T choose(Row row, String value, Function<String, @Nullable T> choices) {
        T choice = choices.apply(value);
        if (choice == null) {
            throw row.fault("does not know '" + value + "'");
        }
        return choice;
    }

    private long number(String key, long least, long most) {
        Row row = take("framing", key);
        return number(row, row.value(), least, most);
    }

    private static long number(Row row, String text, long least, long most) {
        long number;
        try {
            number = text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw row.fault("not a number: '" + text + "'");
        }
        if (number < least || number > most) {
            throw row.fault("must be from " + least + " to " + most + ", was " + text);
        }
        return number;
    }

    private static Matcher match(Row row, Pattern form, String shape) {
        Matcher parts = form.matcher(row.value());
        if (!parts.matches()) {
            throw row.fault("must be '" + shape + "'");
        }
        return parts;
    }
}
