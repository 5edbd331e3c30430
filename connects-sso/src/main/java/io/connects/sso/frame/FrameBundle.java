package io.connects.sso.frame;

import io.connects.sso.SessionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SSO frame for certain pages: a folder for the third-party gadget folder of a Finesse server, and one with the module that such a page uses. The
 * frame says nothing to pages of other origins. Immutable.
 */
public final class FrameBundle {
    /** The folder for Finesse. */
    public static final String FINESSE = "finesse";
    /** The folder with the page's half. */
    public static final String PAGE = "page";

    private static final String CONFIG = "config.js";
    private static final Set<String> SHARED = Set.of("codes.js", "messages.js");
    private static final Set<String> OF_PAGE = Set.of("connects-sso.js");
    private static final Set<String> OF_FRAME = Set.of(
            "answer.js",
            "finesse.js",
            "frame.html",
            "frame.js",
            "keeper.js",
            "panel.js",
            "parent.js",
            "popup.html",
            "popup.js",
            "session.js",
            "signinwindow.js",
            "silent.js",
            "sso.css",
            "tabs.js");

    private final List<FrameOrigin> origins;
    private final Duration refreshLife;

    /**
     * A bundle.
     *
     * @param origins of the pages that may show the frame, at least one
     * @param refreshLife of refresh tokens that do not tell it, as the console of IdS has it; whole seconds
     * @throws IllegalArgumentException naming the fault
     */
    public FrameBundle(Set<FrameOrigin> origins, Duration refreshLife) {
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("origins: at least one page must be allowed");
        }
        // Bounds and words are those of a session's.
        SessionOptions.builder().refreshLife(refreshLife).build();
        this.origins = origins.stream()
                .sorted((one, other) -> one.text().compareTo(other.text()))
                .toList();
        this.refreshLife = refreshLife;
    }

    /**
     * Writes both folders, and over an earlier bundle.
     *
     * @param directory made when it is not there
     * @throws FileAlreadyExistsException when one of the folders has something that is no part of a bundle; then nothing is written
     */
    public void write(Path directory) throws IOException {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        for (String name : new TreeSet<>(OF_FRAME)) {
            files.put(directory.resolve(FINESSE).resolve(name), source(name));
        }
        for (String name : new TreeSet<>(OF_PAGE)) {
            files.put(directory.resolve(PAGE).resolve(name), source(name));
        }
        for (String name : new TreeSet<>(SHARED)) {
            files.put(directory.resolve(FINESSE).resolve(name), source(name));
            files.put(directory.resolve(PAGE).resolve(name), source(name));
        }
        files.put(directory.resolve(FINESSE).resolve(CONFIG), config().getBytes(StandardCharsets.UTF_8));
        refuseStrangers(directory.resolve(FINESSE), files.keySet());
        refuseStrangers(directory.resolve(PAGE), files.keySet());
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Files.createDirectories(Objects.requireNonNull(file.getKey().getParent()));
            Files.write(file.getKey(), file.getValue());
        }
    }

    private String config() {
        String allowed = origins.stream()
                .map(origin -> "    \"" + origin.text() + "\",\n")
                .collect(Collectors.joining());
        return """
                // Written by `./connects sso frame`; write it anew instead of changing it.
                export default {
                  release: "%s",
                  origins: [
                %s  ],
                  refreshLifeSeconds: %d,
                };
                """.formatted(release(), allowed, refreshLife.toSeconds());
    }

    private static String release() {
        String version = FrameBundle.class.getPackage().getImplementationVersion();
        return version == null ? "built from sources" : version;
    }

    private static void refuseStrangers(Path folder, Set<Path> ours) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> there = Files.list(folder)) {
            for (Path each : there.toList()) {
                if (!ours.contains(each)) {
                    throw new FileAlreadyExistsException(each.toString(), null, "is no part of the SSO frame");
                }
            }
        }
    }

    private static byte[] source(String name) throws IOException {
        try (InputStream file = FrameBundle.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        }
    }
}
