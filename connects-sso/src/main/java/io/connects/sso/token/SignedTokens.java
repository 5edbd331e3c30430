package io.connects.sso.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import io.connects.core.Secret;
import io.connects.sso.token.Verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks tokens of releases from 12.6(2) on: RS256 and nothing else, a key of IdS, a known issuer, times, use, and that the inner and the outer part agree.
 * What the token says is looked at before keys are asked for, so that forgeries cause few questions; it is believed after its signature was checked. Thread-safe.
 *
 * @see <a href="https://developer.cisco.com/docs/finesse/client-side-token-validation">Finesse developer guide: client-side token validation</a>
 */
public final class SignedTokens implements TokenValidator {
    private static final String ALGORITHM = "RS256";
    /** What the header of a token is to the verifier: the reader has seen to the algorithm, and refuses headers with {@code crit}. */
    private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.RS256);

    /** Both tell the same time, one in seconds and the other in milliseconds; how near they are is not public. */
    private static final Duration INNER_AND_OUTER = Duration.ofSeconds(5);

    private final Set<String> issuers;
    private final Duration skew;
    private final KeySet keys;
    private final InstantSource clock;
    private final SeenTokens seen;

    /**
     * @param issuers host names of the IdS nodes, as they say in {@code iss}
     * @param skew by how much clocks may differ; 30 s are plenty where all follow NTP, as IdS demands
     * @param clock the wall clock
     * @param remembered how many good tokens are remembered, by their SHA-256, so that they need not be checked again; 0 for none
     * @throws IllegalArgumentException naming the fault
     */
    public SignedTokens(Set<String> issuers, Duration skew, KeySet keys, InstantSource clock, int remembered) {
        if (issuers.isEmpty() || issuers.contains("")) {
            throw new IllegalArgumentException("issuers: at least one is needed, and none may be empty");
        }
        if (skew.isNegative()) {
            throw new IllegalArgumentException("skew: must not be negative, was " + skew);
        }
        if (remembered < 0) {
            throw new IllegalArgumentException("remembered: must not be negative, was " + remembered);
        }
        this.issuers = issuers.stream().map(SignedTokens::lower).collect(Collectors.toUnmodifiableSet());
        this.skew = skew;
        this.keys = keys;
        this.clock = clock;
        this.seen = new SeenTokens(remembered);
    }

    @Override
    public CompletableFuture<Verdict> validate(Secret token, Usage usage) {
        Instant now = clock.instant();
        SeenTokens.Seen before = seen.get(token, now);
        if (before != null && keys.holds(before.key())) {
            Verdict.Refused refusal = refusal(before.claims(), usage, now);
            return CompletableFuture.completedFuture(refusal == null ? new Verdict.Good(before.claims()) : refusal);
        }
        if (!(TokenReader.read(token) instanceof TokenReading.Signed signed)) {
            return refused(Reason.MALFORMED, TokenReader.read(token).explain());
        }
        if (!signed.algorithm().equals(ALGORITHM)) {
            return refused(Reason.ALGORITHM, "it is not signed by " + ALGORITHM);
        }
        Verdict.Refused refusal = refusal(signed.claims(), usage, now);
        if (refusal != null) {
            return CompletableFuture.completedFuture(refusal);
        }
        return keys.keys().thenCompose(held -> {
            Verdict verdict = verified(token, signed, held);
            return verdict instanceof Verdict.Good
                    ? CompletableFuture.completedFuture(verdict)
                    : keys.newer().thenApply(newer -> newer.equals(held) ? verdict : verified(token, signed, newer));
        });
    }

    private Verdict verified(Secret token, TokenReading.Signed signed, List<VerificationKey> held) {
        List<VerificationKey> named = held.stream()
                .filter(key -> signed.keyId().isEmpty()
                        || key.keyId().isEmpty()
                        || key.keyId().equals(signed.keyId()))
                .toList();
        if (named.isEmpty()) {
            return new Verdict.Refused(Reason.UNKNOWN_KEY, "it names a key that IdS does not give");
        }
        for (VerificationKey key : named) {
            if (isSignedBy(key, token)) {
                seen.put(token, new SeenTokens.Seen(signed.claims(), key), clock.instant());
                return new Verdict.Good(signed.claims());
            }
        }
        return new Verdict.Refused(Reason.SIGNATURE, "no key of IdS has signed it");
    }

    private static boolean isSignedBy(VerificationKey key, Secret token) {
        String text = token.reveal();
        int lastDot = text.lastIndexOf('.');
        try {
            return new RSASSAVerifier(key.key())
                    .verify(
                            HEADER,
                            text.substring(0, lastDot).getBytes(StandardCharsets.US_ASCII),
                            new Base64URL(text.substring(lastDot + 1)));
        } catch (JOSEException | IllegalArgumentException e) {
            return false; // a signature that cannot be checked is none
        }
    }

    private Verdict.@Nullable Refused refusal(TokenClaims claims, Usage usage, Instant now) {
        TokenClaims.Subject subject = claims.subject();
        if (!issuers.contains(lower(claims.issuer()))) {
            return new Verdict.Refused(Reason.ISSUER, "it is of another IdS");
        }
        if (!now.isBefore(claims.expiresAt().plus(skew))
                || !now.isBefore(subject.expiresAt().plus(skew))) {
            return new Verdict.Refused(Reason.EXPIRED, "it has expired");
        }
        if (claims.issuedAt().isAfter(now.plus(skew))) {
            return new Verdict.Refused(Reason.NOT_YET, "it will be issued only later, by this clock");
        }
        if (!subject.usage().equals(usage.word())) {
            return new Verdict.Refused(Reason.USAGE, "it is no " + usage.word() + " token");
        }
        Duration apart =
                Duration.between(claims.expiresAt(), subject.expiresAt()).abs();
        if (claims.id().isEmpty() || !claims.id().equals(subject.tokenId()) || apart.compareTo(INNER_AND_OUTER) > 0) {
            return new Verdict.Refused(Reason.INCONSISTENT, "its inner and outer part do not agree");
        }
        if (usage == Usage.ACCESS && subject.userId().isEmpty()) {
            return new Verdict.Refused(Reason.INCONSISTENT, "it is about nobody");
        }
        return null;
    }

    private static CompletableFuture<Verdict> refused(Reason reason, String why) {
        return CompletableFuture.completedFuture(new Verdict.Refused(reason, why));
    }

    private static String lower(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
