package io.connects.simulators.ids;

/** What tokens are made of. */
public enum TokenFormat {
    /** As up to release 12.6(1): nobody but the identity service can read them. */
    OPAQUE,
    /** As from release 12.6(2) on: JWTs with an RS256 signature. */
    SIGNED
}
