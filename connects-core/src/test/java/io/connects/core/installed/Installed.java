package io.connects.core.installed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Programs of Debian that tests need. */
public final class Installed {
    private Installed() {}

    /**
     * Skips the test where packages are not installed, and fails it in continuous integration.
     *
     * @param file that they bring
     * @param packages their names, as apt-get takes them
     */
    public static void require(Path file, String packages) {
        String otherwise = file + " is not there: apt-get install --no-install-recommends " + packages;
        if (System.getenv("CI") == null) {
            assumeThat(Files.exists(file)).as(otherwise).isTrue();
        }
        assertThat(Files.exists(file)).as(otherwise).isTrue();
    }
}
