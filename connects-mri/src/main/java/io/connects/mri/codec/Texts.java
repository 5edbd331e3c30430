package io.connects.mri.codec;

import java.nio.charset.CharsetEncoder;

/** Texts as bytes: strict when writing, lenient when reading. */
final class Texts {
    private final Framing framing;

    Texts(Framing framing) {
        this.framing = framing;
    }

    /**
     * The bytes of a text, without any NUL.
     *
     * @throws IllegalArgumentException naming the field, never quoting the text
     */
    byte[] encode(String field, String text, int maxBytes) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(field + ": has a NUL at " + text.indexOf('\0'));
        }
        CharsetEncoder encoder = framing.sendCharset().newEncoder();
        if (!encoder.canEncode(text)) {
            throw new IllegalArgumentException(field + ": has a character that " + framing.sendCharset() + " lacks");
        }
        byte[] bytes = text.getBytes(framing.sendCharset());
        if (bytes.length > maxBytes) {
            throw new IllegalArgumentException(
                    field + ": has " + bytes.length + " bytes, at most " + maxBytes + " fit");
        }
        return bytes;
    }

    /** The text without the NULs at its end. */
    String decode(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return new String(bytes, 0, length, framing.readCharset());
    }
}
