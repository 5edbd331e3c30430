package io.connects.sso.token;

/** What a token looks like from outside. Nothing was verified: believe none of it before {@link TokenValidator} has. */
public sealed interface TokenReading {
    /** How many characters of a part are explained. */
    int MAX_SHOWN = 80;

    /** Meant for IdS alone, as all tokens up to release 12.6(1) are by default. */
    record Opaque(int length) implements TokenReading {}

    /**
     * Signed, as tokens from release 12.6(2) on are.
     *
     * @param keyId {@code kid}, empty when there is none
     */
    record Signed(String algorithm, String keyId, TokenClaims claims) implements TokenReading {}

    /** Looks signed, and cannot be one of IdS. */
    record Malformed(String why) implements TokenReading {}

    /** For people, on one line: what it is for and until when, without anything that could be used in its place. */
    default String explain() {
        if (this instanceof Opaque opaque) {
            return "opaque token of " + opaque.length()
                    + " characters: IdS alone can read it (release 12.6(1) and earlier)";
        }
        if (this instanceof Malformed malformed) {
            return "malformed token: " + malformed.why();
        }
        var signed = (Signed) this;
        TokenClaims claims = signed.claims();
        TokenClaims.Subject subject = claims.subject();
        return (subject.usage().isEmpty() ? "signed" : shown(subject.usage())) + " token, not verified: alg="
                + shown(signed.algorithm()) + " kid=" + shown(signed.keyId()) + " iss=" + shown(claims.issuer())
                + " user="
                + shown(subject.userId()) + " realm=" + shown(subject.realm()) + " client="
                + shortened(subject.clientId())
                + " issued=" + claims.issuedAt() + " expires=" + claims.expiresAt() + " id=" + shortened(claims.id())
                + " scope=" + shown(String.join(",", subject.scope()));
    }

    /** A token may come from anybody, and so may what is in it. */
    private static String shown(String text) {
        String plain = text.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S}]+", "?");
        return plain.isEmpty() ? "-" : plain.length() <= MAX_SHOWN ? plain : plain.substring(0, MAX_SHOWN) + "…";
    }

    private static String shortened(String id) {
        return id.isEmpty() ? "-" : id.length() <= 8 ? "…" : shown(id.substring(0, 4)) + "…";
    }
}
