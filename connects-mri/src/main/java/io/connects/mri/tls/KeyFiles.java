package io.connects.mri.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files with keys and certificates, which are small. */
final class KeyFiles {
    static final int MOST_BYTES = 1024 * 1024;

    private KeyFiles() {}

    static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(file + ": more than " + MOST_BYTES + " bytes");
            }
            return bytes;
        }
    }
}
