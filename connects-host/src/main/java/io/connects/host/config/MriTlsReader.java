package io.connects.host.config;

import io.connects.core.Secret;
import io.connects.mri.tls.KeyMaterialSource;
import io.connects.mri.tls.MriTls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code tls} section of a PIM. The files are read at once, so that a fault in them is found before any port is opened, and again
 * whenever they change.
 */
final class MriTlsReader {
    private final Path directory;

    MriTlsReader(Path directory) {
        this.directory = directory;
    }

    /** Empty after a fault. */
    Optional<MriTls> read(Value value) {
        return value.section().flatMap(section -> {
            Optional<KeyMaterialSource> source = source(section);
            section.end();
            return source.filter(found -> readable(found, section))
                    .map(found -> MriTls.builder(found).build());
        });
    }

    private Optional<KeyMaterialSource> source(Section section) {
        Optional<Path> trust = file(section, "trustFile");
        Optional<Value> password = section.value("password");
        // A password that is empty, after its variable was filled in, is a fault and not "none".
        Optional<Secret> secret = password.flatMap(text -> text.as(Secret::of));
        if (section.value("keyStoreFile").isPresent()) {
            Optional<Path> keyStore = file(section, "keyStoreFile");
            if (password.isEmpty()) {
                section.fault("password", "is missing; a key store has one");
            }
            return keyStore.flatMap(store ->
                    trust.flatMap(trusted -> secret.map(own -> KeyMaterialSource.pkcs12Files(store, trusted, own))));
        }
        Optional<Path> key = file(section, "keyFile");
        Optional<Path> certificates = file(section, "certificateFile");
        if (key.isEmpty() || certificates.isEmpty() || trust.isEmpty() || password.isPresent() != secret.isPresent()) {
            return Optional.empty();
        }
        @Nullable Secret own = secret.orElse(null);
        return Optional.of(KeyMaterialSource.pemFiles(key.get(), certificates.get(), trust.get(), own));
    }

    private Optional<Path> file(Section section, String key) {
        return section.required(key, directory::resolve);
    }

    private static boolean readable(KeyMaterialSource source, Section section) {
        try {
            var unused = source.read();
            return true;
        } catch (IOException e) {
            section.fault(e.getMessage() + ": " + TextFiles.reason(e));
        } catch (IllegalArgumentException e) {
            section.fault(String.valueOf(e.getMessage()));
        }
        return false;
    }
}
