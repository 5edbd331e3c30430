package io.connects.salesforce.routing;

import io.connects.core.PeerRefusedException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.http.ClientResources;
import io.connects.core.routing.AssignmentResult.Scope;
import io.connects.salesforce.internal.Cached;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Answers questions about single things by asking about many of them at once. Every question is sent after it was put. Thread-safe.
 *
 * <p>One thing does not spoil the answer about the others: a question that fails for a reason that may lie in one of them is asked again in
 * halves, one after another. When nobody could answer, everybody is told so.
 */
final class Gathered<K, V> {
    /** Asks about many. The function gives the answer about one, or throws when there is none about this one. */
    interface Question<K, V> {
        CompletableFuture<Function<K, V>> ask(List<K> keys);
    }

    private record Asked<K, V>(K key, CompletableFuture<V> answer) {
        void tell(Function<K, V> answers) {
            try {
                answer.complete(answers.apply(key));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }
    }

    /** What an answer brings about, a route's next reads above all, comes within so much. */
    private static final Duration AFTER_ANSWER = Duration.ofMillis(5);

    private static final Duration BEHIND_A_SLOW_ONE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int AT_ONCE = 4;

    private final Question<K, V> question;
    private final Batches<Asked<K, V>> batches;

    /** @param most things in one question */
    Gathered(int most, ClientResources on, Question<K, V> question) {
        this.question = question;
        var rules = new Batches.Rules(most, AT_ONCE, AFTER_ANSWER, BEHIND_A_SLOW_ONE, Duration.ZERO);
        this.batches = new Batches<>(rules, on, one -> one, this::answer);
    }

    CompletableFuture<V> get(K key) {
        var asked = new Asked<>(key, new CompletableFuture<V>());
        batches.add(asked, LONGEST);
        return asked.answer();
    }

    void close() {
        batches.close();
    }

    private CompletableFuture<Void> answer(List<Asked<K, V>> batch) {
        return ask(batch.stream().map(Asked::key).distinct().toList())
                .thenAccept(answers -> batch.forEach(one -> one.tell(answers)))
                .exceptionallyCompose(failure -> failed(batch, Cached.cause(failure)));
    }

    private CompletableFuture<Void> failed(List<Asked<K, V>> batch, Throwable cause) {
        if (batch.size() == 1 || !mayLieInOne(cause)) {
            batch.forEach(one -> one.answer().completeExceptionally(cause));
            return CompletableFuture.completedFuture(null);
        }
        int half = batch.size() / 2;
        return answer(batch.subList(0, half)).thenCompose(done -> answer(batch.subList(half, batch.size())));
    }

    private CompletableFuture<Function<K, V>> ask(List<K> keys) {
        try {
            return question.ask(keys);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** An id that the object does not take, a record that cannot be read, a query or an answer that is too long. */
    private static boolean mayLieInOne(Throwable cause) {
        return cause instanceof PeerRefusedException refused
                ? RefusalTable.scope(refused) == Scope.ONE
                : cause instanceof ProtocolViolationException || cause instanceof IllegalArgumentException;
    }
}
