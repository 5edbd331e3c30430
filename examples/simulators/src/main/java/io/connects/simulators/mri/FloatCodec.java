package io.connects.simulators.mri;

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

/** The floating fields, both directions; those of ECC variables are left to {@link EccCodec}. */
final class FloatCodec {
    private static final List<String> CALL_VARIABLES =
            IntStream.rangeClosed(1, 10).mapToObj(i -> "CallVariable" + i).toList();
    private static final Set<String> WITH_CALL_VARIABLES =
            Set.of("NEW_TASK", "DO_THIS_WITH_TASK", "RUN_SCRIPT_REQ", "RUN_SCRIPT_RESULT");

    private final Dialect dialect;
    private final EccCodec ecc;

    FloatCodec(Dialect dialect) {
        this.dialect = dialect;
        this.ecc = new EccCodec(dialect, this);
    }

    // --- writing

    void write(Message message, ByteBuffer to) {
        boolean fill = dialect.framing().emptyCallVariables() && WITH_CALL_VARIABLES.contains(message.name());
        EccCodec.Writer eccFields = ecc.writer(to);
        (fill ? withEmptyCallVariables(message.floats()) : message.floats())
                .forEach(floating -> write(floating, eccFields, to));
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

    private void write(Floating floating, EccCodec.Writer eccFields, ByteBuffer to) {
        if (floating instanceof Floating.Text text) {
            FloatRow row = dialect.floats().get(text.name());
            if (row == null || row.kind() != FloatRow.Kind.STRING || row.name().startsWith("Ecc")) {
                throw new IllegalArgumentException("name: the dialect has no floating text " + text.name());
            }
            put(row.tag(), string(text.text(), row), to);
        } else if (floating instanceof Floating.Unknown unknown) {
            put(unknown.tag(), HexFormat.of().parseHex(unknown.hex()), to);
        } else {
            eccFields.write(floating);
        }
    }

    void put(int tag, byte[] content, ByteBuffer to) {
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

    byte[] string(String text, FloatRow row) {
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
        EccCodec.Reader eccFields = ecc.reader();
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
            if (row == null) {
                message.add(unknown(tag, content));
            } else if (row.name().startsWith("Ecc")) {
                eccFields.read(row, content, message);
            } else {
                message.add(new Floating.Text(row.name(), text(content)));
            }
        }
        return eccFields.fault();
    }

    static Floating unknown(int tag, ByteBuffer content) {
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

    String text(ByteBuffer content) {
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
