package io.connects.simulators.mri;

import io.connects.simulators.mri.Dialect.EccMode;
import io.connects.simulators.mri.Dialect.FloatRow;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The floating fields of ECC variables, in each of the three ways they may travel, both directions. */
final class EccCodec {
    private static final String NAME = "EccName";
    private static final String VALUE = "EccValue";
    private static final String ARRAY = "EccArray";
    private static final int TAG_BYTES = 4;
    private static final byte[] NONE = {};
    private static final byte[] NUL = {0};

    private final Dialect dialect;
    private final FloatCodec floats;

    EccCodec(Dialect dialect, FloatCodec floats) {
        this.dialect = dialect;
        this.floats = floats;
    }

    Writer writer(ByteBuffer to) {
        return new Writer(to);
    }

    Reader reader() {
        return new Reader();
    }

    private static boolean hasTag(FloatRow row) {
        return row.kind() != FloatRow.Kind.STRING;
    }

    /** Writes the ECC fields of one message. */
    final class Writer {
        private final ByteBuffer to;
        private int inMessage;

        private Writer(ByteBuffer to) {
            this.to = to;
        }

        void write(Floating floating) {
            if (floating instanceof Floating.EccName ecc) {
                registered(NAME, ecc.tag(), NONE, ecc.name());
            } else if (floating instanceof Floating.EccValue ecc) {
                registered(VALUE, ecc.tag(), NONE, ecc.value());
            } else if (floating instanceof Floating.EccElement ecc) {
                registered(ARRAY, ecc.tag(), index(ecc.index()), ecc.value());
            } else if (floating instanceof Floating.NamedEcc ecc) {
                named(VALUE, ecc.name(), NONE, ecc.value());
            } else if (floating instanceof Floating.NamedElement ecc) {
                named(ARRAY, ecc.name(), index(ecc.index()), ecc.value());
            }
        }

        private static byte[] index(int index) {
            if (index < 0 || index > 0xFF) {
                throw new IllegalArgumentException("index: must be from 0 to 255, was " + index);
            }
            return new byte[] {(byte) index};
        }

        private void registered(String rowName, long tag, byte[] index, String text) {
            FloatRow row = dialect.row(rowName);
            if (!hasTag(row)) {
                throw new IllegalArgumentException(
                        "tag: in this dialect ECC variables go by name, not by registered tag: " + tag);
            }
            field(row, tag, index, floats.string(text, row));
        }

        private void named(String rowName, String name, byte[] index, String text) {
            FloatRow nameRow = dialect.row(NAME);
            FloatRow row = dialect.row(rowName);
            byte[] nameBytes = floats.string(name, nameRow);
            byte[] value = floats.string(text, row);
            inMessage++;
            switch (dialect.framing().ecc()) {
                case NAME_VALUE -> {
                    field(nameRow, inMessage, NONE, nameBytes);
                    field(row, inMessage, index, value);
                }
                case NAMED_VARIABLE -> {
                    byte[] end = dialect.framing().nulEnded() ? NONE : NUL;
                    field(row, inMessage, index, joined(nameBytes, end, value));
                }
                case REGISTERED_TAG ->
                    throw new IllegalArgumentException(
                            "name: in this dialect ECC variables go by registered tag, not by name: " + name);
            }
        }

        private void field(FloatRow row, long tag, byte[] index, byte[] text) {
            byte[] tagBytes = hasTag(row)
                    ? ByteBuffer.allocate(TAG_BYTES).putInt((int) tag).array()
                    : NONE;
            floats.put(row.tag(), joined(tagBytes, index, text), to);
        }

        private static byte[] joined(byte[] first, byte[] second, byte[] third) {
            return ByteBuffer.allocate(first.length + second.length + third.length)
                    .put(first)
                    .put(second)
                    .put(third)
                    .array();
        }
    }

    /** Reads the ECC fields of one message, in the order they come. What is too short to be one is kept as unknown. */
    final class Reader {
        private final Map<Long, String> names = new HashMap<>();
        private @Nullable String lastName;
        private boolean lastNameUsed = true;
        private @Nullable String fault;

        private Reader() {}

        void read(FloatRow row, ByteBuffer content, Message.Builder message) {
            boolean isElement = row.name().equals(ARRAY);
            if (content.remaining() < (hasTag(row) ? TAG_BYTES : 0) + (isElement ? 1 : 0)) {
                message.add(FloatCodec.unknown(row.tag(), content));
                return;
            }
            long tag = hasTag(row) ? Integer.toUnsignedLong(content.getInt()) : 0;
            int index = isElement ? Byte.toUnsignedInt(content.get()) : -1;
            EccMode mode = dialect.framing().ecc();
            if (row.name().equals(NAME)) {
                name(tag, floats.text(content), message);
            } else if (mode == EccMode.REGISTERED_TAG) {
                String text = floats.text(content);
                message.add(isElement ? new Floating.EccElement(tag, index, text) : new Floating.EccValue(tag, text));
            } else if (mode == EccMode.NAMED_VARIABLE) {
                int nul = nulIn(content);
                int valueAt = Math.min(nul + 1, content.limit());
                String name = floats.text(content.slice(content.position(), nul - content.position()));
                add(name, index, content.slice(valueAt, content.limit() - valueAt), message);
            } else {
                // Joined by their number where both have one, else by standing side by side.
                String name = hasTag(row) && hasTag(dialect.row(NAME)) ? names.get(tag) : lastName;
                lastNameUsed = true;
                if (name == null) {
                    fault = "an ECC value without a name before it";
                } else {
                    add(name, index, content, message);
                }
            }
        }

        private void name(long tag, String name, Message.Builder message) {
            if (dialect.framing().ecc() == EccMode.NAME_VALUE) {
                names.put(tag, name);
                lastName = name;
                lastNameUsed = false;
            } else {
                message.add(new Floating.EccName(tag, name));
            }
        }

        private void add(String name, int index, ByteBuffer value, Message.Builder message) {
            String text = floats.text(value);
            message.add(index < 0 ? new Floating.NamedEcc(name, text) : new Floating.NamedElement(name, index, text));
        }

        private static int nulIn(ByteBuffer content) {
            int nul = content.position();
            while (nul < content.limit() && content.get(nul) != 0) {
                nul++;
            }
            return nul;
        }

        /** What is wrong, or null. */
        @Nullable
        String fault() {
            return fault != null || lastNameUsed ? fault : "an ECC name without a value behind it";
        }
    }
}
