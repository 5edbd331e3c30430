package io.connects.simulators.mri;

import io.connects.simulators.mri.Dialect.EccMode;
import io.connects.simulators.mri.Dialect.FloatRow;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The floating fields, both directions. */
final class FloatCodec {
    private static final List<String> CALL_VARIABLES =
            IntStream.rangeClosed(1, 10).mapToObj(i -> "CallVariable" + i).toList();
    private static final Set<String> WITH_CALL_VARIABLES =
            Set.of("NEW_TASK", "DO_THIS_WITH_TASK", "RUN_SCRIPT_REQ", "RUN_SCRIPT_RESULT");
    private static final String ECC_NAME = "EccName";
    private static final String ECC_VALUE = "EccValue";
    private static final String ECC_ARRAY = "EccArray";
    private static final int ECC_TAG_BYTES = 4;

    private final Dialect dialect;

    FloatCodec(Dialect dialect) {
        this.dialect = dialect;
    }

    // --- writing

    void write(Message message, ByteBuffer to) {
        boolean fill = dialect.framing().emptyCallVariables() && WITH_CALL_VARIABLES.contains(message.name());
        (fill ? withEmptyCallVariables(message.floats()) : message.floats()).forEach(floating -> write(floating, to));
    }

    /** Puts the call variables where the first of them is, else behind the script selector or label. */
    private static List<Floating> withEmptyCallVariables(List<Floating> floats) {
        Set<String> named = Set.of("ScriptSelector", "Label", "ScriptID", "ScriptConfiguration");
        List<Floating> filled = new ArrayList<>(floats.stream()
                .filter(floating -> floating instanceof Floating.Text text && named.contains(text.name()))
                .toList());
        var given = floats.stream()
                .filter(floating -> floating instanceof Floating.Text text && CALL_VARIABLES.contains(text.name()))
                .map(Floating.Text.class::cast)
                .collect(Collectors.toMap(Floating.Text::name, Floating.Text::text, (first, second) -> first));
        CALL_VARIABLES.forEach(name -> filled.add(new Floating.Text(name, given.getOrDefault(name, ""))));
        floats.stream()
                .filter(floating -> !(floating instanceof Floating.Text text
                        && (named.contains(text.name()) || CALL_VARIABLES.contains(text.name()))))
                .forEach(filled::add);
        return filled;
    }

    private void write(Floating floating, ByteBuffer to) {
        if (floating instanceof Floating.Text text) {
            FloatRow row = dialect.floats().get(text.name());
            if (row == null || row.kind() != FloatRow.Kind.STRING) {
                throw new IllegalArgumentException("name: the dialect has no floating text " + text.name());
            }
            put(row.tag(), string(text.text(), row), to);
        } else if (floating instanceof Floating.EccName ecc) {
            putTagged(ECC_NAME, ecc.tag(), new byte[0], ecc.name(), to);
        } else if (floating instanceof Floating.EccValue ecc) {
            putTagged(ECC_VALUE, ecc.tag(), new byte[0], ecc.value(), to);
        } else if (floating instanceof Floating.EccElement ecc) {
            putTagged(ECC_ARRAY, ecc.tag(), new byte[] {(byte) ecc.index()}, ecc.value(), to);
        } else if (floating instanceof Floating.NamedEcc ecc) {
            putNamed(ecc, to);
        } else if (floating instanceof Floating.Unknown unknown) {
            put(unknown.tag(), HexFormat.of().parseHex(unknown.hex()), to);
        }
    }

    private void putTagged(String name, long tag, byte[] index, String text, ByteBuffer to) {
        FloatRow row = dialect.row(name);
        byte[] string = string(text, row);
        put(
                row.tag(),
                ByteBuffer.allocate(ECC_TAG_BYTES + index.length + string.length)
                        .putInt((int) tag)
                        .put(index)
                        .put(string)
                        .array(),
                to);
    }

    private void putNamed(Floating.NamedEcc ecc, ByteBuffer to) {
        FloatRow nameRow = dialect.row(ECC_NAME);
        FloatRow valueRow = dialect.row(ECC_VALUE);
        byte[] name = string(ecc.name(), nameRow);
        byte[] value = string(ecc.value(), valueRow);
        switch (dialect.framing().ecc()) {
            case NAME_VALUE -> {
                put(nameRow.tag(), name, to);
                put(valueRow.tag(), value, to);
            }
            case NAMED_VARIABLE -> {
                byte[] end = dialect.framing().nulEnded() ? new byte[0] : new byte[] {0};
                put(
                        valueRow.tag(),
                        ByteBuffer.allocate(name.length + value.length + 2 * end.length)
                                .put(name)
                                .put(end)
                                .put(value)
                                .put(end)
                                .array(),
                        to);
            }
            case REGISTERED_TAG ->
                throw new IllegalArgumentException(
                        "name: in this dialect ECC variables go by registered tag, not by name: " + ecc.name());
        }
    }

    private void put(int tag, byte[] content, ByteBuffer to) {
        int width = dialect.framing().floatLengthBytes();
        if (content.length >= 1 << (8 * width)) {
            throw new IllegalArgumentException(
                    "floats: field " + tag + " with " + content.length + " bytes does not fit its length");
        }
        putNumber(tag, dialect.framing().floatTagBytes(), to);
        putNumber(content.length, width, to);
        to.put(content);
    }

    private static void putNumber(int number, int width, ByteBuffer to) {
        if (width == 1) {
            to.put((byte) number);
        } else {
            to.putShort((short) number);
        }
    }

    private byte[] string(String text, FloatRow row) {
        if (text.indexOf(0) >= 0) {
            throw new IllegalArgumentException(row.name() + ": must not hold a NUL");
        }
        ByteBuffer encoded;
        try {
            encoded = dialect.framing().sendCharset().newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    row.name() + ": has characters that " + dialect.framing().sendCharset() + " lacks", e);
        }
        if (encoded.remaining() > row.maxBytes()) {
            throw new IllegalArgumentException(
                    row.name() + ": must have at most " + row.maxBytes() + " bytes, had " + encoded.remaining());
        }
        byte[] string = new byte[encoded.remaining() + (dialect.framing().nulEnded() ? 1 : 0)];
        encoded.get(string, 0, encoded.remaining());
        return string;
    }

    // --- reading

    /** Reads all floating fields into the message; what is wrong, or null. */
    @Nullable
    String read(ByteBuffer from, Message.Builder message) {
        int tagBytes = dialect.framing().floatTagBytes();
        int lengthBytes = dialect.framing().floatLengthBytes();
        String name = null;
        while (from.hasRemaining()) {
            if (from.remaining() < tagBytes + lengthBytes) {
                return "ends inside the head of a floating field";
            }
            int tag = number(tagBytes, from);
            int length = number(lengthBytes, from);
            if (from.remaining() < length) {
                return "floating field " + tag + " is said to have " + length + " bytes and has " + from.remaining();
            }
            ByteBuffer content = from.slice(from.position(), length);
            from.position(from.position() + length);
            FloatRow row = rowOf(tag);
            String pairPart = row != null && dialect.framing().ecc() == EccMode.NAME_VALUE ? row.name() : "";
            if (pairPart.equals(ECC_NAME)) {
                name = text(content);
            } else if (pairPart.equals(ECC_VALUE)) {
                if (name == null) {
                    return "an ECC value without a name before it";
                }
                message.add(new Floating.NamedEcc(name, text(content)));
                name = null;
            } else {
                Floating floating = row == null ? null : known(row, content);
                message.add(floating == null ? unknown(tag, content) : floating);
            }
        }
        return name == null ? null : "an ECC name without a value behind it";
    }

    /** The field, or null when its content is too short to be one. */
    private @Nullable Floating known(FloatRow row, ByteBuffer content) {
        if (row.name().equals(ECC_VALUE) && dialect.framing().ecc() == EccMode.NAMED_VARIABLE) {
            return named(content);
        }
        if (row.kind() == FloatRow.Kind.STRING) {
            return new Floating.Text(row.name(), text(content));
        }
        boolean isElement = row.kind() == FloatRow.Kind.ECC_ARRAY;
        if (content.remaining() < ECC_TAG_BYTES + (isElement ? 1 : 0)) {
            return null;
        }
        long eccTag = Integer.toUnsignedLong(content.getInt());
        if (isElement) {
            int index = Byte.toUnsignedInt(content.get());
            return new Floating.EccElement(eccTag, index, text(content));
        }
        String text = text(content);
        return row.kind() == FloatRow.Kind.ECC_NAME
                ? new Floating.EccName(eccTag, text)
                : new Floating.EccValue(eccTag, text);
    }

    /** Name, NUL, value. */
    private Floating named(ByteBuffer content) {
        int nul = 0;
        while (nul < content.remaining() && content.get(nul) != 0) {
            nul++;
        }
        int valueAt = Math.min(nul + 1, content.remaining());
        return new Floating.NamedEcc(
                text(content.slice(0, nul)), text(content.slice(valueAt, content.remaining() - valueAt)));
    }

    private static Floating unknown(int tag, ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return new Floating.Unknown(tag, HexFormat.of().formatHex(bytes));
    }

    private @Nullable FloatRow rowOf(int tag) {
        return dialect.floats().values().stream()
                .filter(row -> row.tag() == tag)
                .findFirst()
                .orElse(null);
    }

    private String text(ByteBuffer content) {
        String text = dialect.framing().readCharset().decode(content).toString();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(0, end);
    }

    private static int number(int width, ByteBuffer from) {
        return width == 1 ? Byte.toUnsignedInt(from.get()) : Short.toUnsignedInt(from.getShort());
    }
}
