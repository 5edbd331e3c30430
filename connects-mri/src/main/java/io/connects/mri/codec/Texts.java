package io.connects.mri.codec;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Texts as bytes: strict when writing, lenient when reading. Immutable. */
final class Texts {
    private static final int NONE = 0;

    private final Charset readCharset;
    private final Charset sendCharset;
    private final int characters;

    Texts(Framing framing) {
        readCharset = framing.readCharset();
        sendCharset = framing.sendCharset();
        characters = characters(sendCharset);
    }

    /** How many characters, from 1 on, are one byte of the same number; all others cannot be sent. None where bytes are another matter. */
    private static int characters(Charset charset) {
        if (charset.equals(StandardCharsets.US_ASCII)) {
            return 0x7F;
        }
        return charset.equals(StandardCharsets.ISO_8859_1) ? 0xFF : NONE;
    }

    /**
     * How many bytes a text takes.
     *
     * @throws IllegalArgumentException naming the field when those are too many
     */
    int length(String field, String text, int maxBytes) {
        int length = characters == NONE ? text.getBytes(sendCharset).length : text.length();
        if (length > maxBytes) {
            throw new IllegalArgumentException(field + ": has " + length + " bytes, at most " + maxBytes + " fit");
        }
        return length;
    }

    /**
     * Writes a text where {@link #length} bytes are free for it.
     *
     * @throws IllegalArgumentException naming the field, never quoting the text, when it has a NUL or a character that cannot be sent
     */
    void write(FrameWriter out, int at, String field, String text) {
        if (characters == NONE) {
            writeEncoded(out, at, field, text);
            return;
        }
        byte[] bytes = out.bytes();
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char fromFirst = (char) (text.charAt(i) - 1); // a NUL becomes the highest of all
            if (fromFirst >= characters) {
                throw unsendable(field, text);
            }
            bytes[at + i] = (byte) (fromFirst + 1);
        }
    }

    /** Writes a text that is known to have no characters but those from 1 to 127. */
    void writeAscii(FrameWriter out, int at, String field, String ascii) {
        if (characters == NONE) {
            writeEncoded(out, at, field, ascii);
        } else {
            copyLowBytes(ascii, out.bytes(), at);
        }
    }

    /** Deprecated because it drops the high byte of each character, which is right where there is none. */
    @SuppressWarnings("deprecation")
    private static void copyLowBytes(String ascii, byte[] bytes, int at) {
        ascii.getBytes(0, ascii.length(), bytes, at);
    }

    private void writeEncoded(FrameWriter out, int at, String field, String text) {
        if (text.indexOf(0) >= 0 || !sendCharset.newEncoder().canEncode(text)) {
            throw unsendable(field, text);
        }
        byte[] encoded = text.getBytes(sendCharset);
        System.arraycopy(encoded, 0, out.bytes(), at, encoded.length);
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
