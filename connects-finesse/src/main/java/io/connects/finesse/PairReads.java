package io.connects.finesse;

import io.connects.core.ConnectsException;
import io.connects.core.http.ClientResources;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * What a server or a pair of them tells when asked, without a session: the node that answered last is asked first, and the other one when it cannot
 * be reached or does not serve. Thread-safe.
 */
public final class PairReads {
    private final List<FinesseReads> nodes;
    private volatile int preferred;

    /** @param resources what it runs on; they stay the caller's */
    public PairReads(FinesseOptions options, ClientResources resources) {
        var identity = new Identity(options.credentials());
        ClientResources trusting =
                options.trustFiles().isEmpty() ? resources : resources.trusting(options.trustFiles());
        this.nodes = options.nodes().stream()
                .map(node -> new FinesseRest(node, identity, trusting, options.requestTimeout()).read())
                .toList();
    }

    /** Asks; fails as the last node that was asked did. */
    public <T> CompletableFuture<T> ask(Function<FinesseReads, CompletableFuture<T>> question) {
        int first = preferred;
        return question.apply(nodes.get(first)).exceptionallyCompose(failure -> {
            if (nodes.size() < 2 || !passes(failure)) {
                return CompletableFuture.failedFuture(failure);
            }
            int other = 1 - first;
            return question.apply(nodes.get(other)).whenComplete((answer, again) -> {
                if (again == null) {
                    preferred = other;
                }
            });
        });
    }

    private static boolean passes(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof ConnectsException known && known.retryable();
    }
}
