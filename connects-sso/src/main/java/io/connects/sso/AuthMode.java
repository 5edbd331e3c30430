package io.connects.sso;

import java.util.Locale;

/**
 * How a system, or one of its users, signs in.
 *
 * @see <a href="https://developer.cisco.com/docs/finesse/systeminfo">Finesse's SystemInfo, which tells it as systemAuthMode</a>
 */
public enum AuthMode {
    /** By the company's identity provider. */
    SSO,
    /** By a password that the contact center knows. */
    NON_SSO,
    /** Some users so, others otherwise; never a user's own mode. */
    HYBRID,
    /** Not told, or in a word that nobody here knows. */
    UNKNOWN;

    /** Reads a word of Finesse's in any case, with hyphen, space or underscore; never fails. */
    public static AuthMode of(String word) {
        return switch (word.strip().toUpperCase(Locale.ROOT).replaceAll("[-\\s]", "_")) {
            case "SSO" -> SSO;
            case "NON_SSO", "NONSSO" -> NON_SSO;
            case "HYBRID" -> HYBRID;
            default -> UNKNOWN;
        };
    }
}
