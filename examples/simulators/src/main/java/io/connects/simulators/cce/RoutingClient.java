package io.connects.simulators.cce;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The link between one session of an MR PG and the router; obtained from {@link LittleCce#attach}. Thread-safe.
 *
 * <p>Every method returns at once: the router works through what it is told, in order, on the scheduler's threads, so that a caller on an I/O
 * thread does no routing. Answers come in order on the scheduler's threads too.
 */
public final class RoutingClient implements AutoCloseable {
    final String peripheral;
    final int session;
    /** What is in queue, in the order of submission. Guarded by the router's monitor, as is {@link #disabled}. */
    final Map<Long, Task> queued = new LinkedHashMap<>();

    boolean disabled;

    private final Router router;
    private final Executor inOrder;
    private final Listener listener;
    private volatile boolean closed;

    /** What the PG hears from the router; called in the order of the router's decisions, on the scheduler's threads. */
    @FunctionalInterface
    public interface Listener {
        /** The router said something about a task. */
        void onAnswer(RouteAnswer answer);

        /** Routing is enabled or disabled now; every answer that was decided before has been given. */
        default void onRouting(boolean enabled) {}
    }

    RoutingClient(String peripheral, int session, Router router, Executor inOrder, Listener listener) {
        this.peripheral = peripheral;
        this.session = session;
        this.router = router;
        this.inOrder = inOrder;
        this.listener = listener;
    }

    /** Asks for an agent. After {@link #close()} nothing happens. */
    public void newTask(RouteRequest request) {
        routing(() -> {
            if (!closed) {
                router.submit(this, request);
            }
        });
    }

    /**
     * Takes a task back: it is answered with {@link RouteAnswer.Dequeued}. When its agent was already chosen, or it is unknown, nothing
     * happens.
     */
    public void terminate(long dialogue) {
        routing(() -> router.terminate(this, dialogue));
    }

    /**
     * Says what became of a {@link RouteAnswer.RunScript}; nothing happens when the task is no longer in queue.
     *
     * @param number the request's
     * @param understood whether the application does as it was asked
     */
    public void scriptResult(long dialogue, long number, boolean understood) {
        routing(() -> router.scriptAnswered(this, dialogue, number, understood));
    }

    /** Disables routing, as when the PG loses the central controller: what is in queue is discarded, and new tasks fail. */
    public void disable() {
        set(true);
    }

    /** Enables routing, as it is from the start. */
    public void enable() {
        set(false);
    }

    private void set(boolean isDisabled) {
        routing(() -> {
            disabled = isDisabled;
            if (isDisabled) {
                router.discard(this);
            }
            router.routingSet(this);
        });
    }

    /** Ends the session: what is in queue is discarded, and nothing is answered any more. */
    @Override
    public void close() {
        closed = true;
        routing(() -> router.discard(this));
    }

    void deliver(RouteAnswer answer) {
        if (!closed) {
            listener.onAnswer(answer);
        }
    }

    void deliverRouting(boolean enabled) {
        if (!closed) {
            listener.onRouting(enabled);
        }
    }

    private void routing(Runnable action) {
        inOrder.execute(() -> {
            synchronized (router) {
                action.run();
            }
        });
    }
}
