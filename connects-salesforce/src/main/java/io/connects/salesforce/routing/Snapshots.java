package io.connects.salesforce.routing;

import io.connects.core.http.ClientResources;
import io.connects.core.routing.Psr;
import io.connects.core.routing.WorkSource;
import io.connects.salesforce.ApiBudget;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceClient;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all PSRs, again and again until it succeeds, and then what changed from time to time, often while no events arrive, and all of them once a
 * day. A new beginning voids what is under way; a repetition waits for its end, so that however many are asked for, each snapshot comes to an
 * end. Owned by the source's serial executor: methods are called there, and the listener too.
 */
final class Snapshots {
    private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

    /** What one request reads. So few are read whole rather than asked for by changes, which takes two. */
    private static final int ONE_PAGE = 2_000;

    private static final Duration DELETIONS_EVERY = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final SalesforceRest rest;
    private final ApiBudget budget;
    private final ClientResources resources;
    private final ExternalRoutingOptions options;
    private final Described<Schema> schemas;
    private final Supplier<CompletableFuture<Void>> permission;
    private final Executor serial;
    private final WorkSource.Listener listener;
    private final Consumer<String> health;
    private final Changes changes;
    private @Nullable Future<?> next;
    private int generation;
    private int failures;
    private int rows;
    private long readAllNanos;
    private boolean begun;
    private boolean complete;
    private boolean underWay;
    private boolean repeating;
    private boolean polling;
    private boolean missesDeletions;
    private @Nullable String wanted;

    /**
     * @param permission is asked before each look; while it fails, nothing is read
     * @param health is told why reading fails, and an empty text when it succeeded
     */
    Snapshots(
            SalesforceClient client,
            ClientResources resources,
            ExternalRoutingOptions options,
            Described<Schema> schemas,
            Supplier<CompletableFuture<Void>> permission,
            Executor serial,
            WorkSource.Listener listener,
            Consumer<String> health) {
        this.rest = client.rest();
        this.budget = client.budget();
        this.resources = resources;
        this.options = options;
        this.schemas = schemas;
        this.permission = permission;
        this.serial = serial;
        this.listener = listener;
        this.health = health;
        this.changes = new Changes(resources.clock(), serial, listener);
    }

    /** Reads all now. */
    void begin(String reason) {
        begun = true;
        failures = 0;
        complete = false;
        readAll(reason);
    }

    /** Whether all were read since the last beginning. */
    boolean complete() {
        return complete;
    }

    /** Reads all again soon, once however often this is asked; nothing when it never began. */
    void repeat(String reason) {
        if (!begun) {
            return;
        }
        if (underWay) {
            wanted = reason;
        } else if (!repeating) {
            repeating = true;
            schedule(retryDelay(), () -> readAll(reason));
        }
    }

    /** Reads as often as the budget pays for, because no events arrive, or as before. */
    void polls(boolean value, String reason) {
        polling = value;
        if (value && !begun) {
            begin(reason);
        } else if (!underWay && !repeating) {
            schedule(interval(), this::again);
        }
    }

    /** Asks for deletions often, because no event tells of them. */
    void missesDeletions(boolean value) {
        missesDeletions = value;
    }

    /** How long until the next look, with what the budget has left. */
    Duration interval() {
        if (polling) {
            return budget.interval(ApiBudget.Priority.READ, requests(), options.pollFastest(), options.pollSlowest());
        }
        Duration wished = options.snapshotEvery();
        if (missesDeletions && DELETIONS_EVERY.compareTo(wished) < 0) {
            wished = DELETIONS_EVERY;
        }
        boolean untold = budget.account().max() == 0;
        Duration longest = wished.compareTo(LONGEST) < 0 ? LONGEST : wished;
        return untold ? wished : budget.interval(ApiBudget.Priority.RECONCILE, requests(), wished, longest);
    }

    private int requests() {
        return rows <= ONE_PAGE && polling ? 1 : 2;
    }

    void stop() {
        halt();
        begun = false;
    }

    private void halt() {
        generation++;
        underWay = false;
        repeating = false;
        wanted = null;
        cancel();
    }

    /** The next look: at changes if they can be told from here on, and if that is less work. */
    private void again() {
        long age = resources.nanos().getAsLong() - readAllNanos;
        boolean due = age >= options.readAllEvery().toNanos();
        if (due || !changes.possible() || (polling && rows <= ONE_PAGE)) {
            readAll(polling ? "no events arrive" : "periodic", unhurried());
        } else {
            readChanges();
        }
    }

    /** What nothing calls for but the time gives way to what is new. */
    private SalesforceRest unhurried() {
        return polling ? rest : rest.at(ApiBudget.Priority.RECONCILE);
    }

    private void readAll(String reason) {
        readAll(reason, rest);
    }

    private void readAll(String reason, SalesforceRest by) {
        halt();
        underWay = true;
        int mine = generation;
        Instant from = resources.clock().instant();
        changes.restart();
        rows = 0;
        listener.snapshotStarted(from, reason);
        var unused = permission
                .get()
                .thenCompose(granted -> schemas.ask(known -> by.query(known.snapshot(), page -> page(mine, page))))
                .whenComplete((done, failure) -> onSerial(mine, () -> {
                    underWay = false;
                    if (failure == null) {
                        readAllNanos = resources.nanos().getAsLong();
                        complete = true;
                        listener.snapshotEnded(from, resources.clock().instant());
                        succeeded();
                    } else {
                        failed(failure, this::readAll);
                    }
                }));
    }

    /** Complete when the listener has had the page, so that no more than one page is in memory for a slow one. */
    private CompletionStage<?> page(int mine, List<SObject> page) {
        return CompletableFuture.runAsync(
                () -> {
                    if (mine == generation) {
                        rows += page.size();
                        changes.note(page);
                        listener.snapshotPage(psrs(page));
                    }
                },
                serial);
    }

    /** The records that can be read; one that cannot is named in the log and does not stop the others. */
    static List<Psr> psrs(List<SObject> records) {
        return records.stream().flatMap(one -> Mapped.psr(one).stream()).toList();
    }

    private void readChanges() {
        if (!polling && !budget.hasRoom(ApiBudget.Priority.RECONCILE)) {
            log.warn("salesforce reconciliation=put-off reason=\"the API budget has no room for it\"");
            schedule(interval(), this::again);
            return;
        }
        halt();
        underWay = true;
        int mine = generation;
        SalesforceRest by = polling ? rest : rest.at(ApiBudget.Priority.RECONCILE);
        var unused = schemas.ask(known -> changes.read(known, by))
                .whenComplete((gapless, failure) -> onSerial(mine, () -> {
                    underWay = false;
                    if (failure != null) {
                        failed(failure, reason -> readChanges());
                    } else if (gapless) {
                        succeeded();
                    } else {
                        readAll("deletions are not known back to the last look");
                    }
                }));
    }

    private void succeeded() {
        failures = 0;
        health.accept("");
        if (wanted == null) {
            schedule(interval(), this::again);
        } else {
            repeat(wanted);
        }
    }

    private void failed(Throwable failure, Consumer<String> retry) {
        failures++;
        String why = String.valueOf(Cached.cause(failure).getMessage());
        Duration delay = retryDelay();
        log.warn("salesforce snapshot=failed attempts={} again-in={}ms reason=\"{}\"", failures, delay.toMillis(), why);
        health.accept("no snapshot: " + why);
        schedule(delay, () -> retry.accept("the last one failed: " + why));
    }

    private Duration retryDelay() {
        return options.retry().delay(Math.max(1, failures), resources.random());
    }

    private void schedule(Duration delay, Runnable read) {
        cancel();
        int mine = generation;
        try {
            next = resources.timer().schedule(() -> onSerial(mine, read), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("salesforce snapshot=ended: the client is closed");
        }
    }

    /** Runs this unless something else has begun meanwhile. */
    private void onSerial(int mine, Runnable task) {
        serial.execute(() -> {
            if (mine == generation) {
                task.run();
            }
        });
    }

    private void cancel() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }
}
