package io.connects.salesforce.routing;

import io.connects.core.routing.Psr;
import io.connects.core.routing.WorkSource;
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
 * Reads PSRs whose event did not tell everything, many at a time and one request at a time. Owned by the source's serial executor: methods are
 * called there, and the listener too.
 */
final class Rereads {
    static final int MOST = 200;

    private final Function<List<String>, CompletableFuture<List<Psr>>> read;
    private final InstantSource clock;
    private final Executor serial;
    private final WorkSource.Listener listener;
    private final Consumer<String> failed;
    private final Set<String> waiting = new LinkedHashSet<>();
    private boolean reading;

    /** @param failed is told why a read failed; the ids are forgotten, and a snapshot should follow */
    Rereads(
            Function<List<String>, CompletableFuture<List<Psr>>> read,
            InstantSource clock,
            Executor serial,
            WorkSource.Listener listener,
            Consumer<String> failed) {
        this.read = read;
        this.clock = clock;
        this.serial = serial;
        this.listener = listener;
        this.failed = failed;
    }

    void add(String psrId) {
        waiting.add(psrId);
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
                .whenComplete((psrs, failure) -> serial.execute(() -> answered(asked, ids, psrs, failure)));
    }

    private void answered(Instant asked, List<String> ids, @Nullable List<Psr> psrs, @Nullable Throwable failure) {
        reading = false;
        if (psrs == null) {
            failed.accept(
                    failure == null ? "" : String.valueOf(Cached.cause(failure).getMessage()));
        } else {
            var gone = new LinkedHashSet<>(ids);
            for (Psr psr : psrs) {
                gone.remove(psr.id());
                listener.changed(psr, asked);
            }
            gone.forEach(id -> listener.removed(id, asked));
        }
        next();
    }
}
