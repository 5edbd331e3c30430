package io.connects.host;

import io.connects.core.ConnectsException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for answers, as commands do. */
final class Answer {
    private Answer() {}

    /** The answer, once it is there; throws the {@link ConnectsException} that it failed with. */
    static <T> T of(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ConnectsException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
