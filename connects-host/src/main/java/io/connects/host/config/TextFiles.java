package io.connects.host.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads whole files within a limit. */
final class TextFiles {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The reason of a file that holds no text. */
    static final String NOT_UTF_8 = "is not UTF-8";

    private TextFiles() {}

    /**
     * The text of a UTF-8 file, without its byte order mark.
     *
     * @throws IOException when it cannot be read, is not UTF-8, or is longer than {@code maxBytes}
     */
    static String read(Path file, int maxBytes) throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes(file, maxBytes)))
                .toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /**
     * The bytes of a file that holds no text.
     *
     * @throws IOException when it cannot be read, or is longer than {@code maxBytes}
     */
    static byte[] bytes(Path file, int maxBytes) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(maxBytes + 1);
        }
        if (bytes.length > maxBytes) {
            throw new IOException("is longer than " + maxBytes + " bytes");
        }
        return bytes;
    }

    /** Why a file could not be read, without its name. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "may not be read by this user";
        }
        if (e instanceof CharacterCodingException) {
            return NOT_UTF_8;
        }
        return String.valueOf(e.getMessage());
    }
}
