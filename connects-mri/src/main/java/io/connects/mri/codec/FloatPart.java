package io.connects.mri.codec;

import io.connects.mri.message.TaskVariables;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The floating fields of one message: tag, length, text. Written in the order in which its codec asks for them; read in any, unknown tags being
 * skipped by their length. Immutable.
 */
final class FloatPart {
    private static final String[] CALL_VARIABLES = new String[TaskVariables.CALL_VARIABLES];

    static {
        for (int i = 0; i < CALL_VARIABLES.length; i++) {
            CALL_VARIABLES[i] = "CallVariable" + (i + 1);
        }
    }

    private final FloatTable table;
    private final int begin;
    private final int tagBytes;
    private final int lengthBytes;
    private final Texts texts;
    private final FloatWriter writer;
    private final EccFloats ecc;

    /** @param begin where they begin in the frame */
    FloatPart(FloatTable table, EccTags tags, int begin) {
        this.table = table;
        this.begin = begin;
        tagBytes = table.framing().floatTagBytes();
        lengthBytes = table.framing().floatLengthBytes();
        texts = new Texts(table.framing());
        writer = new FloatWriter(table.framing());
        ecc = new EccFloats(table, tags);
    }

    /** Writes one text; nothing when it is null or empty. */
    void write(FrameWriter out, FloatName name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            FloatRow row = table.row(name);
            write(out, row.tag(), name.key(), text, row.maxBytes());
        }
    }

    /** @throws IllegalArgumentException naming the variable that does not fit, or all ECC variables when they do not fit together */
    void write(FrameWriter out, TaskVariables variables) {
        FloatRow row = table.row(FloatName.CALL_VARIABLES);
        for (int i = 0; i < TaskVariables.CALL_VARIABLES; i++) {
            String text = variables.callVariable(i + 1);
            if (text != null || table.framing().sendEmptyCallVariables()) {
                write(out, row.tag() + i, CALL_VARIABLES[i], text == null ? "" : text, row.maxBytes());
            }
        }
        int before = out.length();
        ecc.write(out, variables);
        if (out.length() - before > MriCodec.MAX_ECC_BYTES) {
            throw new IllegalArgumentException("ECC variables: take " + (out.length() - before)
                    + " bytes together, at most " + MriCodec.MAX_ECC_BYTES + " fit");
        }
    }

    private void write(FrameWriter out, int tag, String field, String text, int maxBytes) {
        int from = writer.open(out, tag);
        texts.write(out, "", field, text, maxBytes);
        writer.close(out, from, field);
    }

    /** ECC names, each with its ECC tag, be the kind of the field what it may. */
    void writeRegistered(FrameWriter out, SortedMap<Integer, String> registered) {
        FloatRow row = table.row(FloatName.ECC_NAME);
        for (Map.Entry<Integer, String> variable : registered.entrySet()) {
            int from = writer.open(out, row.tag());
            out.append(variable.getKey(), Integer.BYTES);
            texts.write(out, Texts.ECC_NAME, variable.getValue(), variable.getValue(), row.maxBytes());
            writer.close(out, from, variable.getValue());
        }
    }

    SortedMap<Integer, String> readRegistered(FrameReader in) {
        check(in);
        var registered = new TreeMap<Integer, String>();
        for (int at = begin; at < in.length(); at = end(in, at)) {
            if (table.name(tag(in, at)) == FloatName.ECC_NAME) {
                int from = from(at);
                in.check("ECC tag", from, end(in, at), Integer.BYTES);
                registered.put(in.number(from, Integer.BYTES), texts.read(in, from + Integer.BYTES, end(in, at)));
            }
        }
        return registered;
    }

    ReceivedFloats read(FrameReader in) {
        var received = new ReceivedFloats(check(in));
        for (int at = begin; at < in.length(); at = end(in, at)) {
            int tag = tag(in, at);
            FloatName name = table.name(tag);
            if (name != null) {
                read(name, tag, in, from(at), end(in, at), received);
            }
        }
        return received;
    }

    private void read(FloatName name, int tag, FrameReader in, int from, int end, ReceivedFloats received) {
        switch (name) {
            case CALL_VARIABLES ->
                received.collected().callVariable(tag - table.row(name).tag() + 1, texts.read(in, from, end));
            case ECC_NAME, ECC_VALUE, ECC_ARRAY -> ecc.read(name, in, from, end, received);
            default -> received.text(name, texts.read(in, from, end));
        }
    }

    /** Makes sure that every floating field ends within the frame, and counts the ECC scalars. */
    private int check(FrameReader in) {
        int eccValues = 0;
        for (int at = begin; at < in.length(); at = end(in, at)) {
            in.check("float tag", at, in.length(), tagBytes);
            in.check("float length", at + tagBytes, in.length(), lengthBytes);
            int tag = tag(in, at);
            if (end(in, at) > in.length()) {
                throw in.cutShort("float " + tag, from(at), in.length(), end(in, at) - from(at));
            }
            eccValues += table.name(tag) == FloatName.ECC_VALUE ? 1 : 0;
        }
        return eccValues;
    }

    private int tag(FrameReader in, int at) {
        return in.number(at, tagBytes);
    }

    private int from(int at) {
        return at + tagBytes + lengthBytes;
    }

    private int end(FrameReader in, int at) {
        return from(at) + in.number(at + tagBytes, lengthBytes);
    }
}
