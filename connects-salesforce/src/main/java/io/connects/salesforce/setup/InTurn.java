package io.connects.salesforce.setup;

import io.connects.core.PeerRefusedException;
import io.connects.salesforce.internal.Cached;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Questions to an org, one after the other. */
final class InTurn {
    private InTurn() {}

    /** All answers, in order; the first failure ends it. */
    static <I, T> CompletableFuture<List<T>> all(List<I> items, Function<I, CompletableFuture<List<T>>> question) {
        CompletableFuture<List<T>> answers = CompletableFuture.completedFuture(List.of());
        for (I item : items) {
            answers = answers.thenCompose(before -> question.apply(item).thenApply(more -> {
                var both = new ArrayList<>(before);
                both.addAll(more);
                return List.copyOf(both);
            }));
        }
        return answers;
    }

    /** The answer, or what is made of a refusal; every other failure stays one. */
    static <T> CompletableFuture<T> orRefused(
            Supplier<CompletableFuture<T>> question, Function<PeerRefusedException, T> refused) {
        return CompletableFuture.completedFuture(question)
                .thenCompose(Supplier::get)
                .exceptionallyCompose(failure -> Cached.cause(failure) instanceof PeerRefusedException refusal
                        ? CompletableFuture.completedFuture(refused.apply(refusal))
                        : CompletableFuture.failedFuture(Cached.cause(failure)));
    }
}
