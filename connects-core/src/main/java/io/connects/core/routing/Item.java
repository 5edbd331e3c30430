package io.connects.core.routing;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the engine knows of one work item. Owned by the engine; not thread-safe. */
final class Item {
    /** A dialogue that is open at Cisco. {@code cancelled} says why it is to be taken back, if it is. */
    record Dialogue(
            TaskKey key,
            Asked asked,
            boolean probe,
            @Nullable Reason cancelled) {}

    /** What decides which agent Cisco will find; when it changes, the question must be asked again. */
    record Asked(
            RouteTarget target,
            @Nullable String preferredUserId,
            boolean required,
            @Nullable Integer priority) {}

    /** An AgentWork being created. {@code deadline} is the last moment at which a create may be sent. */
    record Assignment(TaskKey key, Psr psr, Agent agent, TaskId task, long deadline, int tries) {}

    final String workItemId;
    Psr psr;
    /** The adapter's time as of which {@link #psr} is known. */
    Instant evidence;

    boolean gone;
    /** Earlier PSRs of this work item that may still exist. */
    final Set<String> older = new LinkedHashSet<>();

    Phase phase = Phase.NOT_READY;
    /** Why the next submission is made. */
    Reason reason = Reason.NEW;
    /** When the timer of this item rings, if {@link #timed}. */
    long until;

    boolean timed;
    Line.Place place = Line.Place.NONE;
    /** The selector under which the item stands in line. */
    String selector = "";

    boolean probe;

    @Nullable
    Asked asked;

    @Nullable
    TaskRequest request;

    @Nullable
    Dialogue dialogue;

    @Nullable
    Assignment assignment;

    int attempts;
    int failures;
    int retries;
    int returns;
    /** Questions to Salesforce in a row that were not answered. */
    int unanswered;
    /** When this PSR was submitted lately, re-targets and lost sessions apart; newest last. */
    final Deque<Long> submissions = new ArrayDeque<>();

    Item(Psr psr, Instant evidence) {
        this.workItemId = psr.workItemId();
        this.psr = psr;
        this.evidence = evidence;
    }

    /** Whether this PSR, if it is still the newest, is to be given to an agent. */
    boolean routable(String psrId) {
        return !gone && psr.id().equals(psrId) && psr.readyForRouting() && !psr.pushed();
    }

    /** Begins anew with another PSR. */
    void become(Psr next, Instant asOf) {
        older.add(psr.id());
        older.remove(next.id());
        psr = next;
        evidence = asOf;
        gone = false;
        reason = next.transfer() ? Reason.NEW : Reason.SUPERSEDED;
        attempts = 0;
        failures = 0;
        retries = 0;
        returns = 0;
        unanswered = 0;
        submissions.clear();
    }
}
