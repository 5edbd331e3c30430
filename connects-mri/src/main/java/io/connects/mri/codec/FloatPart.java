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
    private final FloatRow callVariables;
    private final boolean sendEmpty;
    private final Texts texts;
    private final FloatWriter writer;
    private final EccFloats ecc;

    /** @param begin where they begin in the frame */
    FloatPart(FloatTable table, EccTags tags, int begin) {
        this.table = table;
        this.begin = begin;
        tagBytes = table.framing().floatTagBytes();
        lengthBytes = table.framing().floatLengthBytes();
        callVariables = table.row(FloatName.CALL_VARIABLES);
        sendEmpty = table.framing().sendEmptyCallVariables();
        texts = new Texts(table.framing());
        writer = new FloatWriter(table.framing());
        ecc = new EccFloats(table, tags);
    }

    /** How many bytes a text takes, if each of its characters takes one. */
    int room(@Nullable String text) {
        return text == null || text.isEmpty() ? 0 : writer.overhead() + text.length();
    }

    /** How many bytes the variables take, if each of their characters takes one. */
    int room(TaskVariables variables) {
        int room = ecc.room(variables);
        for (int i = 1; i <= TaskVariables.CALL_VARIABLES; i++) {
            String text = variables.callVariable(i);
            room += text == null && sendEmpty ? writer.overhead() : room(text);
        }
        return room;
    }

    /** Writes one text; nothing when it is null or empty. */
    void write(FrameWriter out, FloatName name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            FloatRow row = table.row(name);
            write(out, row.tag(), name.key(), text, row.maxBytes(), false);
        }
    }

    /** @throws IllegalArgumentException naming the variable that does not fit, or all ECC variables when they do not fit together */
    void write(FrameWriter out, TaskVariables variables) {
        boolean ascii = variables.isAscii();
        int maxBytes = callVariables.maxBytes();
        for (int i = 0; i < TaskVariables.CALL_VARIABLES; i++) {
            String text = variables.callVariable(i + 1);
            if (text != null || sendEmpty) {
                write(out, callVariables.tag() + i, CALL_VARIABLES[i], text == null ? "" : text, maxBytes, ascii);
            }
        }
        int before = out.length();
        ecc.write(out, variables);
        if (out.length() - before > MriCodec.MAX_ECC_BYTES) {
            throw new IllegalArgumentException("ECC variables: take " + (out.length() - before)
                    + " bytes together, at most " + MriCodec.MAX_ECC_BYTES + " fit");
        }
    }

    private void write(FrameWriter out, int tag, String field, String text, int maxBytes, boolean ascii) {
        int at = writer.open(out, tag, texts.length(field, text, maxBytes), field);
        if (ascii) {
            texts.writeAscii(out, at, field, text);
        } else {
            texts.write(out, at, field, text);
        }
    }

    /** ECC names, each with its ECC tag, be the kind of the field what it may. */
    void writeRegistered(FrameWriter out, SortedMap<Integer, String> registered) {
        FloatRow row = table.row(FloatName.ECC_NAME);
        for (Map.Entry<Integer, String> variable : registered.entrySet()) {
            String name = variable.getValue();
            int contents = Integer.BYTES + texts.length(name, name, row.maxBytes());
            int at = writer.open(out, row.tag(), contents, name);
            out.put(at, Integer.BYTES, variable.getKey());
            texts.write(out, at + Integer.BYTES, name, name);
        }
    }

    SortedMap<Integer, String> readRegistered(FrameReader in) {
        check(in);
        var registered = new TreeMap<Integer, String>();
        int at = begin;
        while (at < in.length()) {
            int from = at + tagBytes + lengthBytes;
            int end = from + in.number(at + tagBytes, lengthBytes);
            if (table.name(in.number(at, tagBytes)) == FloatName.ECC_NAME) {
                in.check("ECC tag", from, end, Integer.BYTES);
                registered.put(in.number(from, Integer.BYTES), texts.read(in, from + Integer.BYTES, end));
            }
            at = end;
        }
        return registered;
    }

    ReceivedFloats read(FrameReader in) {
        var received = new ReceivedFloats(check(in));
        int at = begin;
        while (at < in.length()) {
            int tag = in.number(at, tagBytes);
            int from = at + tagBytes + lengthBytes;
            int end = from + in.number(at + tagBytes, lengthBytes);
            FloatName name = table.name(tag);
            if (name != null) {
                read(name, tag, in, from, end, received);
            }
            at = end;
        }
        return received;
    }

    private void read(FloatName name, int tag, FrameReader in, int from, int end, ReceivedFloats received) {
        switch (name) {
            case CALL_VARIABLES ->
                received.collected().callVariable(tag - callVariables.tag() + 1, texts.read(in, from, end));
            case ECC_NAME -> ecc.readName(in, from, end, received);
            case ECC_VALUE -> ecc.readValue(in, from, end, received);
            case ECC_ARRAY -> ecc.readElement(in, from, end, received);
            default -> received.text(name, texts.read(in, from, end));
        }
    }

    /** Makes sure that every floating field ends within the frame, and counts the ECC scalars. */
    private int check(FrameReader in) {
        int eccValues = 0;
        int at = begin;
        while (at < in.length()) {
            in.check("float tag", at, in.length(), tagBytes);
            in.check("float length", at + tagBytes, in.length(), lengthBytes);
            int tag = in.number(at, tagBytes);
            int from = at + tagBytes + lengthBytes;
            int length = in.number(at + tagBytes, lengthBytes);
            if (length > in.length() - from) {
                throw in.cutShort("float " + tag, from, in.length(), length);
            }
            eccValues += table.name(tag) == FloatName.ECC_VALUE ? 1 : 0;
            at = from + length;
        }
        return eccValues;
    }
}
