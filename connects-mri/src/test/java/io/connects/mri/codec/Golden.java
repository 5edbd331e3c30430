package io.connects.mri.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Reads the frames that were derived by hand from the dialect: hex digits, spaces, and comments from {@code #} on. */
final class Golden {
    private Golden() {}

    static byte[] frame(String path) {
        String digits = text("/" + path + ".hex")
                .lines()
                .map(line -> line.replaceFirst("#.*", "").replace(" ", ""))
                .collect(Collectors.joining());
        return HexFormat.of().parseHex(digits);
    }

    static MriDialect direct() {
        try (InputStream in = Golden.class.getResourceAsStream("/dialect/direct.dialect")) {
            return MriDialect.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String resource) {
        try (InputStream in = Golden.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
