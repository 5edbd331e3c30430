package io.connects.salesforce.routing;

import io.connects.core.routing.WorkSource;
import io.connects.salesforce.DeletedRecords;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceRest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What became of PSRs since they were read last, by two requests: those that changed, by the org's own stamps, and those that were deleted. Owned by the
 * source's serial executor: methods are called there, and the listener too.
 *
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_getdeleted.htm">getDeleted()</a>
 */
final class Changes {
    /** A record is stamped when it is saved, and seen when its transaction has ended: up to so much later. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);
    /** Salesforce passes over seconds, and takes no shorter span. */
    private static final Duration SHORTEST = Duration.ofMinutes(2);

    private final InstantSource clock;
    private final Executor serial;
    private final WorkSource.Listener listener;
    private @Nullable Instant newest;
    private @Nullable Instant deletedFrom;

    Changes(InstantSource clock, Executor serial, WorkSource.Listener listener) {
        this.clock = clock;
        this.serial = serial;
        this.listener = listener;
    }

    /** Everything is being read from now on; what is known before counts no more. */
    void restart() {
        newest = null;
        deletedFrom = null;
    }

    /** These have been read. */
    void note(List<SObject> records) {
        for (SObject record : records) {
            Instant stamp = record.instant("SystemModstamp");
            if (stamp != null && (newest == null || stamp.isAfter(newest))) {
                newest = stamp;
            }
        }
    }

    /** Whether there is a stamp to go on from; without one everything has to be read. */
    boolean possible() {
        return newest != null;
    }

    /** Complete with false when deletions are not known back to where they were read last, so that everything has to be read. */
    CompletableFuture<Boolean> read(Schema schema, SalesforceRest by) {
        Instant since = newest == null ? Instant.EPOCH : newest.minus(OVERLAP);
        Instant asked = clock.instant();
        // By the org's own clock, too: ours may be fast. What was deleted before the newest record was read is asked
        // for once.
        Instant from = deletedFrom == null ? since : deletedFrom;
        Instant atLeast = from.plus(SHORTEST);
        Instant to = asked.isBefore(atLeast) ? atLeast : asked;
        return by.query(
                        schema.changedSince(since),
                        page -> CompletableFuture.runAsync(() -> changed(page, asked), serial))
                .thenCompose(done -> by.getDeleted(PendingServiceRouting.TYPE, from, to))
                .thenApplyAsync(deleted -> deleted(deleted, from, asked), serial);
    }

    private void changed(List<SObject> page, Instant asked) {
        note(page);
        Snapshots.psrs(page).forEach(psr -> listener.changed(psr, asked));
    }

    private boolean deleted(DeletedRecords deleted, Instant from, Instant asked) {
        deleted.records().keySet().forEach(id -> listener.removed(id.value(), asked));
        if (deleted.earliestDateAvailable().isAfter(from)) {
            return false;
        }
        Instant covered = deleted.latestDateCovered().minus(OVERLAP);
        deletedFrom = covered.isAfter(from) ? covered : from;
        return true;
    }
}
