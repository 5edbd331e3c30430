package io.connects.sso;

import io.connects.core.Secret;
import java.util.concurrent.CompletableFuture;

/** Gets the next access token for the pair at hand, from IdS or from a Finesse node. */
@FunctionalInterface
public interface TokenRefresher {
    /**
     * Asks once. Both tokens must still be valid, or the answer is no.
     *
     * <p>Fails with {@link io.connects.core.NotAuthorisedException} when the user has to sign in again.
     */
    CompletableFuture<IssuedTokens> refresh(Secret access, Secret refresh);
}
