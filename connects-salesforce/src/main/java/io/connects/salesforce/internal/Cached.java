package io.connects.salesforce.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is fetched when first asked for, once however many ask, and kept until it is dropped. A failure is not kept: whoever asks next
 * tries again. Thread-safe.
 */
public final class Cached<T> {
    private final Supplier<CompletableFuture<T>> fetch;
    private @Nullable CompletableFuture<T> current;

    public Cached(Supplier<CompletableFuture<T>> fetch) {
        this.fetch = fetch;
    }

    public CompletableFuture<T> get() {
        var fetching = new CompletableFuture<T>();
        synchronized (this) {
            if (current != null && !current.isCompletedExceptionally()) {
                return current.copy();
            }
            current = fetching;
        }
        var unused = fetched().whenComplete((value, failure) -> {
            if (failure == null) {
                fetching.complete(value);
            } else {
                fetching.completeExceptionally(cause(failure));
            }
        });
        return fetching.copy();
    }

    private CompletableFuture<T> fetched() {
        try {
            return fetch.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Complete when nothing is being fetched, whatever became of it. */
    public synchronized CompletableFuture<Boolean> settled() {
        return current == null ? CompletableFuture.completedFuture(true) : current.handle((value, failure) -> true);
    }

    /** Forgets the value if it is of this kind; one that is still being fetched stays. */
    public synchronized void dropIf(Predicate<T> unwanted) {
        if (current != null
                && current.isDone()
                && !current.isCompletedExceptionally()
                && unwanted.test(current.join())) {
            current = null;
        }
    }

    /** What a future failed with, without the wrapping of its stages. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
