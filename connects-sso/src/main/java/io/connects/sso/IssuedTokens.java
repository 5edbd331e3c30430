package io.connects.sso;

import io.connects.core.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What IdS or Finesse issued. Lives are the issuer's and count from the issue, so that no clock has to agree with its clock.
 *
 * @param refresh null when none came: after a refresh Finesse sends none, and the one before stays in use
 * @param accessLife positive, as the other
 * @param refreshLife of the refresh token from its issue on; null when none came or it does not tell
 * @param user null when the answer did not say
 */
public record IssuedTokens(
        Secret access,
        @Nullable Secret refresh,
        Duration accessLife,
        @Nullable Duration refreshLife,
        @Nullable TokenUser user) {
    /** No life is longer; IdS allows a day at most. */
    public static final Duration LONGEST = Duration.ofDays(30);

    /** @throws IllegalArgumentException when a life is not positive, or longer than {@link #LONGEST} */
    public IssuedTokens {
        requireLife("accessLife", accessLife);
        if (refreshLife != null) {
            requireLife("refreshLife", refreshLife);
        }
    }

    private static void requireLife(String name, Duration life) {
        if (!isLife(life)) {
            throw new IllegalArgumentException(name + ": must be positive and " + LONGEST + " at most, was " + life);
        }
    }

    static boolean isLife(Duration life) {
        return !life.isZero() && !life.isNegative() && life.compareTo(LONGEST) <= 0;
    }
}
