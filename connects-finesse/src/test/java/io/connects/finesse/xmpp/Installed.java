package io.connects.finesse.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Servers that tests need. */
final class Installed {
    private Installed() {}

    /** Skips the test where a Debian package is not installed, and fails it in continuous integration. */
    static void require(Path program, String debianPackage) {
        boolean there = Files.isExecutable(program);
        String otherwise = program + " is not installed: apt-get install " + debianPackage;
        if (System.getenv("CI") == null) {
            assumeThat(there).as(otherwise).isTrue();
        }
        assertThat(there).as(otherwise).isTrue();
    }
}
