package io.connects.salesforce.routing;

import io.connects.salesforce.internal.Cached;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads records whose event did not tell everything, many at a time and one request at a time. Owned by the source's serial executor: methods are
 * called there, and what was found is told there.
 */
final class Rereads<T> {
    static final int MOST = 200;

    /** Is told what was found. */
    interface Found<T> {
        /** @param asked when it was asked for */
        void there(T record, Instant asked);

        void gone(String id, Instant asked);
    }

    private final Function<List<String>, CompletableFuture<List<T>>> read;
    private final Function<T, String> idOf;
    private final InstantSource clock;
    private final Executor serial;
    private final Found<T> found;
    private final Consumer<String> failed;
    private final Set<String> waiting = new LinkedHashSet<>();
    private boolean reading;

    /** @param failed is told why a read failed; the ids are forgotten, and a snapshot should follow */
    Rereads(
            Function<List<String>, CompletableFuture<List<T>>> read,
            Function<T, String> idOf,
            InstantSource clock,
            Executor serial,
            Found<T> found,
            Consumer<String> failed) {
        this.read = read;
        this.idOf = idOf;
        this.clock = clock;
        this.serial = serial;
        this.found = found;
        this.failed = failed;
    }

    void add(String id) {
        waiting.add(id);
        next();
    }

    private void next() {
        if (reading || waiting.isEmpty()) {
            return;
        }
        reading = true;
        List<String> ids = waiting.stream().limit(MOST).toList();
        ids.forEach(waiting::remove);
        Instant asked = clock.instant();
        var unused = read.apply(ids)
                .whenComplete((records, failure) -> serial.execute(() -> answered(asked, ids, records, failure)));
    }

    private void answered(Instant asked, List<String> ids, @Nullable List<T> records, @Nullable Throwable failure) {
        reading = false;
        if (records == null) {
            failed.accept(
                    failure == null ? "" : String.valueOf(Cached.cause(failure).getMessage()));
        } else {
            var gone = new LinkedHashSet<>(ids);
            for (T record : records) {
                gone.remove(idOf.apply(record));
                found.there(record, asked);
            }
            gone.forEach(id -> found.gone(id, asked));
        }
        next();
    }
}
