package io.connects.salesforce.routing;

import io.connects.core.routing.Psr;
import io.connects.core.routing.WorkSource;
import io.connects.salesforce.ClientResources;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.internal.Cached;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all PSRs, again and again until it succeeds, and then from time to time. A new beginning voids what is under way; a
 * repetition waits for its end, so that however many are asked for, each snapshot comes to an end. Owned by the source's
 * serial executor: methods are called there, and the listener too.
 */
final class Snapshots {
    private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

    private final SalesforceRest rest;
    private final ClientResources resources;
    private final ExternalRoutingOptions options;
    private final Executor serial;
    private final WorkSource.Listener listener;
    private final Consumer<String> health;
    private @Nullable Future<?> next;
    private int generation;
    private int failures;
    private boolean underWay;
    private boolean repeating;
    private @Nullable String wanted;
    private String query = "";

    /** @param health is told why snapshots fail, and an empty text when one succeeded */
    Snapshots(
            SalesforceRest rest,
            ClientResources resources,
            ExternalRoutingOptions options,
            Executor serial,
            WorkSource.Listener listener,
            Consumer<String> health) {
        this.rest = rest;
        this.resources = resources;
        this.options = options;
        this.serial = serial;
        this.listener = listener;
        this.health = health;
    }

    void begin(Schema schema, String reason) {
        query = schema.snapshot();
        failures = 0;
        read(reason);
    }

    /** Reads again soon, once however often this is asked; nothing when it never began. */
    void repeat(String reason) {
        if (query.isEmpty()) {
            return;
        }
        if (underWay) {
            wanted = reason;
        } else if (!repeating) {
            repeating = true;
            schedule(options.retry().delay(Math.max(1, failures), resources.random()), reason);
        }
    }

    void stop() {
        generation++;
        underWay = false;
        repeating = false;
        wanted = null;
        cancel();
    }

    private void read(String reason) {
        stop();
        underWay = true;
        int mine = generation;
        Instant from = resources.clock().instant();
        listener.snapshotStarted(from, reason);
        var unused = rest.query(query, page -> page(mine, page)).whenComplete((done, failure) -> {
            Instant to = resources.clock().instant();
            serial.execute(() -> {
                if (mine == generation) {
                    ended(from, to, failure);
                }
            });
        });
    }

    /** Complete when the listener has had the page, so that no more than one page is in memory for a slow one. */
    private CompletionStage<?> page(int mine, List<SObject> page) {
        return CompletableFuture.runAsync(
                () -> {
                    if (mine == generation) {
                        listener.snapshotPage(psrs(page));
                    }
                },
                serial);
    }

    /** The records that can be read; one that cannot is named in the log and does not stop the others. */
    static List<Psr> psrs(List<SObject> records) {
        return records.stream().flatMap(one -> Mapped.psr(one).stream()).toList();
    }

    private void ended(Instant from, Instant to, @Nullable Throwable failure) {
        underWay = false;
        if (failure == null) {
            failures = 0;
            listener.snapshotEnded(from, to);
            health.accept("");
            if (wanted == null) {
                schedule(options.snapshotEvery(), "periodic");
            } else {
                repeat(wanted);
            }
            return;
        }
        failures++;
        String why = String.valueOf(Cached.cause(failure).getMessage());
        Duration delay = options.retry().delay(failures, resources.random());
        log.warn("salesforce snapshot=failed attempts={} again-in={}ms reason=\"{}\"", failures, delay.toMillis(), why);
        health.accept("no snapshot: " + why);
        schedule(delay, "the last one failed: " + why);
    }

    private void schedule(Duration delay, String reason) {
        cancel();
        int mine = generation;
        try {
            next = resources
                    .timer()
                    .schedule(
                            () -> serial.execute(() -> {
                                if (mine == generation) {
                                    read(reason);
                                }
                            }),
                            delay.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("salesforce snapshot=ended: the client is closed");
        }
    }

    private void cancel() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }
}
