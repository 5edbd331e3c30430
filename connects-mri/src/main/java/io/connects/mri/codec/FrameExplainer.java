package io.connects.mri.codec;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.codec.DialectText.Row;
import io.connects.mri.codec.ExplainedFrame.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Says of every byte of a frame what a dialect takes it for, and by which row. It reads what {@link MriCodec} reads, but keeps what that leaves
 * out, and the dialect may have rows that are open or missing: what they would explain is left unexplained. Needs no socket; immutable and
 * thread-safe.
 */
public final class FrameExplainer {
    static final String LENGTH = "MessageLength";
    static final String TYPE = "MessageType";
    static final String SUB_TYPE = "MessageSubType";

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
        private final FrameCursor in;
        private final List<ExplainedFrame.Field> fields = new ArrayList<>();
        private @Nullable MessageRow<?> message;

        private Reading(byte[] frame) {
            this.frame = frame;
            this.in = new FrameCursor(frame);
        }

        private int at() {
            return frame.length - in.remaining();
        }

        private ExplainedFrame read() {
            String fault = null;
            try {
                number(LENGTH, Integer.BYTES, row("framing", "length-counts"));
                body();
            } catch (ProtocolViolationException e) {
                fault = e.getMessage();
            }
            rest();
            Row row = message == null ? null : row(message.dialogue() ? "dialogue" : "session", message.name());
            return new ExplainedFrame(message == null ? null : message.name(), row, fields, fault);
        }

        private void body() {
            OptionalLong dialogueType = dialect.framing().dialogueType();
            int typeAt = fields.size();
            long type = number(TYPE, Integer.BYTES, row("framing", "task-framing"));
            boolean subtyped = dialogueType.isPresent() && dialogueType.getAsLong() == type;
            if (subtyped) {
                typeAt = fields.size();
                type = number(SUB_TYPE, Integer.BYTES, null);
            }
            MessageRow<?> found = codec(type, subtyped);
            message = found;
            if (found == null) {
                if (!subtyped) {
                    setRow(typeAt, null);
                } else {
                    fixed(dialect.framing().dialogueHeader(), row("framing", "dialogue-header"));
                }
                return;
            }
            Row row = row(found.dialogue() ? "dialogue" : "session", found.name());
            setRow(typeAt, row);
            if (found.dialogue()) {
                fixed(dialect.framing().dialogueHeader(), row("framing", "dialogue-header"));
            }
            fixed(dialect.layout(found.name()).fields(), row);
            if (found.floats()) {
                floats();
            }
        }

        private @Nullable MessageRow<?> codec(long number, boolean subtyped) {
            boolean direct = dialect.framing().dialogueType().isEmpty();
            for (MessageRow<?> candidate : MessageRows.ALL) {
                Layout layout = dialect.layouts().get(candidate.name());
                boolean fits = subtyped ? candidate.dialogue() : direct || !candidate.dialogue();
                if (fits && layout != null && layout.number() == number) {
                    return candidate;
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

        private void fixed(List<Field> layout, @Nullable Row row) {
            for (Field field : layout) {
                if (field.type() == FieldType.TASKID) {
                    int from = at();
                    String task = (int) in.number(Integer.BYTES, field.name()) + ":"
                            + (int) in.number(Integer.BYTES, field.name()) + ":"
                            + (int) in.number(Integer.BYTES, field.name());
                    add(from, field.name(), Kind.TASK_ID, task, row);
                } else {
                    number(field.name(), field.type().bytes(), row);
                }
            }
        }

        private long number(String name, int width, @Nullable Row row) {
            int from = at();
            long value = in.number(width, name);
            add(from, name, Kind.NUMBER, Long.toString(value), row);
            return value;
        }

        private void floats() {
            var ecc = new EccFields();
            Framing framing = dialect.framing();
            while (in.remaining() > 0) {
                int from = at();
                long tag = in.number(framing.floatTagBytes(), "float tag");
                int length = (int) in.number(framing.floatLengthBytes(), "length of float " + tag);
                if (in.remaining() < length) {
                    in.part(length, "float " + tag);
                }
                FloatRow known = dialect.floating(tag).orElse(null);
                Row row = known == null ? null : row("floats", known.name());
                add(from, "float", Kind.FLOAT_HEAD, tag + ":" + length, row);
                if (known == null) {
                    int contentAt = at();
                    byte[] content = in.part(length, "").rest();
                    if (length > 0) {
                        add(contentAt, "float " + tag, Kind.UNEXPLAINED, hex(content), null);
                    }
                } else {
                    content(known, tag, length, row, ecc);
                }
            }
        }

        private void content(FloatRow known, long tag, int length, @Nullable Row row, EccFields ecc) {
            boolean isEcc = known.name().startsWith("Ecc");
            boolean tagged = isEcc && (known.eccTagFirst() || dialect.eccMode() == EccMode.REGISTERED_TAG);
            int numbers = (tagged ? Integer.BYTES : 0) + (known.name().equals(Names.ECC_ARRAY) ? 1 : 0);
            if (length < numbers) {
                in.part(length, "").number(numbers, known.name());
            }
            ecc.tag = tagged ? (int) number("ECC tag", Integer.BYTES, row) : 0;
            if (known.name().equals(Names.ECC_ARRAY)) {
                number("index", 1, row);
            }
            int left = length - numbers;
            int from = at();
            String text = in.part(left, known.name()).text(new Texts(dialect.framing()));
            if (isEcc) {
                ecc.add(from, known, text, row, left);
            } else {
                boolean variable = known.name().equals(Names.CALL_VARIABLES);
                String name = variable ? "CallVariable" + (tag - known.tag() + 1) : known.name();
                boolean ofTask = variable || known.name().startsWith("ApplicationString");
                add(from, name, ofTask ? Kind.TASK_TEXT : Kind.TEXT, text, row);
            }
        }

        private void add(int from, String name, Kind kind, String value, @Nullable Row row) {
            fields.add(new ExplainedFrame.Field(from, at() - from, name, kind, value, row));
        }

        /** What no field covers: bytes behind the last one, also those of a field that is cut short. */
        private void rest() {
            int from = 0;
            if (!fields.isEmpty()) {
                ExplainedFrame.Field last = fields.get(fields.size() - 1);
                from = last.offset() + last.length();
            }
            if (from < frame.length) {
                String hex = hex(Arrays.copyOfRange(frame, from, frame.length));
                fields.add(new ExplainedFrame.Field(from, frame.length - from, "", Kind.UNEXPLAINED, hex, null));
            }
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }

        /** The ECC fields of one frame, which may belong together. */
        private final class EccFields {
            private final Map<Integer, String> names = new HashMap<>();
            private @Nullable String lastName;
            private int tag;

            private void add(int from, FloatRow known, String text, @Nullable Row row, int length) {
                boolean joined = dialect.eccMode() == EccMode.NAMED_VARIABLE;
                if (known.name().equals(Names.ECC_NAME)) {
                    lastName = text;
                    if (known.eccTagFirst()) {
                        names.put(tag, text);
                    }
                    Reading.this.add(from, Names.ECC_NAME, Kind.TEXT, text, row);
                } else if (joined) {
                    int nul = text.indexOf('\0');
                    String name = nul < 0 ? text : text.substring(0, nul);
                    int nameBytes = Math.min(length, name.length() + 1);
                    fields.add(new ExplainedFrame.Field(from, nameBytes, Names.ECC_NAME, Kind.TEXT, name, row));
                    fields.add(new ExplainedFrame.Field(
                            from + nameBytes,
                            length - nameBytes,
                            "ECC " + name,
                            Kind.TASK_TEXT,
                            nul < 0 ? "" : text.substring(nul + 1),
                            row));
                } else {
                    String name = dialect.eccMode() == EccMode.REGISTERED_TAG
                            ? eccNames.get(tag)
                            : known.eccTagFirst() && !names.isEmpty() ? names.get(tag) : lastName;
                    Reading.this.add(from, "ECC " + (name == null ? "tag " + tag : name), Kind.TASK_TEXT, text, row);
                }
            }
        }
    }
}
