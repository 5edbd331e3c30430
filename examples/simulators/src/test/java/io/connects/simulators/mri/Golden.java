package io.connects.simulators.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The golden frames of connects-mri's tests, read where they lie: both codecs are held to the same bytes. The dialect page is where they were
 * derived from, by hand.
 */
final class Golden {
    private static final Path RESOURCES = Path.of("../../connects-mri/src/test/resources");

    private Golden() {}

    static byte[] frame(String file) throws IOException {
        String hex = Files.readAllLines(present(file)).stream()
                .map(line -> line.replaceFirst("#.*", "").replaceAll("\\s", ""))
                .collect(Collectors.joining());
        return HexFormat.of().parseHex(hex);
    }

    static Dialect dialect(String file) throws IOException {
        try (InputStream bytes = Files.newInputStream(present(file))) {
            return Dialect.read(bytes);
        }
    }

    static List<String> files(String directory) throws IOException {
        try (Stream<Path> files = Files.list(present(directory))) {
            return List.copyOf(files.map(file -> directory + "/" + file.getFileName())
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static Path present(String file) {
        assumeTrue(Files.isDirectory(RESOURCES), "connects-mri's sources are not beside this module");
        Path path = RESOURCES.resolve(file);
        assertThat(path).exists();
        return path;
    }
}
