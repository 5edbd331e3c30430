package io.connects.salesforce;

import io.connects.core.Secret;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where the caller keeps the refresh token of one identity. Where an app rotates refresh tokens, each works once: whoever loses the newest has
 * to ask a person to log in again.
 *
 * <p>Methods are called on the client's callback executor, one call at a time. A failed stage, or a throw, fails the request for a token, and the
 * next one tries again.
 */
public interface RefreshTokenStore {
    /** The newest token. Asked before each refresh, so that one which a person has put there is found. */
    CompletionStage<Secret> current();

    /**
     * Keeps the token that takes the place of {@link #current()}. Neither it nor the access token that came with it is used before the stage
     * completes.
     */
    CompletionStage<?> rotated(Secret next);

    /** A store that forgets with the process: for apps that do not rotate, and for tests. Thread-safe. */
    static RefreshTokenStore inMemory(Secret first) {
        var newest = new AtomicReference<>(first);
        return new RefreshTokenStore() {
            @Override
            public CompletionStage<Secret> current() {
                return CompletableFuture.completedFuture(newest.get());
            }

            @Override
            public CompletionStage<?> rotated(Secret next) {
                newest.set(next);
                return CompletableFuture.completedFuture(null);
            }
        };
    }
}
