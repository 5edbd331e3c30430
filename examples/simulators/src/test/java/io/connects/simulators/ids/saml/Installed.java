package io.connects.simulators.ids.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Servers that tests need. */
final class Installed {
    private Installed() {}

    /** Skips the test where Debian packages are not installed, and fails it in continuous integration. */
    static void require(Path file, String debianPackages) {
        boolean there = Files.exists(file);
        String otherwise = file + " is not there: apt-get install --no-install-recommends " + debianPackages;
        if (System.getenv("CI") == null) {
            assumeThat(there).as(otherwise).isTrue();
        }
        assertThat(there).as(otherwise).isTrue();
    }
}
