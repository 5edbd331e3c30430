package io.connects.simulators.ids.saml;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What the identity service knows of its identity provider: what the administrator loads as metadata, and two settings. Immutable.
 *
 * @param entityId its name
 * @param singleSignOn where browsers post requests: https, or http on 127.0.0.1 for identity providers that tests run
 * @param certificates those that it may sign with, at least one
 * @param clockSkew how far its clock may be off; no public source names the product's, {@link #CLOCK_SKEW} is our own
 */
public record SamlIdentityProvider(
        String entityId, URI singleSignOn, List<X509Certificate> certificates, SignatureHash hash, Duration clockSkew) {
    /** What is tolerated where nothing else is said. */
    public static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

    /** Checks and copies. */
    public SamlIdentityProvider {
        certificates = List.copyOf(certificates);
        Objects.requireNonNull(hash, "hash");
        if (entityId.isBlank()) {
            throw new IllegalArgumentException("entityId: is missing");
        }
        boolean loopback = "http".equals(singleSignOn.getScheme()) && "127.0.0.1".equals(singleSignOn.getHost());
        if (!loopback && (!"https".equals(singleSignOn.getScheme()) || singleSignOn.getHost() == null)) {
            throw new IllegalArgumentException("singleSignOn: must be https, or http on 127.0.0.1");
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("certificates: must not be empty");
        }
        if (clockSkew.isNegative()) {
            throw new IllegalArgumentException("clockSkew: must not be negative, was " + clockSkew);
        }
    }

    /** One that signs with SHA-256 and whose clock may be off by {@link #CLOCK_SKEW}. */
    public SamlIdentityProvider(String entityId, URI singleSignOn, List<X509Certificate> certificates) {
        this(entityId, singleSignOn, certificates, SignatureHash.SHA256, CLOCK_SKEW);
    }

    /** The same with another hash. */
    public SamlIdentityProvider withHash(SignatureHash value) {
        return new SamlIdentityProvider(entityId, singleSignOn, certificates, value, clockSkew);
    }

    /**
     * Reads metadata as identity providers export them.
     *
     * @param metadata XML of one EntityDescriptor
     * @throws IllegalArgumentException that says what is missing in them
     */
    public static SamlIdentityProvider ofMetadata(byte[] metadata) {
        return MetadataReader.read(metadata);
    }

    /** The same of a file, of which no more is read than metadata may have. */
    public static SamlIdentityProvider ofMetadata(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ofMetadata(in.readNBytes(MetadataReader.LONGEST + 1));
        }
    }
}
