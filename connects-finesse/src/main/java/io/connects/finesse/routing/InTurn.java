package io.connects.finesse.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Asks one question after another, no faster than a pace, so that a server has time for its agents. Immutable. */
final class InTurn {
    private final ScheduledExecutorService timer;
    private final Duration pace;

    /** @param pace from one question to the next, at least */
    InTurn(ScheduledExecutorService timer, Duration pace) {
        this.timer = timer;
        this.pace = pace;
    }

    /** The answers that there are, in order; fails with the first question that fails, and asks no more. */
    <Q, A> CompletableFuture<List<A>> ask(List<Q> questions, Function<Q, CompletableFuture<Optional<A>>> ask) {
        var answers = new ArrayList<A>();
        CompletableFuture<?> last = CompletableFuture.completedFuture(null);
        boolean isFirst = true;
        for (Q question : questions) {
            boolean waits = !isFirst;
            isFirst = false;
            last = last.thenCompose(done -> waits ? pause() : CompletableFuture.completedFuture(null))
                    .thenCompose(done -> ask.apply(question))
                    .thenAccept(answer -> answer.ifPresent(answers::add));
        }
        return last.thenApply(done -> List.copyOf(answers));
    }

    private CompletableFuture<?> pause() {
        var over = new CompletableFuture<Boolean>();
        var unused = timer.schedule((Runnable) () -> over.complete(true), pace.toNanos(), TimeUnit.NANOSECONDS);
        return over;
    }
}
