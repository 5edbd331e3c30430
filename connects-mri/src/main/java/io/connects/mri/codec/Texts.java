package io.connects.mri.codec;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Texts as bytes: strict when writing, lenient when reading. Immutable. */
final class Texts {
    /** What stands before the name of an ECC variable where the name itself is the text. */
    static final String ECC_NAME = "ECC name ";

    private static final int ANY = 0;

    private final Charset readCharset;
    private final Charset sendCharset;
    private final int plainBelow;

    Texts(Framing framing) {
        readCharset = framing.readCharset();
        sendCharset = framing.sendCharset();
        plainBelow = plainBelow(sendCharset);
    }

    /** Below which number a character is one byte, the same one, and above which it cannot be sent. */
    private static int plainBelow(Charset charset) {
        if (charset.equals(StandardCharsets.US_ASCII)) {
            return 0x80;
        }
        return charset.equals(StandardCharsets.ISO_8859_1) ? 0x100 : ANY;
    }

    /**
     * Appends the bytes of a text, without any NUL.
     *
     * @param prefix stands before the field's name in the message of a failure
     * @throws IllegalArgumentException naming the field, never quoting the text
     */
    void write(FrameWriter out, String prefix, String field, String text, int maxBytes) {
        if (plainBelow == ANY) {
            writeEncoded(out, prefix + field, text, maxBytes);
            return;
        }
        int length = text.length();
        if (length > maxBytes) {
            throw tooLong(prefix + field, length, maxBytes);
        }
        int at = out.reserve(length);
        byte[] bytes = out.bytes();
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character == 0 || character >= plainBelow) {
                throw unsendable(prefix + field, text);
            }
            bytes[at + i] = (byte) character;
        }
    }

    private void writeEncoded(FrameWriter out, String field, String text, int maxBytes) {
        if (text.indexOf(0) >= 0 || !sendCharset.newEncoder().canEncode(text)) {
            throw unsendable(field, text);
        }
        byte[] bytes = text.getBytes(sendCharset);
        if (bytes.length > maxBytes) {
            throw tooLong(field, bytes.length, maxBytes);
        }
        out.append(bytes);
    }

    private static IllegalArgumentException tooLong(String field, int bytes, int maxBytes) {
        return new IllegalArgumentException(field + ": has " + bytes + " bytes, at most " + maxBytes + " fit");
    }

    private IllegalArgumentException unsendable(String field, String text) {
        int nul = text.indexOf(0);
        return new IllegalArgumentException(
                nul >= 0
                        ? field + ": has a NUL at " + nul
                        : field + ": has a character that " + sendCharset + " lacks");
    }

    /** The text without the NULs at its end. */
    String read(FrameReader in, int from, int end) {
        return in.text(from, in.withoutNuls(from, end), readCharset);
    }
}
