package io.connects.mri.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** ECC variables in each of the three ways they may travel. */
final class EccVariables {
    private final MriDialect dialect;
    private final EccTags tags;
    private final FloatPart floats;

    EccVariables(MriDialect dialect, EccTags tags, FloatPart floats) {
        this.dialect = dialect;
        this.tags = tags;
        this.floats = floats;
    }

    void write(SortedMap<String, String> variables, FrameWriter out) {
        int inMessage = 0;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            String name = variable.getKey();
            FloatRow value = dialect.floating(Names.ECC_VALUE);
            byte[] text = floats.encode(value, name, variable.getValue());
            inMessage++;
            switch (dialect.eccMode()) {
                case REGISTERED_TAG -> {
                    Integer tag = tags.tag(name);
                    if (tag == null) {
                        throw new IllegalArgumentException(name + ": is not a registered ECC variable");
                    }
                    floats.write(value.tag(), tag, text, out);
                }
                case NAME_VALUE -> {
                    FloatRow row = dialect.floating(Names.ECC_NAME);
                    floats.write(row.tag(), row.eccTagFirst() ? inMessage : null, encodedName(name), out);
                    floats.write(value.tag(), value.eccTagFirst() ? inMessage : null, text, out);
                }
                case NAMED_VARIABLE ->
                    floats.write(
                            value.tag(), value.eccTagFirst() ? inMessage : null, joined(encodedName(name), text), out);
            }
        }
    }

    private byte[] encodedName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("ECC name: must not be empty");
        }
        return floats.encode(dialect.floating(Names.ECC_NAME), "ECC name " + name, name);
    }

    private static byte[] joined(byte[] name, byte[] value) {
        byte[] joined = new byte[name.length + 1 + value.length];
        System.arraycopy(name, 0, joined, 0, name.length);
        System.arraycopy(value, 0, joined, name.length + 1, value.length);
        return joined;
    }

    Reader reader(Body body) {
        return new Reader(body);
    }

    /** Reads the ECC fields of one message, in the order they come. Values whose name is unknown are left out. */
    final class Reader {
        private final Body body;
        private final Map<Integer, String> names = new HashMap<>();
        private @Nullable String lastName;

        private Reader(Body body) {
            this.body = body;
        }

        void read(FloatRow row, FrameReader field, Texts texts) {
            boolean tagged = row.eccTagFirst() || dialect.eccMode() == EccMode.REGISTERED_TAG;
            int tag = tagged ? (int) field.number(Integer.BYTES, "ECC tag") : 0;
            String text = texts.decode(field.rest());
            if (row.name().equals(Names.ECC_NAME)) {
                lastName = text;
                names.put(tag, text);
                body.registered().put(tag, text);
            } else if (dialect.eccMode() == EccMode.NAMED_VARIABLE) {
                int nul = text.indexOf('\0');
                put(nul < 0 ? text : text.substring(0, nul), nul < 0 ? "" : text.substring(nul + 1));
            } else if (dialect.eccMode() == EccMode.REGISTERED_TAG) {
                put(tags.name(tag), text);
            } else {
                put(tagged ? names.get(tag) : lastName, text);
            }
        }

        private void put(@Nullable String name, String value) {
            if (name != null && !name.isEmpty()) {
                body.received().ecc(name, value);
            }
        }
    }
}
