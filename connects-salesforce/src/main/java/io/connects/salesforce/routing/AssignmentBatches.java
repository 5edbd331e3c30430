package io.connects.salesforce.routing;

import io.connects.core.PeerRefusedException;
import io.connects.core.http.ClientResources;
import io.connects.core.routing.AssignmentResult.Assigned;
import io.connects.salesforce.RecordResult;
import io.connects.salesforce.RetryClass;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.internal.Cached;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates AgentWorks many at a time through sObject collections, one of an agent at most in a request, and each by itself where that serves it
 * better: when nothing else is under way, when its time is short, and while batches do not work. Thread-safe.
 *
 * <p>Of a batch each record counts by itself. What failed because of its neighbours, perhaps, is sent once more alone, for Salesforce has said that
 * nothing was created: a batch that was refused as a whole, a trigger or a flow that failed, a row that was locked. A batch that was not answered
 * leaves each of it open.
 */
final class AssignmentBatches {
    private static final Logger log = LoggerFactory.getLogger(AssignmentBatches.class);

    private static final int AT_ONCE = 4;
    /** While assignments come by the dozen, how many times as long one waits for others. */
    private static final int IN_A_CROWD = 10;
    /** Whose time is shorter goes alone, and at once. */
    private static final Duration SHORT = Duration.ofMillis(500);
    /** However many requests are under way: an org that does not answer holds nobody up for longer. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final SalesforceRest rest;
    private final ClientResources on;
    private final int most;
    private final Duration linger;
    private final Pause pause;
    private final Batches<Assignment> batches;

    AssignmentBatches(SalesforceRest rest, ExternalRoutingOptions options, ClientResources on) {
        this.rest = rest;
        this.on = on;
        this.most = options.assignmentBatch();
        this.linger = options.assignmentLinger();
        this.pause = new Pause(options.batchPause());
        var rules = new Batches.Rules(most, AT_ONCE, Duration.ZERO, linger, linger.multipliedBy(IN_A_CROWD));
        this.batches = new Batches<>(rules, on, Assignment::agent, this::carry);
    }

    void add(Assignment one) {
        long now = now();
        if (most == 1 || isShort(one, now) || paused(now)) {
            alone(one);
        } else {
            Duration left = one.toSend(now).minus(SHORT);
            batches.add(one, left.compareTo(LONGEST) < 0 ? left : LONGEST);
        }
    }

    void close() {
        batches.close();
    }

    private boolean isShort(Assignment one, long now) {
        return one.toSend(now).compareTo(SHORT.plus(linger)) < 0;
    }

    private CompletableFuture<?> carry(List<Assignment> all) {
        long now = now();
        if (all.size() == 1 || paused(now)) {
            all.forEach(this::alone);
            return all.get(0).result();
        }
        var batch = new ArrayList<Assignment>();
        for (Assignment one : all) {
            if (one.toSend(now).compareTo(SHORT.dividedBy(2)) < 0) {
                alone(one);
            } else {
                batch.add(one);
            }
        }
        return batch.isEmpty() ? CompletableFuture.completedFuture(null) : together(batch, now);
    }

    private CompletableFuture<?> together(List<Assignment> batch, long now) {
        Duration toSend = batch.stream()
                .map(one -> one.toSend(now))
                .min(Duration::compareTo)
                .orElseThrow();
        Duration toAnswer = batch.stream()
                .map(one -> one.toAnswer(now))
                .min(Duration::compareTo)
                .orElseThrow();
        List<SObject> records = batch.stream().map(Assignment::record).toList();
        return rest.within(toSend, toAnswer).createAll(false, records).handle((results, failure) -> {
            if (results == null) {
                failed(batch, failure == null ? new IllegalStateException("no results") : Cached.cause(failure));
            } else {
                answered(batch, results);
            }
            return true;
        });
    }

    /** Nothing was created when Salesforce says so; what a limit or an outage refused, it would refuse to each alone too. */
    private void failed(List<Assignment> batch, Throwable cause) {
        if (cause instanceof PeerRefusedException refused && !RefusalTable.leavesItOpen(refused.code())) {
            RetryClass kind = RetryClass.of(refused);
            if (kind == RetryClass.LOCKED || !kind.passes()) {
                pause("the batch was refused: " + refused.code());
                batch.forEach(this::alone);
                return;
            }
        }
        batch.forEach(one -> one.result().complete(Results.of(cause)));
    }

    private void answered(List<Assignment> batch, List<RecordResult> results) {
        var again = new ArrayList<Assignment>();
        String suspect = "";
        for (int i = 0; i < batch.size(); i++) {
            Assignment one = batch.get(i);
            RecordResult result = results.get(i);
            if (result.error() == null) {
                one.result().complete(new Assigned(String.valueOf(result.id())));
            } else if (RefusalTable.mayBeOfNeighbours(result.error())) {
                again.add(one);
                boolean passes = result.error().retryClass() == RetryClass.LOCKED;
                suspect = passes ? suspect : result.error().code();
            } else {
                one.result().complete(Results.of(result.error().toException("create " + AgentWorkRecord.TYPE)));
            }
        }
        if (suspect.isEmpty()) {
            synchronized (this) {
                pause.worked();
            }
        } else {
            pause("in a batch: " + suspect);
        }
        again.forEach(this::alone);
    }

    private void pause(String why) {
        Duration lasts;
        synchronized (this) {
            lasts = pause.begin(now());
        }
        if (!lasts.isZero()) {
            log.warn("salesforce assignments=one-by-one for={}s reason=\"{}\"", lasts.toSeconds(), why);
        }
    }

    private synchronized boolean paused(long now) {
        return pause.on(now);
    }

    private void alone(Assignment one) {
        long now = now();
        if (one.late(now)) {
            one.tooLate();
            return;
        }
        var unused = one.within(rest, now)
                .create(AgentWorkRecord.TYPE, one.record().fields())
                .whenComplete((id, failure) -> created(one, id, failure));
    }

    private static void created(Assignment one, @Nullable SalesforceId id, @Nullable Throwable failure) {
        one.result()
                .complete(
                        id != null
                                ? new Assigned(id.value())
                                : Results.of(failure == null ? new IllegalStateException("no id") : failure));
    }

    private long now() {
        return on.nanos().getAsLong();
    }
}
