package io.connects.simulators.finesse;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;

/** An authority made for one pair, and the certificate of its nodes. Immutable. */
final class PairKeys {
    static final char[] PASSWORD = "changeit".toCharArray();

    private final X509Bundle authority;
    private final X509Bundle node;

    PairKeys(String host) {
        Instant now = Instant.now();
        try {
            authority = new CertificateBuilder()
                    .ecp256()
                    .subject("CN=Simulated Finesse authority")
                    .notBefore(now.minus(Duration.ofDays(1)))
                    .notAfter(now.plus(Duration.ofDays(365)))
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            CertificateBuilder builder = new CertificateBuilder()
                    .ecp256()
                    .subject("CN=" + host)
                    .notBefore(now.minus(Duration.ofDays(1)))
                    .notAfter(now.plus(Duration.ofDays(365)))
                    .addSanIpAddress("127.0.0.1")
                    .addSanDnsName("localhost");
            node = builder.buildIssuedBy(authority);
        } catch (Exception e) {
            throw new IllegalStateException("cannot make certificates", e);
        }
    }

    /** A key store with the node's key, protected by {@link #PASSWORD}. */
    KeyStore keyStore() {
        try {
            return node.toKeyStore(PASSWORD.clone());
        } catch (Exception e) {
            throw new IllegalStateException("cannot make a key store", e);
        }
    }

    String authorityPem() {
        return authority.getCertificatePEM();
    }

    /** Deletes what {@link #writeAuthority} wrote. */
    void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new IllegalStateException("cannot delete the authority's certificate", e);
        }
    }

    /** Writes the authority's certificate to a file that is deleted when the Java VM ends. */
    Path writeAuthority() {
        try {
            Path file = Files.createTempFile("finesse-authority", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, authorityPem());
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the authority's certificate", e);
        }
    }
}
