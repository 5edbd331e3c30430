package io.connects.sso.token;

/** What is to be thought of a token. */
public sealed interface Verdict {
    /** Only IdS can tell: the token is opaque, and was passed through. */
    record Unverified() implements Verdict {}

    /** It is genuine, in time, and for the use asked about. */
    record Good(TokenClaims claims) implements Verdict {}

    /** It must not be believed. */
    record Refused(Reason reason, String why) implements Verdict {}

    /** Why a token must not be believed. */
    enum Reason {
        /** It is no signed token of IdS at all. */
        MALFORMED,
        /** It is to be checked in another way than by RS256. */
        ALGORITHM,
        /** It names a key that IdS does not give. */
        UNKNOWN_KEY,
        /** No key of IdS has signed it. */
        SIGNATURE,
        /** It is of an IdS that is not known here. */
        ISSUER,
        /** Its time is over. */
        EXPIRED,
        /** Its time has not come: look at the clocks. */
        NOT_YET,
        /** It is a refresh token where an access token was due, or the other way round. */
        USAGE,
        /** Its inner and outer parts say different things. */
        INCONSISTENT
    }
}
