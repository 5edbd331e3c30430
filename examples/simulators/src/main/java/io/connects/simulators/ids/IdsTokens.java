package io.connects.simulators.ids;

import io.connects.core.Secret;
import java.time.Duration;

/**
 * What one sign-in or refresh gave.
 *
 * @param expiresIn of the access token, from now on
 */
public record IdsTokens(Secret access, Secret refresh, Duration expiresIn, IdsUser user) {}
