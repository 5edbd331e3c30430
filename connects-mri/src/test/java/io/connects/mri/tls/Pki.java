package io.connects.mri.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** An authority and what it signs, on elliptic curves. */
public final class Pki {
    private final X509Bundle authority;

    public Pki(String name) {
        authority = build(() -> new CertificateBuilder()
                .ecp256()
                .subject("CN=" + name)
                .notBefore(Instant.now().minus(Duration.ofDays(1)))
                .notAfter(Instant.now().plus(Duration.ofDays(1000)))
                .setIsCertificateAuthority(true)
                .buildSelfSigned());
    }

    private interface Building {
        X509Bundle run() throws Exception;
    }

    private static X509Bundle build(Building building) {
        try {
            return building.run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot make a certificate", e);
        }
    }

    public X509Bundle authority() {
        return authority;
    }

    /** A certificate that is good for 300 days. */
    public X509Bundle issue(String name) {
        return issue(new CertificateBuilder().ecp256(), name);
    }

    public X509Bundle issue(CertificateBuilder builder, String name) {
        Instant now = Instant.now();
        return build(() -> builder.subject("CN=" + name)
                .notBefore(now.minus(Duration.ofDays(1)))
                .notAfter(now.plus(Duration.ofDays(300)))
                .buildIssuedBy(authority));
    }

    /** Our key and certificate, trusting what this authority signs. */
    public KeyMaterial material(X509Bundle own) {
        return KeyMaterial.pem(
                bytes(own.getPrivateKeyPEM()),
                bytes(own.getCertificatePathPEM()),
                bytes(authority.getCertificatePEM()),
                null);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
