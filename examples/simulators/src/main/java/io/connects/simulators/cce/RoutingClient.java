package io.connects.simulators.cce;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The link between one session of an MR PG and the router; obtained from {@link LittleCce#attach}. Thread-safe.
 *
 * <p>Answers come in order on the little CCE's callback thread, never on the caller's.
 */
public final class RoutingClient implements AutoCloseable {
    final int session;
    /** What is in queue, in the order of submission. Guarded by the router's lock. */
    final Map<Long, Task> queued = new LinkedHashMap<>();

    boolean disabled;

    private final Router router;
    private final Consumer<RouteAnswer> answers;
    private volatile boolean closed;

    RoutingClient(int session, Router router, Consumer<RouteAnswer> answers) {
        this.session = session;
        this.router = router;
        this.answers = answers;
    }

    /** Asks for an agent. After {@link #close()} nothing happens. */
    public void newTask(RouteRequest request) {
        synchronized (router) {
            if (!closed) {
                router.submit(this, request);
            }
        }
    }

    /**
     * Takes a task back, without an answer. A task that already has its agent stays with the agent.
     *
     * @return whether the task was in queue
     */
    public boolean terminate(long dialogue) {
        synchronized (router) {
            Task task = queued.get(dialogue);
            if (task != null) {
                router.leave(task, Ending.DEQUEUED, null);
            }
            return task != null;
        }
    }

    /** Disables routing, as when the PG loses the central controller: what is in queue is discarded, and new tasks fail. */
    public void disable() {
        synchronized (router) {
            disabled = true;
            router.discard(this);
        }
    }

    /** Enables routing again. */
    public void enable() {
        synchronized (router) {
            disabled = false;
        }
    }

    void deliver(RouteAnswer answer) {
        if (!closed) {
            answers.accept(answer);
        }
    }

    /** Ends the session: what is in queue is discarded, and nothing is answered any more. */
    @Override
    public void close() {
        synchronized (router) {
            closed = true;
            router.discard(this);
        }
    }
}
