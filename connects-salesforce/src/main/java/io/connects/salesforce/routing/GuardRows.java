package io.connects.salesforce.routing;

import io.connects.core.http.ClientResources;
import io.connects.salesforce.ApiBudget;
import io.connects.salesforce.RecordResult;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.internal.Cached;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes guard rows that guard nothing any more: a create lands within minutes or never. Every hour, {@value #MOST} at most, as far as the budget of
 * API requests has room for extras. Thread-safe.
 */
final class GuardRows {
    private static final Logger log = LoggerFactory.getLogger(GuardRows.class);

    private static final int MOST = 2_000;
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(1);

    private final SalesforceRest rest;
    private final ClientResources on;
    private boolean closed;
    private @Nullable Future<?> next;

    GuardRows(SalesforceClient client) {
        this.rest = client.rest().at(ApiBudget.Priority.EXTRAS);
        this.on = client.resources();
    }

    void start() {
        schedule();
    }

    synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private synchronized void schedule() {
        if (closed) {
            return;
        }
        try {
            next = on.timer().schedule(() -> on.callbacks().execute(this::run), EVERY.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("salesforce guard-rows=left: the client is closed");
        }
    }

    private void run() {
        var unused = sweep().whenComplete((deleted, failure) -> {
            if (failure != null) {
                log.info(
                        "salesforce guard-rows=left reason=\"{}\"",
                        Cached.cause(failure).getMessage());
            } else if (deleted > 0) {
                log.debug("salesforce guard-rows=deleted count={}", deleted);
            }
            schedule();
        });
    }

    /** Answers how many were deleted. */
    CompletableFuture<Integer> sweep() {
        String before =
                on.clock().instant().minus(KEPT).truncatedTo(ChronoUnit.SECONDS).toString();
        return rest.query("SELECT Id FROM " + GuardedAssignments.TYPE + " WHERE CreatedDate < " + before
                        + " ORDER BY CreatedDate LIMIT " + MOST)
                .thenCompose(rows -> delete(
                        rows.stream().map(SObject::id).map(SalesforceId::of).toList(), 0));
    }

    private CompletableFuture<Integer> delete(List<SalesforceId> ids, int deleted) {
        if (ids.isEmpty()) {
            return CompletableFuture.completedFuture(deleted);
        }
        int some = Math.min(ids.size(), SalesforceRest.MAX_COLLECTION);
        return rest.deleteAll(false, ids.subList(0, some)).thenCompose(results -> {
            int gone = (int) results.stream().filter(RecordResult::success).count();
            return delete(ids.subList(some, ids.size()), deleted + gone);
        });
    }
}
