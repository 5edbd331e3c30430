package io.connects.mri.codec;

import io.connects.mri.codec.DialectText.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sections {@code [session]} and {@code [dialogue]}. */
final class LayoutRows {
    private static final long U32_MAX = 0xFFFF_FFFFL;
    private static final Pattern LAYOUT = Pattern.compile("(\\w+)\\s*:\\s*(.*)");
    private static final Pattern FIELD = Pattern.compile("([A-Za-z]\\w*)\\s+(\\w+)(?:\\s*=\\s*(\\S+))?");
    private static final Set<String> TASK_IDS = Set.of(Names.PREVIOUS_TASK, Names.TASK_ID);
    private static final Set<String> NUMBERS = Set.of(
            Names.DIALOGUE_ID,
            Names.SEND_SEQ_NO,
            Names.INVOKE_ID,
            Names.VERSION_NUMBER,
            Names.IDLE_TIMEOUT,
            Names.STATUS,
            Names.CALL_VARS_MASK,
            Names.MR_DOMAIN_ID,
            Names.PREFERRED_AGENT,
            Names.SERVICE,
            Names.AGENT,
            Names.SKILL_GROUP,
            Names.SERVICE_TARGET,
            Names.LABEL_TYPE,
            Names.REASON_CODE,
            Names.REASON,
            Names.REQUEST_ID,
            Names.CAUSE,
            Names.ERROR_CODE,
            Names.EVENT_ID,
            Names.RESULT_CODE);

    private final DialectRows rows;
    private final Map<String, Layout> layouts = new HashMap<>();

    LayoutRows(DialectRows rows) {
        this.rows = rows;
    }

    Map<String, Layout> read(Framing framing) {
        var own = new OwnNumbers(framing.nullId(), framing.firstSequence(), framing.scriptResultOk());
        var types = new HashMap<Long, String>();
        framing.dialogueType().ifPresent(type -> types.put(type, "task-framing"));
        for (MessageRow<?> message : MessageRows.ALL) {
            if (!message.dialogue()) {
                read("session", message, types, own);
            }
        }
        Map<Long, String> subTypes = framing.dialogueType().isPresent() ? new HashMap<>() : types;
        for (MessageRow<?> message : MessageRows.ALL) {
            if (message.dialogue()) {
                read("dialogue", message, subTypes, own);
            }
        }
        return layouts;
    }

    private void read(String section, MessageRow<?> message, Map<Long, String> taken, OwnNumbers own) {
        Row row = rows.take(section, message.name());
        if (row == null) {
            return;
        }
        Matcher parts = LAYOUT.matcher(row.value());
        OptionalLong number = parts.matches() ? DialectRows.number(parts.group(1)) : OptionalLong.empty();
        if (number.isEmpty() || number.getAsLong() > U32_MAX) {
            rows.fault(row, "must be a number, a colon and the fields");
            return;
        }
        String before = taken.putIfAbsent(number.getAsLong(), row.key());
        if (before != null) {
            rows.fault(row, "its number belongs to " + before);
        }
        List<Field> fields = fields(rows, row, parts.group(2), own);
        require(rows, row, fields, message.required());
        layouts.put(message.name(), new Layout(message.name(), number.getAsLong(), fields));
    }

    /** Names that the codec cannot do without. */
    static void require(DialectRows rows, Row row, List<Field> fields, List<String> names) {
        for (String name : names) {
            if (fields.stream().noneMatch(field -> field.name().equals(name) && field.constant() == null)) {
                rows.fault(row, "lacks the field " + name);
            }
        }
    }

    /** {@code Name type, Name type = constant}, or nothing. */
    static List<Field> fields(DialectRows rows, Row row, String list, OwnNumbers own) {
        var fields = new ArrayList<Field>();
        var names = new HashSet<String>();
        if (list.isBlank()) {
            return fields;
        }
        for (String text : list.split(",", -1)) {
            Field field = field(rows, row, text.strip(), own);
            if (field != null && names.add(field.name())) {
                fields.add(field);
            } else if (field != null) {
                rows.fault(row, "has the field " + field.name() + " twice");
            }
        }
        return fields;
    }

    private static @Nullable Field field(DialectRows rows, Row row, String text, OwnNumbers own) {
        Matcher parts = FIELD.matcher(text);
        FieldType type = parts.matches() ? FieldType.of(parts.group(2)).orElse(null) : null;
        if (type == null) {
            rows.fault(row, "not a field of the form `Name type`, of type u8, u16, u32, i32 or taskid: " + text);
            return null;
        }
        String name = parts.group(1);
        if (TASK_IDS.contains(name) != (type == FieldType.TASKID)
                && (TASK_IDS.contains(name) || NUMBERS.contains(name))) {
            rows.fault(row, name + " cannot be of type " + parts.group(2));
        }
        if (parts.group(3) == null) {
            own.tooWide(name, type)
                    .ifPresent(number -> rows.fault(
                            row, name + " cannot be of type " + parts.group(2) + ": it cannot hold " + number));
            return new Field(name, type, null);
        }
        OptionalLong constant = DialectRows.number(parts.group(3));
        if (constant.isEmpty() || !type.holds(constant.getAsLong())) {
            rows.fault(row, name + " cannot be the constant " + parts.group(3));
            return null;
        }
        return new Field(name, type, constant.getAsLong());
    }
}
