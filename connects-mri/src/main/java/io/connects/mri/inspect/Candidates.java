package io.connects.mri.inspect;

import io.connects.mri.codec.DialectText;
import io.connects.mri.codec.DialectText.Row;
import io.connects.mri.codec.ExplainedFrame;
import io.connects.mri.codec.ExplainedFrame.Field;
import io.connects.mri.codec.ExplainedFrame.Kind;
import io.connects.mri.codec.MriDialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which values a row might have: shapes from what the family is known to do, numbers from what a capture holds and nothing explains. */
final class Candidates {
    private static final int MOST_NUMBERS = 40;
    private static final int RUN = 10;

    /** What a switch may say, the likeliest first. */
    private static final Map<String, List<String>> SWITCHES = Map.of(
            "byte-order", List.of("big-endian"),
            "length-counts", List.of("body", "message"),
            "float-tag-bytes", List.of("1", "2"),
            "float-length-bytes", List.of("1", "2"),
            "string-end", List.of("none", "nul"),
            "ecc-mode", List.of("registered-tag", "name-value", "named-variable"),
            "empty-call-variables", List.of("omit", "send"),
            "idle-timeout-unit", List.of("milliseconds", "seconds"),
            "routing-after-open", List.of("enabled", "wait"),
            "dialogue-header",
                    List.of(
                            "DialogueID u32, SendSeqNo u32",
                            "SendSeqNo u32, DialogueID u32",
                            "DialogueID u32, SendSeqNo u16"));

    /** The built-in dialects, in the order in which their shapes are tried. */
    private static final List<DialectText> FAMILY =
            List.of(MriDialect.ged125Like().text(), MriDialect.ged188Like().text());

    private final DialectText dialect;
    private final List<Explained> frames;
    private final Set<Long> types = new TreeSet<>();
    private final Set<Long> unknownTypes = new LinkedHashSet<>();
    private final Set<Long> unknownSubTypes = new LinkedHashSet<>();
    private final Set<Integer> unknownTags = new TreeSet<>();

    /** @param session explained with the dialect */
    Candidates(DialectText dialect, Explained.Session session) {
        this.dialect = dialect;
        frames = session.conversations().stream().flatMap(List::stream).toList();
        for (Explained explained : frames) {
            ExplainedFrame frame = explained.frame();
            types.add(frame.number("MessageType"));
            if (frame.message() == null) {
                long subType = frame.number("MessageSubType");
                (subType < 0 ? unknownTypes : unknownSubTypes).add(subType < 0 ? frame.number("MessageType") : subType);
            }
            frame.fields().stream()
                    .filter(field -> field.kind() == Kind.FLOAT_HEAD && field.row() == null)
                    .forEach(field -> unknownTags.add(tag(field)));
        }
    }

    private static int tag(Field floatHead) {
        return Integer.parseInt(floatHead.value().split(":", 2)[0]);
    }

    /** The keys of all rows that a dialect needs, in the order in which they are best learnt, as {@code section/key}. */
    static List<String> allRows() {
        return FAMILY.get(0).rows().stream()
                .filter(row ->
                        Stream.of("framing", "session", "dialogue", "floats").anyMatch(row.section()::equals))
                .map(row -> row.section() + "/" + row.key())
                .toList();
    }

    /** What the row might say, the likeliest first. */
    List<String> of(String section, String key) {
        return switch (section) {
            case "framing" -> framing(key);
            case "floats" -> floats(key);
            default -> layouts(section, key);
        };
    }

    /** What the family says, for rows that leave no trace in traffic. */
    Optional<String> usual(String section, String key) {
        return FAMILY.stream()
                .flatMap(other -> other.value(section, key).stream())
                .findFirst();
    }

    private List<String> framing(String key) {
        return switch (key) {
            case "task-framing" ->
                Stream.concat(
                                Stream.of("direct"),
                                types.stream().limit(MOST_NUMBERS).map(type -> "subtyped " + type))
                        .toList();
            case "first-sequence" -> numbers("NEW_TASK", "SendSeqNo", "1", "0");
            case "protocol-version" -> numbers("OPEN_REQ", "VersionNumber");
            case "script-result-ok" -> numbers("RUN_SCRIPT_RESULT", "ResultCode");
            case "null-id" -> nullIds();
            default -> SWITCHES.getOrDefault(key, List.of());
        };
    }

    /** What a field of a message says in this capture, the most frequent value first, and then other values. */
    private List<String> numbers(String message, String field, String... others) {
        var counts = new TreeMap<Long, Integer>();
        frames.stream()
                .filter(frame -> message.equals(frame.frame().message()))
                .forEach(frame -> counts.merge(frame.frame().number(field), 1, Integer::sum));
        var values = new LinkedHashSet<String>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<Long, Integer>comparingByValue().reversed())
                .limit(MOST_NUMBERS)
                .forEach(entry -> values.add(entry.getKey().toString()));
        values.addAll(List.of(others));
        return List.copyOf(values);
    }

    private List<String> nullIds() {
        var values = new LinkedHashSet<String>();
        values.add("0xFFFFFFFF");
        numbers("DO_THIS_WITH_TASK", "AgentSkillTargetID", "0").stream()
                .filter(value -> !value.equals("4294967295"))
                .forEach(values::add);
        return List.copyOf(values);
    }

    private List<String> layouts(String section, String key) {
        boolean subtyped = dialect.value("framing", "task-framing")
                .filter(framing -> framing.startsWith("subtyped"))
                .isPresent();
        Set<Long> numbers = section.equals("dialogue") && subtyped ? unknownSubTypes : unknownTypes;
        return numbers.stream()
                .limit(MOST_NUMBERS)
                .flatMap(number -> shapes(section, key).stream().map(fields -> number + " :" + fields))
                .toList();
    }

    /** What stands behind the number: in the row itself, even when it is open, and in the family. */
    private Set<String> shapes(String section, String key) {
        var shapes = new LinkedHashSet<String>();
        Stream.concat(Stream.of(dialect), FAMILY.stream())
                .flatMap(other -> other.row(section, key).map(Row::value).stream())
                .map(value -> value.split(section.equals("floats") ? "\\s+" : ":", 2))
                .filter(parts -> parts.length == 2)
                .map(parts ->
                        section.equals("floats") ? " " + parts[1] : parts[1].isBlank() ? "" : " " + parts[1].strip())
                .forEach(shapes::add);
        return shapes;
    }

    private List<String> floats(String key) {
        var values = new ArrayList<String>();
        for (int tag : unknownTags.stream().limit(MOST_NUMBERS).toList()) {
            for (String shape : shapes("floats", key)) {
                if (!key.equals("CallVariable1-10")) {
                    values.add(tag + shape);
                    continue;
                }
                for (int first = Math.max(1, tag - RUN + 1); first <= tag; first++) {
                    values.add(first + ".." + (first + RUN - 1) + shape);
                }
            }
        }
        return values.stream().distinct().toList();
    }

    /** Codes that the capture holds and the dialect does not list, with what the family says of them, by key. */
    Map<String, String> codes(String section, String message, String field) {
        var listed = new TreeSet<Long>();
        dialect.rows().stream()
                .filter(row -> row.section().equals(section))
                .forEach(row -> Explained.number(row.value()).ifPresent(listed::add));
        var codes = new LinkedHashMap<String, String>();
        for (String seen : numbers(message, field)) {
            long code = Long.parseLong(seen);
            if (code >= 0 && listed.add(code)) {
                Row row = FAMILY.stream()
                        .flatMap(other -> other.rows().stream())
                        .filter(one -> one.section().equals(section))
                        .filter(one -> Explained.number(one.value()).orElse(-1) == code)
                        .findFirst()
                        .orElse(null);
                codes.put(
                        row == null ? "CODE_" + code : row.key(),
                        row == null
                                ? code + (section.equals("causes") ? " released" : " temporary")
                                : Objects.requireNonNull(row).value());
            }
        }
        return codes;
    }
}
