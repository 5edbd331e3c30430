package io.connects.simulators.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** The directories of golden frames, each with its dialect: {@code golden-x} is of the dialect {@code x} or {@code x-like}. */
    static Map<String, Dialect> directories() throws IOException {
        Map<String, Dialect> directories = new TreeMap<>();
        try (Stream<Path> entries = Files.list(present(""))) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                String name = entry.getFileName().toString();
                if (name.startsWith("golden")) {
                    directories.put(name, dialectOf(name.replaceFirst("golden-?", "")));
                }
            }
        }
        return directories;
    }

    private static Dialect dialectOf(String name) throws IOException {
        if (name.isEmpty()) {
            return Dialect.standard();
        }
        return Files.exists(RESOURCES.resolve("dialect/" + name + ".dialect"))
                ? dialect("dialect/" + name + ".dialect")
                : Dialect.builtIn(name.endsWith("-like") ? name : name + "-like");
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
