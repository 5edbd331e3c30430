package io.connects.simulators.finesse;

/** How users of a pair have to log in. */
public enum AuthMode {
    /** Everybody with a password. */
    NON_SSO,
    /** Everybody but administrators by single sign-on. */
    SSO,
    /** Those whose account says so by single sign-on, the others with a password; CCE only. */
    HYBRID
}
