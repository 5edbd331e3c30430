package io.connects.sso;

import io.connects.core.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What IdS or Finesse issued. Lives are the issuer's and count from the issue, so that no clock has to agree with its clock.
 *
 * @param refresh null when none came: after a refresh Finesse sends none, and the one before stays in use
 * @param accessLife positive
 * @param refreshLife of the refresh token from its issue on; null when none came or it does not tell
 * @param user null when the answer did not say
 */
public record IssuedTokens(
        Secret access,
        @Nullable Secret refresh,
        Duration accessLife,
        @Nullable Duration refreshLife,
        @Nullable TokenUser user) {
    public IssuedTokens {
        if (accessLife.isZero() || accessLife.isNegative()) {
            throw new IllegalArgumentException("accessLife: must be positive, was " + accessLife);
        }
    }
}
