package io.connects.mri.tls;

import io.connects.core.Secret;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Gives the key material of the moment. Read once when a session starts, in the starting thread, and then at every check interval on the
 * callback executor, never on an I/O thread; one read at a time.
 */
@FunctionalInterface
public interface KeyMaterialSource {
    /**
     * Reads anew.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when what was read is no key material
     */
    KeyMaterial read() throws IOException;

    /**
     * PEM files, read whenever asked. A replacement of several files need not be atomic: a key that does not fit its certificate is refused, and
     * the next read finds both.
     *
     * @param key a private key of RSA or an elliptic curve in PKCS#8
     * @param chain our certificate first, then those that signed it
     * @param trust the authorities that sign the PIMs' certificates, or those certificates themselves
     * @param password of the key; null when it is not encrypted
     */
    static KeyMaterialSource pemFiles(Path key, Path chain, Path trust, @Nullable Secret password) {
        return () -> KeyMaterial.pem(KeyFiles.read(key), KeyFiles.read(chain), KeyFiles.read(trust), password);
    }

    /**
     * A PKCS#12 file, and one with the authorities, read whenever asked.
     *
     * @param keyStore one private key with its chain
     * @param trust certificates, as a PKCS#12 file with the same password or in PEM
     */
    static KeyMaterialSource pkcs12Files(Path keyStore, Path trust, Secret password) {
        return () -> KeyMaterial.pkcs12(KeyFiles.read(keyStore), KeyFiles.read(trust), password);
    }
}
