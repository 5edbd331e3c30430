package io.connects.core.routing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the engine knows of one work item. Owned by the engine; not thread-safe. */
final class Item {
    /** A dialogue that is open at Cisco. {@code cancelled} says why it is to be taken back, if it is. */
    record Dialogue(TaskKey key, Asked asked, @Nullable Reason cancelled) {}

    /** What decides which agent Cisco will find; when it changes, the question must be asked again. */
    record Asked(
            RouteTarget target,
            @Nullable String preferredUserId,
            boolean required,
            @Nullable Integer priority,
            @Nullable String queueId) {}

    /** An AgentWork being created. {@code deadline} is the last moment at which a create may be sent. */
    record Assignment(TaskKey key, Psr psr, Agent agent, TaskId task, long deadline, int tries) {}

    /** A PSR that is not the newest of its work item. */
    record Older(Psr psr, History history) {}

    /** An assignment that Salesforce refused for this PSR or this agent, as it said. */
    record Refusal(String code, int skillTargetId) {}

    final String workItemId;
    Psr psr;
    /** Reads that began before this moment say nothing new about {@link #psr}, unless its serial grew. */
    Instant evidence = Instant.EPOCH;

    boolean gone;
    /** Earlier PSRs of this work item that may still exist, by id. */
    final Map<String, Older> older = new LinkedHashMap<>();

    Phase phase = Phase.NOT_READY;
    /** Why the next submission is made. */
    Reason reason = Reason.NEW;
    /** When the timer of this item rings, if {@link #timed}. */
    long until;

    boolean timed;
    Line.Place place = Line.Place.NONE;
    /** Where the item stands in line. */
    Line.Lane lane = Line.Lane.NOWHERE;

    boolean probe;

    @Nullable
    Asked asked;

    @Nullable
    TaskRequest request;

    @Nullable
    Dialogue dialogue;

    @Nullable
    Assignment assignment;

    /** The last refusal, until a read shows whether the PSR is still there to be assigned. */
    @Nullable
    Refusal refusal;

    History history;
    /** Questions to Salesforce in a row that were not answered. */
    int unanswered;

    Item(Psr psr, History history) {
        this.workItemId = psr.workItemId();
        this.psr = psr;
        this.history = history;
    }

    /** Whether this PSR, if it is still the newest, is to be given to an agent. */
    boolean routable(String psrId) {
        return !gone && psr.id().equals(psrId) && psr.readyForRouting() && !psr.pushed();
    }

    /** Goes on with another PSR; the present one becomes an older one, unless it is gone. */
    void become(Psr next, History itsHistory) {
        older.remove(next.id());
        if (!gone) {
            older.put(psr.id(), new Older(psr, history));
        }
        psr = next;
        history = itsHistory;
        evidence = Instant.EPOCH;
        refusal = null;
        gone = false;
        reason = next.transfer() ? Reason.NEW : Reason.SUPERSEDED;
        unanswered = 0;
    }
}
