package io.connects.core.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The port to Salesforce: where work comes from and where it is assigned.
 *
 * <p>Streaming events are hints, REST is the truth. A source subscribes first and then reads a snapshot, at every start and after every gap, so
 * that nothing falls between the two. Implementations are thread-safe, never block the caller, and fail their futures with a {@code
 * ConnectsException}. The contract is tested by {@code WorkSourceContract} in this artifact's test jar.
 */
public interface WorkSource extends AutoCloseable {
    /** Begins to report. Called once; calls to the listener come one at a time, in order. */
    void start(Listener listener);

    /**
     * Reads a PSR and the fields of its work item, both as of now. Empty when there is no such PSR any more. A work item that cannot be seen has no
     * fields.
     *
     * @param known the PSR as known so far; says which record to read
     */
    CompletableFuture<Optional<WorkItem>> read(Psr known);

    /** Reads PSRs by id; those that do not exist (any more) are missing from the answer. At most 200 ids a call. */
    CompletableFuture<List<Psr>> readAgain(Collection<String> psrIds);

    /** Asks how a PSR stands, before anything about it is repeated or given up. */
    CompletableFuture<Standing> inspect(String psrId);

    /**
     * Creates an AgentWork, once: the source never repeats it by itself. Never fails; every way to fail is a value.
     *
     * @param psr as known now
     * @param agent whom Cisco chose
     * @param toSend the request is sent within this time, or never: what could not be sent by then is {@link AssignmentResult.NotSent}
     * @param toAnswer how long all of it may take; what was sent and not answered by then is {@link AssignmentResult.Unanswered}
     */
    CompletableFuture<AssignmentResult> assign(Psr psr, Agent agent, Duration toSend, Duration toAnswer);

    /** Makes a queue the owner of the work item, which ends this PSR and may begin another. */
    CompletableFuture<Void> handToQueue(Psr psr, String queueId);

    /** Stops reporting and ends every thread and connection that this source started. */
    @Override
    void close();

    /** How well the source hears of changes. */
    enum State {
        /** Events arrive as they happen. */
        LIVE,
        /** Events arrive late, or not all; the source reads snapshots meanwhile. */
        DEGRADED,
        /** Nothing arrives. */
        DOWN
    }

    /**
     * What a source reports. Every {@code Instant} is of the adapter's own clock: of an event the time of its arrival, of a read the time just
     * before the request was sent.
     */
    interface Listener {
        void state(State state, String reason);

        /** A PSR was created or changed. The values are those of the event, complete. */
        void changed(Psr psr, Instant received);

        /** A PSR was deleted: accepted by an agent, or no longer to be routed. */
        void removed(String psrId, Instant received);

        /** An AgentWork was created or changed. Sources that cannot know never call it. */
        void agentWork(AgentWork work, Instant received);

        /** A snapshot begins; one that was under way is void. */
        void snapshotStarted(Instant from, String reason);

        /** Some of the snapshot's PSRs. */
        void snapshotPage(List<Psr> psrs);

        /** The snapshot that was begun last is complete. */
        void snapshotEnded(Instant from, Instant to);
    }
}
