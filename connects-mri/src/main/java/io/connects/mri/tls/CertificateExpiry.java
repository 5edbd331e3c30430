package io.connects.mri.tls;

import java.time.Instant;

/**
 * A certificate of ours, or one by which peers are trusted, expires soon or has expired.
 *
 * @param subject whom it names
 * @param serialNumber as its issuer gave it, in hex digits
 * @param notAfter its last instant
 * @param daysAhead 30, 7 or 1: so many days are left at most; 0 when it has expired
 */
public record CertificateExpiry(String subject, String serialNumber, Instant notAfter, int daysAhead) {}
