package io.connects.mri;

import io.connects.mri.tls.CertificateExpiry;
import io.connects.mri.tls.KeyMaterial;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Tells when certificates come near their end: 30, 7 and 1 days ahead, and when they have expired; each once. Not thread-safe. */
final class ExpiryWatch {
    private static final int[] DAYS = {0, 1, 7, 30};

    private final Map<X509Certificate, Integer> told = new HashMap<>();

    /** How near the end is, as the smallest of 0, 1, 7 and 30 days that are not exceeded; empty when it is further off. */
    static OptionalInt stage(Instant notAfter, Instant now) {
        for (int days : DAYS) {
            if (!notAfter.isAfter(now.plus(Duration.ofDays(days)))) {
                return OptionalInt.of(days);
            }
        }
        return OptionalInt.empty();
    }

    /** What is to be told of this material now and was not told before. Forgets certificates that are not in use any more. */
    List<CertificateExpiry> due(KeyMaterial material, Instant now) {
        var certificates = new LinkedHashSet<X509Certificate>(material.chain());
        certificates.addAll(material.trust());
        told.keySet().retainAll(certificates);
        var due = new ArrayList<CertificateExpiry>();
        for (X509Certificate certificate : certificates) {
            Instant notAfter = certificate.getNotAfter().toInstant();
            OptionalInt stage = stage(notAfter, now);
            if (stage.isPresent() && stage.getAsInt() < told.getOrDefault(certificate, Integer.MAX_VALUE)) {
                told.put(certificate, stage.getAsInt());
                due.add(new CertificateExpiry(
                        certificate.getSubjectX500Principal().getName(),
                        certificate.getSerialNumber().toString(16),
                        notAfter,
                        stage.getAsInt()));
            }
        }
        return due;
    }
}
