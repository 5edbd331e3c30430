package io.connects.sso.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameBundleTest {
    private static final Pattern IMPORT = Pattern.compile("from \"\\./([^\"]+)\"|(?:src|href)=\"([^\"]+)\"");
    private static final Duration TEN_HOURS = Duration.ofHours(10);

    @TempDir
    private Path directory;

    private FrameBundle bundle(String... origins) {
        return new FrameBundle(Stream.of(origins).map(FrameOrigin::new).collect(Collectors.toSet()), TEN_HOURS);
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void has_every_file_of_the_frame_and_no_other() throws IOException {
        bundle("https://crm.example").write(directory.resolve("new"));

        Set<String> written = names(directory.resolve("new/finesse"));
        written.addAll(names(directory.resolve("new/page")));
        assertThat(written).isEqualTo(names(Path.of("src/main/frontend")));
    }

    @Test
    void each_folder_has_all_that_its_files_load() throws IOException {
        bundle("https://crm.example").write(directory);

        for (String folder : List.of("finesse", "page")) {
            Set<String> there = names(directory.resolve(folder));
            for (String name : there) {
                String text = Files.readString(directory.resolve(folder).resolve(name));
                assertThat(IMPORT.matcher(text).results().map(FrameBundleTest::loaded))
                        .as(folder + "/" + name)
                        .isSubsetOf(there);
            }
        }
    }

    private static String loaded(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    @Test
    void names_the_pages_that_may_show_it() throws IOException {
        bundle("https://crm.example:8443", "https://acme.lightning.force.com").write(directory);

        assertThat(directory.resolve("finesse/config.js")).content().contains("""
                  origins: [
                    "https://acme.lightning.force.com",
                    "https://crm.example:8443",
                  ],
                  refreshLifeSeconds: 36000,
                """);
    }

    @Test
    void is_written_over_an_earlier_one() throws IOException {
        bundle("https://old.example").write(directory);
        bundle("https://new.example").write(directory);

        assertThat(directory.resolve("finesse/config.js"))
                .content()
                .contains("https://new.example")
                .doesNotContain("old");
    }

    @Test
    void is_not_written_among_other_people_s_files() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("finesse"));
        Files.writeString(folder.resolve("desktop.xml"), "<gadget/>");

        assertThatThrownBy(() -> bundle("https://crm.example").write(directory))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("desktop.xml");
        assertThat(names(folder)).containsExactly("desktop.xml");
    }

    @Test
    void allows_somebody_and_says_how_long_tokens_live() {
        assertThatThrownBy(() -> new FrameBundle(Set.of(), TEN_HOURS)).hasMessageContaining("origins");
        assertThatThrownBy(() -> new FrameBundle(Set.of(new FrameOrigin("https://a.example")), Duration.ZERO))
                .hasMessageContaining("refreshLife");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "",
                "https://*.example",
                "http://crm.example",
                "HTTPS://crm.example",
                "https://CRM.example",
                "https://crm.example/",
                "https://crm.example:443",
                "https://crm.example?x",
                "https://crm.example#",
                "https://user@crm.example",
                "https://crm.example:",
                "https://crm..example",
                "https://-crm.example",
                "https://crm.example\";",
                "https://[::1]",
                "null",
                "crm.example",
                "https://crm example"
            })
    void an_origin_is_exact(String text) {
        assertThatThrownBy(() -> new FrameOrigin(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("origin " + text + " ");
    }
}
