package io.connects.mri.codec;

import io.connects.mri.message.TaskVariables;
import io.connects.mri.message.TaskVariables.EccElement;

/** ECC variables in each of the three ways they may travel. Immutable. */
final class EccFloats {
    private final FloatTable table;
    private final EccTags tags;
    private final EccMode mode;
    private final Texts texts;
    private final FloatWriter writer;

    EccFloats(FloatTable table, EccTags tags) {
        this.table = table;
        this.tags = tags;
        mode = table.framing().eccMode();
        texts = new Texts(table.framing());
        writer = new FloatWriter(table.framing());
    }

    /** Scalars by name, then the elements of arrays by name and index. */
    void write(FrameWriter out, TaskVariables variables) {
        var sender = new Sender(out);
        variables.forEachEcc(sender::scalar);
        variables.eccElements().forEach(sender::element);
    }

    /** Writes the ECC fields of one message. */
    private final class Sender {
        private final FrameWriter out;
        private int sent;

        private Sender(FrameWriter out) {
            this.out = out;
        }

        void scalar(String name, String value) {
            send(FloatName.ECC_VALUE, name, 0, value);
        }

        void element(EccElement element) {
            send(FloatName.ECC_ARRAY, element.name(), element.index(), element.text());
        }

        private void send(FloatName kind, String name, int index, String text) {
            sent++;
            int tag = mode == EccMode.REGISTERED_TAG ? registeredTag(name) : sent;
            if (mode == EccMode.NAME_VALUE) {
                int from = open(FloatName.ECC_NAME, tag);
                appendName(name);
                writer.close(out, from, name);
            }
            int from = open(kind, tag);
            if (kind == FloatName.ECC_ARRAY) {
                out.append(index, 1);
            }
            if (mode == EccMode.NAMED_VARIABLE) {
                appendName(name);
                out.append(0, 1);
            }
            texts.write(out, "", name, text, table.row(kind).maxBytes());
            writer.close(out, from, name);
        }

        private int open(FloatName name, int tag) {
            FloatRow row = table.row(name);
            int from = writer.open(out, row.tag());
            if (row.eccTagFirst()) {
                out.append(tag, Integer.BYTES);
            }
            return from;
        }

        private void appendName(String name) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("ECC name: must not be empty");
            }
            texts.write(
                    out,
                    Texts.ECC_NAME,
                    name,
                    name,
                    table.row(FloatName.ECC_NAME).maxBytes());
        }
    }

    private int registeredTag(String name) {
        Integer tag = tags.tag(name);
        if (tag == null) {
            throw new IllegalArgumentException(name + ": is not a registered ECC variable");
        }
        return tag;
    }

    /** Takes one ECC field. Values whose name is unknown are left out, and so are elements of no possible index. */
    void read(FloatName kind, FrameReader in, int from, int end, ReceivedFloats received) {
        int at = from;
        int tag = 0;
        boolean tagged = table.row(kind).eccTagFirst();
        if (tagged) {
            in.check("ECC tag", at, end, Integer.BYTES);
            tag = in.number(at, Integer.BYTES);
            at += Integer.BYTES;
        }
        int index = 0;
        if (kind == FloatName.ECC_ARRAY) {
            in.check("ECC array index", at, end, 1);
            index = in.number(at, 1);
            at++;
        }
        String name = switch (mode) {
            case REGISTERED_TAG -> tags.name(tag);
            // Joined by their tags where both have one, else by standing side by side.
            case NAME_VALUE ->
                tagged && table.row(FloatName.ECC_NAME).eccTagFirst() ? received.eccName(tag) : received.lastEccName();
            case NAMED_VARIABLE -> {
                int nul = in.find((byte) 0, at, end);
                String text = texts.read(in, at, nul);
                at = Math.min(nul + 1, end);
                yield text;
            }
        };
        if (kind == FloatName.ECC_NAME) {
            received.eccName(tag, texts.read(in, at, end));
        } else if (name != null && !name.isEmpty()) {
            collect(kind, name, index, texts.read(in, at, end), received.collected());
        }
    }

    private static void collect(FloatName kind, String name, int index, String text, TaskVariables.Builder variables) {
        if (kind == FloatName.ECC_VALUE) {
            variables.ecc(name, text);
        } else if (index <= TaskVariables.LAST_INDEX) {
            variables.eccElement(name, index, text);
        }
    }
}
