package io.connects.salesforce.streaming;

import io.connects.salesforce.AccessToken;
import io.connects.salesforce.ClientResources;
import io.connects.salesforce.SalesforceOptions;
import io.connects.salesforce.internal.Cached;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where each channel goes on: after the last event that was processed. Saved behind the processing, one save at a time, and never ahead of it.
 * Reads are thread-safe; the rest is thread-safe too, and called on the stream's serial executor.
 */
final class Positions {
    private static final Logger log = LoggerFactory.getLogger(Positions.class);
    /** A thousand events a second are a few saves a second. */
    private static final long SAVE_AFTER_MILLIS = 100;

    private final ReplayStore store;
    private final ReplayId unknown;
    private final SalesforceOptions options;
    private final ClientResources resources;
    private final Map<String, ReplayId> positions = new ConcurrentHashMap<>();
    private @Nullable CompletableFuture<Boolean> loaded;
    private String org = "";
    private boolean changed;
    private boolean due;
    private CompletableFuture<Void> saving = CompletableFuture.completedFuture(null);

    /** @param unknown where a channel begins of which the store knows nothing */
    Positions(ReplayStore store, ReplayId unknown, SalesforceOptions options, ClientResources resources) {
        this.store = store;
        this.unknown = unknown;
        this.options = options;
        this.resources = resources;
    }

    ReplayId of(String channel) {
        return positions.getOrDefault(channel, unknown);
    }

    boolean knows(String channel) {
        return positions.containsKey(channel);
    }

    /** Complete when the store was asked, once, whatever it answered. */
    synchronized CompletableFuture<Boolean> load(AccessToken token) {
        if (loaded == null) {
            org = token.organizationId() == null
                    ? String.valueOf(options.loginUri().getHost())
                    : token.organizationId().value();
            String whose = org;
            loaded = asked(
                    "load",
                    () -> store.load(whose).thenApply(found -> {
                        found.forEach(positions::putIfAbsent);
                        return true;
                    }));
        }
        return loaded;
    }

    void processed(String channel, ReplayId position) {
        positions.put(channel, position);
        changed();
    }

    /** Salesforce does not know it any more. False when there was none. */
    boolean forget(String channel) {
        boolean known = positions.remove(channel) != null;
        changed();
        return known;
    }

    void forgetAll() {
        positions.clear();
        changed();
    }

    private synchronized void changed() {
        changed = true;
        if (due || !saving.isDone()) {
            return;
        }
        due = true;
        try {
            var unused = resources
                    .timer()
                    .schedule(
                            () -> resources.callbacks().execute(this::save), SAVE_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            due = false; // the client is closed; the stream saves once more when it is stopped
        }
    }

    private void save() {
        var unused = flush();
    }

    /** Complete when what was processed up to now has been saved, or could not be. */
    synchronized CompletableFuture<Void> flush() {
        due = false;
        saving = saving.thenCompose(done -> saveNow());
        return saving;
    }

    private CompletableFuture<Void> saveNow() {
        Map<String, ReplayId> now;
        synchronized (this) {
            if (!changed || org.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            changed = false;
            now = new HashMap<>(positions);
        }
        return asked("save", () -> store.save(org, now).thenApply(done -> true)).thenAccept(saved -> {
            synchronized (this) {
                changed |= !saved;
            }
        });
    }

    /** Asks the store on the callback executor, for so long; false when it failed. */
    private CompletableFuture<Boolean> asked(String what, Supplier<CompletionStage<Boolean>> access) {
        var answer = new CompletableFuture<Boolean>();
        long most = options.requestTimeout().toMillis();
        try {
            Future<?> alarm = resources
                    .timer()
                    .schedule(
                            () -> answer.completeExceptionally(new TimeoutException("no answer in " + most + " ms")),
                            most,
                            TimeUnit.MILLISECONDS);
            var unused = CompletableFuture.completedFuture(access)
                    .thenComposeAsync(Supplier::get, resources.callbacks())
                    .whenComplete((done, failure) -> {
                        alarm.cancel(false);
                        if (failure == null) {
                            answer.complete(done);
                        } else {
                            answer.completeExceptionally(failure);
                        }
                    });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer.exceptionally(failure -> {
            log.warn(
                    "salesforce replay-store={} failed reason=\"{}\"",
                    what,
                    Cached.cause(failure).toString());
            return false;
        });
    }
}
