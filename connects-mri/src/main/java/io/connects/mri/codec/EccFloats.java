package io.connects.mri.codec;

import io.connects.mri.message.TaskVariables;
import io.connects.mri.message.TaskVariables.EccElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ECC variables in each of the three ways they may travel. Immutable. */
final class EccFloats {
    private final EccMode mode;
    private final EccTags tags;
    private final FloatRow nameRow;
    private final FloatRow valueRow;
    private final FloatRow arrayRow;
    private final Texts texts;
    private final FloatWriter writer;

    EccFloats(FloatTable table, EccTags tags) {
        this.tags = tags;
        mode = table.framing().eccMode();
        nameRow = table.row(FloatName.ECC_NAME);
        valueRow = table.row(FloatName.ECC_VALUE);
        arrayRow = table.row(FloatName.ECC_ARRAY);
        texts = new Texts(table.framing());
        writer = new FloatWriter(table.framing());
    }

    /** How many bytes the variables take, if each of their characters takes one. */
    int room(TaskVariables variables) {
        int room = 0;
        for (int i = 0; i < variables.eccCount(); i++) {
            room += room(valueRow, 0, variables.eccName(i), variables.eccValue(i));
        }
        List<EccElement> elements = variables.eccElements();
        for (int i = 0; i < elements.size(); i++) {
            EccElement element = elements.get(i);
            room += room(arrayRow, 1, element.name(), element.text());
        }
        return room;
    }

    private int room(FloatRow row, int index, String name, String text) {
        int value = writer.overhead() + tagBytes(row) + index + text.length();
        return switch (mode) {
            case REGISTERED_TAG -> value;
            case NAME_VALUE -> value + writer.overhead() + tagBytes(nameRow) + name.length();
            case NAMED_VARIABLE -> value + name.length() + 1;
        };
    }

    private static int tagBytes(FloatRow row) {
        return row.eccTagFirst() ? Integer.BYTES : 0;
    }

    /** Scalars by name, then the elements of arrays by name and index. */
    void write(FrameWriter out, TaskVariables variables) {
        boolean ascii = variables.isAscii();
        int scalars = variables.eccCount();
        for (int i = 0; i < scalars; i++) {
            String name = variables.eccName(i);
            int tag = tag(out, name, i + 1);
            writeValue(out, valueRow, tag, -1, name, variables.eccValue(i), ascii);
        }
        List<EccElement> elements = variables.eccElements();
        for (int i = 0; i < elements.size(); i++) {
            EccElement element = elements.get(i);
            int tag = tag(out, element.name(), scalars + i + 1);
            writeValue(out, arrayRow, tag, element.index(), element.name(), element.text(), ascii);
        }
    }

    /** The ECC tag of a variable; its name is written first where the two travel as a pair. */
    private int tag(FrameWriter out, String name, int count) {
        if (mode == EccMode.REGISTERED_TAG) {
            return tags.tag(name, count - 1);
        }
        if (mode == EccMode.NAME_VALUE) {
            int contents = tagBytes(nameRow) + nameLength(name);
            int at = writeTag(out, nameRow, writer.open(out, nameRow.tag(), contents, name), count);
            texts.write(out, at, name, name);
        }
        return count;
    }

    /** @param index of an element, -1 for a scalar */
    private void writeValue(
            FrameWriter out, FloatRow row, int tag, int index, String name, String text, boolean ascii) {
        boolean named = mode == EccMode.NAMED_VARIABLE;
        int nameLength = named ? nameLength(name) : 0;
        int contents = tagBytes(row)
                + (index < 0 ? 0 : 1)
                + (named ? nameLength + 1 : 0)
                + texts.length(name, text, row.maxBytes());
        int at = writeTag(out, row, writer.open(out, row.tag(), contents, name), tag);
        if (index >= 0) {
            out.put(at, 1, index);
            at++;
        }
        if (named) {
            texts.write(out, at, name, name);
            at += nameLength + 1;
        }
        if (ascii) {
            texts.writeAscii(out, at, name, text);
        } else {
            texts.write(out, at, name, text);
        }
    }

    private static int writeTag(FrameWriter out, FloatRow row, int at, int tag) {
        if (row.eccTagFirst()) {
            out.put(at, Integer.BYTES, tag);
        }
        return at + tagBytes(row);
    }

    private int nameLength(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("ECC name: must not be empty");
        }
        return texts.length(name, name, nameRow.maxBytes());
    }

    void readName(FrameReader in, int from, int end, ReceivedFloats received) {
        int tag = readTag(nameRow, in, from, end);
        received.eccName(tag, texts.read(in, from + tagBytes(nameRow), end));
    }

    void readValue(FrameReader in, int from, int end, ReceivedFloats received) {
        int tag = readTag(valueRow, in, from, end);
        int at = from + tagBytes(valueRow);
        int nameEnd = nameEnd(in, at, end);
        String name = name(valueRow, tag, in, at, nameEnd, received);
        if (name != null && !name.isEmpty()) {
            received.collected().ecc(name, texts.read(in, textBegin(nameEnd, end), end));
        }
    }

    void readElement(FrameReader in, int from, int end, ReceivedFloats received) {
        int tag = readTag(arrayRow, in, from, end);
        int at = from + tagBytes(arrayRow);
        in.check("ECC array index", at, end, 1);
        int index = in.number(at, 1);
        at++;
        int nameEnd = nameEnd(in, at, end);
        String name = name(arrayRow, tag, in, at, nameEnd, received);
        if (name != null && !name.isEmpty() && index <= TaskVariables.LAST_INDEX) {
            received.collected().eccElement(name, index, texts.read(in, textBegin(nameEnd, end), end));
        }
    }

    /** Where the name before a text ends; nowhere but where it begins when there is none. */
    private int nameEnd(FrameReader in, int at, int end) {
        return mode == EccMode.NAMED_VARIABLE ? in.find((byte) 0, at, end) : at;
    }

    private int textBegin(int nameEnd, int end) {
        return mode == EccMode.NAMED_VARIABLE ? Math.min(nameEnd + 1, end) : nameEnd;
    }

    private static int readTag(FloatRow row, FrameReader in, int from, int end) {
        if (!row.eccTagFirst()) {
            return 0;
        }
        in.check("ECC tag", from, end, Integer.BYTES);
        return in.number(from, Integer.BYTES);
    }

    /** Null for a name that is not known; what belongs to it is left out. */
    private @Nullable String name(FloatRow row, int tag, FrameReader in, int at, int nameEnd, ReceivedFloats received) {
        return switch (mode) {
            case REGISTERED_TAG -> tags.name(tag);
            // Joined by their tags where both have one, else by standing side by side.
            case NAME_VALUE ->
                row.eccTagFirst() && nameRow.eccTagFirst() ? received.eccName(tag) : received.lastEccName();
            case NAMED_VARIABLE -> texts.read(in, at, nameEnd);
        };
    }
}
