package io.connects.mri.codec;

import io.connects.mri.codec.DialectText.Row;
import io.connects.mri.codec.ExplainedFrame.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of every byte of a frame what a dialect takes it for, and by which row. It reads what {@link MriCodec} reads, but keeps what that leaves
 * out, and the dialect may have rows that are open or missing: what they would explain is left unexplained. Needs no socket; immutable and
 * thread-safe.
 */
public final class FrameExplainer {
    private static final String LENGTH = "MessageLength";
    private static final String TYPE = "MessageType";
    private static final String SUB_TYPE = "MessageSubType";
    private static final Set<String> WITH_FLOATS = Set.of(
            "CLOSE_REQ", "REGISTER_VARIABLES", "NEW_TASK", "DO_THIS_WITH_TASK", "RUN_SCRIPT_REQ", "RUN_SCRIPT_RESULT");

    private final MriDialect dialect;
    private final Map<List<String>, Row> rows;
    private final Map<Integer, String> eccNames;

    private FrameExplainer(MriDialect dialect, Map<List<String>, Row> rows, Map<Integer, String> eccNames) {
        this.dialect = dialect;
        this.rows = rows;
        this.eccNames = Map.copyOf(eccNames);
    }

    /**
     * An explainer that knows no ECC tags yet.
     *
     * @throws IllegalArgumentException naming every fault with its line, one a line; open and missing rows are none
     */
    public static FrameExplainer of(DialectText text) {
        var rows = new HashMap<List<String>, Row>();
        text.rows().forEach(row -> rows.putIfAbsent(List.of(row.section(), row.key()), row));
        return new FrameExplainer(DialectReader.readPartial(text), rows, Map.of());
    }

    /** The same explainer, with the names that REGISTER_VARIABLES gave to ECC tags. */
    public FrameExplainer with(Map<Integer, String> registered) {
        return new FrameExplainer(dialect, rows, registered);
    }

    /** The dialect file that this explainer reads by. */
    public DialectText text() {
        return dialect.text();
    }

    /** How many bytes a frame's length field counts besides the body: 8 or 0. */
    public int countedHeaderBytes() {
        return dialect.framing().lengthCountsHeader() ? Framing.HEADER_BYTES : 0;
    }

    /** The most bytes that a message may have after its header. */
    public int maxBodyBytes() {
        return dialect.maxBodyBytes();
    }

    /** What a whole frame says, whatever bytes it is made of. */
    public ExplainedFrame explain(byte[] frame) {
        return new Reading(frame).read();
    }

    private @Nullable Row row(String section, String key) {
        return rows.get(List.of(section, key));
    }

    /** One frame being read. */
    private final class Reading {
        private final byte[] frame;
        private final List<ExplainedFrame.Field> fields = new ArrayList<>();
        private int at;
        private @Nullable String message;
        private @Nullable Row messageRow;

        private Reading(byte[] frame) {
            this.frame = frame;
        }

        private ExplainedFrame read() {
            String fault = null;
            try {
                number(LENGTH, Integer.BYTES, row("framing", "length-counts"));
                body();
            } catch (CutShort e) {
                fault = e.getMessage();
            }
            rest();
            return new ExplainedFrame(message, messageRow, fields, fault);
        }

        private void body() throws CutShort {
            OptionalLong dialogueType = dialect.framing().dialogueType();
            int typeAt = fields.size();
            long type = number(TYPE, Integer.BYTES, row("framing", "task-framing"));
            boolean subtyped = dialogueType.isPresent() && dialogueType.getAsLong() == type;
            if (subtyped) {
                typeAt = fields.size();
                type = number(SUB_TYPE, Integer.BYTES, null);
            }
            Layout found = layout(type, subtyped);
            if (found != null || !subtyped) {
                setRow(typeAt, messageRow);
            }
            if (subtyped || (messageRow != null && messageRow.section().equals("dialogue"))) {
                fixed(dialect.framing().dialogueHeader(), row("framing", "dialogue-header"));
            }
            if (found != null) {
                fixed(found.fields(), messageRow);
                if (WITH_FLOATS.contains(found.message())) {
                    floats();
                }
            }
        }

        /** The layout of the message with this number, whose name and row are kept; null when no row has it. */
        private @Nullable Layout layout(long number, boolean subtyped) {
            boolean direct = dialect.framing().dialogueType().isEmpty();
            for (Layout layout : dialect.layouts().values()) {
                Row ofDialogue = row("dialogue", layout.message());
                boolean fits = subtyped ? ofDialogue != null : direct || ofDialogue == null;
                if (fits && layout.number() == number) {
                    message = layout.message();
                    messageRow = ofDialogue == null ? row("session", layout.message()) : ofDialogue;
                    return layout;
                }
            }
            return null;
        }

        private void setRow(int index, @Nullable Row row) {
            ExplainedFrame.Field field = fields.get(index);
            fields.set(
                    index,
                    new ExplainedFrame.Field(
                            field.offset(), field.length(), field.name(), field.kind(), field.value(), row));
        }

        private void fixed(List<Field> layout, @Nullable Row row) throws CutShort {
            for (Field field : layout) {
                if (field.type() == FieldType.TASKID) {
                    int from = at;
                    String task = (int) take(Integer.BYTES, field.name()) + ":"
                            + (int) take(Integer.BYTES, field.name()) + ":" + (int) take(Integer.BYTES, field.name());
                    add(from, field.name(), Kind.TASK_ID, task, row);
                } else {
                    number(field.name(), field.type().bytes(), row);
                }
            }
        }

        private long number(String name, int width, @Nullable Row row) throws CutShort {
            int from = at;
            long value = take(width, name);
            add(from, name, Kind.NUMBER, Long.toString(value), row);
            return value;
        }

        /** An unsigned number of at most 4 bytes. */
        private long take(int width, String what) throws CutShort {
            need(width, frame.length, what);
            long value = 0;
            for (int i = 0; i < width; i++) {
                value = (value << 8) | (frame[at++] & 0xFF);
            }
            return value;
        }

        private void need(int width, int end, String what) throws CutShort {
            if (end - at < width) {
                throw new CutShort(what + ": " + (end - at) + " bytes are left where " + width + " are needed");
            }
        }

        private void floats() throws CutShort {
            var ecc = new EccFields();
            Framing framing = dialect.framing();
            while (at < frame.length) {
                int from = at;
                long tag = take(framing.floatTagBytes(), "float tag");
                int length = (int) take(framing.floatLengthBytes(), "length of float " + tag);
                need(length, frame.length, "float " + tag);
                FloatRow known = dialect.floating(tag).orElse(null);
                Row row = known == null ? null : row("floats", known.name());
                add(from, "float", Kind.FLOAT_HEAD, tag + ":" + length, row);
                int end = at + length;
                if (known != null) {
                    content(known, tag, end, row, ecc);
                } else if (length > 0) {
                    at = end;
                    String hex = HexFormat.of().formatHex(frame, end - length, end);
                    add(end - length, "float " + tag, Kind.UNEXPLAINED, hex, null);
                }
            }
        }

        private void content(FloatRow known, long tag, int end, @Nullable Row row, EccFields ecc) throws CutShort {
            boolean isEcc = known.name().startsWith("Ecc");
            ecc.tag = 0;
            if (isEcc && known.eccTagFirst()) {
                need(Integer.BYTES, end, "ECC tag");
                ecc.tag = (int) number("ECC tag", Integer.BYTES, row);
            }
            if (known.name().equals(Names.ECC_ARRAY)) {
                need(1, end, "ECC array index");
                number("index", 1, row);
            }
            int from = at;
            at = end;
            if (isEcc) {
                ecc.add(from, known, row);
            } else {
                boolean variable = known.name().equals(Names.CALL_VARIABLES);
                String name = variable ? "CallVariable" + (tag - known.tag() + 1) : known.name();
                boolean ofTask = variable || known.name().startsWith("ApplicationString");
                add(from, name, ofTask ? Kind.TASK_TEXT : Kind.TEXT, text(from, end), row);
            }
        }

        /** The text without the NULs at its end. */
        private String text(int from, int to) {
            int end = to;
            while (end > from && frame[end - 1] == 0) {
                end--;
            }
            return new String(frame, from, end - from, dialect.framing().readCharset());
        }

        private void add(int from, String name, Kind kind, String value, @Nullable Row row) {
            fields.add(new ExplainedFrame.Field(from, at - from, name, kind, value, row));
        }

        /** What no field covers: bytes behind the last one, also those of a field that is cut short. */
        private void rest() {
            int from = 0;
            if (!fields.isEmpty()) {
                ExplainedFrame.Field last = fields.get(fields.size() - 1);
                from = last.offset() + last.length();
            }
            if (from < frame.length) {
                String hex = HexFormat.of().formatHex(frame, from, frame.length);
                fields.add(new ExplainedFrame.Field(from, frame.length - from, "", Kind.UNEXPLAINED, hex, null));
            }
        }

        /** The ECC fields of one frame, which may belong together. */
        private final class EccFields {
            private final Map<Integer, String> names = new HashMap<>();
            private @Nullable String lastName;
            private int tag;

            private void add(int from, FloatRow known, @Nullable Row row) {
                if (known.name().equals(Names.ECC_NAME)) {
                    String name = text(from, at);
                    lastName = name;
                    names.put(tag, name);
                    Reading.this.add(from, Names.ECC_NAME, Kind.TEXT, name, row);
                } else if (dialect.eccMode() == EccMode.NAMED_VARIABLE) {
                    int end = at;
                    int nul = from;
                    while (nul < end && frame[nul] != 0) {
                        nul++;
                    }
                    at = Math.min(nul + 1, end);
                    String name = text(from, at);
                    Reading.this.add(from, Names.ECC_NAME, Kind.TEXT, name, row);
                    int valueAt = at;
                    at = end;
                    Reading.this.add(valueAt, "ECC " + name, Kind.TASK_TEXT, text(valueAt, end), row);
                } else {
                    String name = dialect.eccMode() == EccMode.REGISTERED_TAG
                            ? eccNames.get(tag)
                            : known.eccTagFirst() ? names.get(tag) : lastName;
                    String shown = "ECC " + (name == null ? "tag " + tag : name);
                    Reading.this.add(from, shown, Kind.TASK_TEXT, text(from, at), row);
                }
            }
        }
    }

    /** The frame ends before what its row says. */
    private static final class CutShort extends Exception {
        private static final long serialVersionUID = 1L;

        private CutShort(String message) {
            super(message);
        }
    }
}
