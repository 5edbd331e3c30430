package io.connects.simulators.ids;

import java.time.Duration;

/**
 * How long what the identity service issues is good for. The ranges are the product's: see the UCCE features guide, chapter on single sign-on.
 *
 * @param code of an authorization code, 1 to 10 min
 * @param access of an access token, 5 to 120 min
 * @param refresh of a refresh token, 2 to 24 h
 * @param testMode whether other positive lifetimes are allowed too
 */
public record Lifetimes(Duration code, Duration access, Duration refresh, boolean testMode) {
    /** What an installation begins with. */
    public static final Lifetimes DEFAULT =
            new Lifetimes(Duration.ofMinutes(1), Duration.ofMinutes(60), Duration.ofHours(10), false);

    /** Checks. */
    public Lifetimes {
        check("code", code, Duration.ofMinutes(1), Duration.ofMinutes(10), testMode);
        check("access", access, Duration.ofMinutes(5), Duration.ofMinutes(120), testMode);
        check("refresh", refresh, Duration.ofHours(2), Duration.ofHours(24), testMode);
    }

    /** Lifetimes that the product does not allow, for tests that cannot wait. */
    public static Lifetimes forTests(Duration access, Duration refresh) {
        return new Lifetimes(Duration.ofMinutes(1), access, refresh, true);
    }

    private static void check(String name, Duration value, Duration least, Duration most, boolean testMode) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": must be positive, was " + value);
        }
        if (!testMode && (value.compareTo(least) < 0 || value.compareTo(most) > 0)) {
            throw new IllegalArgumentException(
                    name + ": must be between " + least + " and " + most + " outside of tests, was " + value);
        }
    }
}
