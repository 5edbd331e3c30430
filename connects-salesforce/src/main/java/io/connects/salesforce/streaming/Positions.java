package io.connects.salesforce.streaming;

import io.connects.core.http.ClientResources;
import io.connects.salesforce.AccessToken;
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
    /** The last event of each channel that may have overtaken others. */
    private final Map<String, ReplayId> ahead = new ConcurrentHashMap<>();

    private @Nullable CompletableFuture<Boolean> loaded;
    private String org = "";
    private boolean changed;
    private boolean due;
    /** The last save, and those before it: the store is asked one thing at a time. */
    private CompletableFuture<Boolean> saving = CompletableFuture.completedFuture(true);

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
            CompletableFuture<Boolean> mine = asked(
                    "load",
                    () -> store.load(whose).thenApply(found -> {
                        found.forEach(positions::putIfAbsent);
                        return true;
                    }));
            saving = mine;
            loaded = limited(mine, "load");
            var unused = mine.whenComplete((found, failure) -> again(mine, true));
        }
        return loaded;
    }

    /** @param all whether everything before it has come too; if not, the position stays until {@link #caughtUp} */
    void processed(String channel, ReplayId position, boolean all) {
        if (all) {
            positions.put(channel, position);
            changed();
        } else {
            ahead.put(channel, position);
        }
    }

    /** Everything that was processed has been overtaken by nothing. */
    void caughtUp() {
        ahead.forEach((channel, position) -> processed(channel, position, true));
        ahead.clear();
    }

    /** A new connection goes on at the positions. */
    void connecting() {
        ahead.clear();
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
        saveSoon();
    }

    /** Called when something has changed that is not being saved already. */
    private synchronized void saveSoon() {
        if (due || !saving.isDone()) {
            return;
        }
        due = true;
        try {
            var unused = resources
                    .timer()
                    .schedule(
                            () -> resources.callbacks().execute(this::saveNow),
                            SAVE_AFTER_MILLIS,
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            due = false; // the client is closed; the stream saves once more when it is stopped
        }
    }

    private void saveNow() {
        var unused = flush();
    }

    /** Complete when what was processed up to now has been saved, or could not be, or the store takes too long. */
    CompletableFuture<Boolean> flush() {
        CompletableFuture<Boolean> mine;
        synchronized (this) {
            due = false;
            mine = saving.thenCompose(before -> save());
            saving = mine;
        }
        var unused = mine.whenComplete((saved, failure) -> again(mine, Boolean.TRUE.equals(saved)));
        return limited(mine, "save");
    }

    /** What was processed while the store was at something is saved too. A failed save waits for the next event. */
    private synchronized void again(CompletableFuture<Boolean> last, boolean saved) {
        if (saved && changed && last == saving) {
            saveSoon();
        }
    }

    private CompletableFuture<Boolean> save() {
        Map<String, ReplayId> now;
        synchronized (this) {
            if (!changed || org.isEmpty()) {
                return CompletableFuture.completedFuture(true);
            }
            changed = false;
            now = new HashMap<>(positions);
        }
        return asked("save", () -> store.save(org, now).thenApply(done -> true)).thenApply(saved -> {
            synchronized (this) {
                changed |= !saved;
            }
            return saved;
        });
    }

    /** Asks the store on the callback executor, however long that takes; false when it failed. */
    private CompletableFuture<Boolean> asked(String what, Supplier<CompletionStage<Boolean>> access) {
        CompletableFuture<Boolean> answer;
        try {
            answer = CompletableFuture.completedFuture(access).thenComposeAsync(Supplier::get, resources.callbacks());
        } catch (RejectedExecutionException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.exceptionally(failure -> {
            failed(what, Cached.cause(failure).toString());
            return false;
        });
    }

    /** The same answer, or false after the request timeout; the store may still be at it. */
    private CompletableFuture<Boolean> limited(CompletableFuture<Boolean> answer, String what) {
        var limited = answer.copy();
        long most = options.requestTimeout().toMillis();
        try {
            Future<?> alarm = resources.timer().schedule(() -> late(limited, what, most), most, TimeUnit.MILLISECONDS);
            var unused = limited.whenComplete((done, failure) -> alarm.cancel(false));
        } catch (RejectedExecutionException e) {
            limited.complete(false); // the client is closed: nobody would wake us
        }
        return limited;
    }

    private void late(CompletableFuture<Boolean> limited, String what, long most) {
        if (limited.isDone()) {
            return;
        }
        failed(what, "no answer in " + most + " ms");
        try {
            resources.callbacks().execute(() -> limited.complete(false));
        } catch (RejectedExecutionException e) {
            limited.complete(false);
        }
    }

    private static void failed(String what, String why) {
        log.warn("salesforce replay-store={} failed reason=\"{}\"", what, why);
    }
}
