package io.connects.core.routing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The port to Cisco: asks for an agent for a task. A second router (Cisco's Task Routing API) fits behind it as well as MRI.
 *
 * <p>Implementations are thread-safe and never block the caller. The contract is tested by {@code TaskRouterContract} in this artifact's test
 * jar:
 *
 * <ul>
 *   <li>every submission ends with exactly one {@link Listener#ended};
 *   <li>when the router stops being READY, all open submissions end as {@link TaskOutcome.SessionLost}, in the order of their submission, and
 *       the new state is reported <em>before</em> them; the router keeps no task and submits nothing again;
 *   <li>a submission while the router is not READY ends as {@link TaskOutcome.SessionLost};
 *   <li>a cancelled submission ends within the router's own cancel deadline: as {@link TaskOutcome.Cancelled}, or as whatever the peer had
 *       already answered;
 *   <li>text never fails a submission: it is transliterated and truncated by the text rules.
 * </ul>
 */
public interface TaskRouter extends AutoCloseable {
    /** Begins to listen or connect, and to report. Called once; calls to the listener come one at a time, in order. */
    void start(Listener listener);

    /**
     * Asks for an agent.
     *
     * @param key never used before; the router reports under it
     */
    void submit(TaskKey key, TaskRequest request);

    /** Takes a task back. Without effect when the submission has ended. */
    void cancel(TaskKey key);

    /** Ends the session in good order and every thread that this router started. Open submissions end as {@link TaskOutcome.SessionLost}. */
    @Override
    void close();

    /** Whether tasks can be submitted. */
    enum State {
        READY,
        /** There is a session, but Cisco has disabled routing. */
        DISABLED,
        DOWN
    }

    /** What a router reports. */
    interface Listener {
        void state(State state, String reason);

        void ended(TaskKey key, TaskOutcome outcome);

        /** The task waits in Cisco's queue; null where the peer does not say. May come any number of times before the end. */
        default void queued(TaskKey key, @Nullable Integer position, @Nullable Duration expectedWait) {}
    }
}
