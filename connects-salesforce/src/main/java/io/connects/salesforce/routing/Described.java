package io.connects.salesforce.routing;

import io.connects.core.PeerRefusedException;
import io.connects.salesforce.internal.Cached;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an org says about an object, and questions that are built from it. A field may be removed or hidden while we run: when Salesforce says so,
 * the object is described again, and the question asked once more if it has become another. Thread-safe.
 */
final class Described<S> {
    private static final Set<String> FIELD_IS_GONE = Set.of("INVALID_FIELD", "NO_SUCH_COLUMN", "MALFORMED_QUERY");

    private final Cached<S> cached;

    Described(Supplier<CompletableFuture<S>> describe) {
        this(new Cached<>(describe));
    }

    Described(Cached<S> cached) {
        this.cached = cached;
    }

    <T> CompletableFuture<T> ask(Function<S, CompletableFuture<T>> question) {
        return cached.get()
                .thenCompose(known -> question.apply(known).exceptionallyCompose(failure -> {
                    if (!fieldIsGone(failure)) {
                        return CompletableFuture.failedFuture(Cached.cause(failure));
                    }
                    cached.dropIf(held -> held == known);
                    return cached.get()
                            .thenCompose(now -> now.equals(known)
                                    ? CompletableFuture.failedFuture(Cached.cause(failure))
                                    : question.apply(now));
                }));
    }

    /** Whether a query was refused for a field that it names. */
    static boolean fieldIsGone(Throwable failure) {
        return Cached.cause(failure) instanceof PeerRefusedException refused && FIELD_IS_GONE.contains(refused.code());
    }
}
