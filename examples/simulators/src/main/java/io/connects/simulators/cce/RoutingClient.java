package io.connects.simulators.cce;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The link between one session of an MR PG and the router; obtained from {@link LittleCce#attach}. Thread-safe.
 *
 * <p>Every method returns at once: the router works through what it is told, in order, on the scheduler's threads, so that a caller on an I/O
 * thread does no routing. Answers come in order on the scheduler's threads too.
 */
public final class RoutingClient implements AutoCloseable {
    final int session;
    /** What is in queue, in the order of submission. Guarded by the router's monitor, as is {@link #disabled}. */
    final Map<Long, Task> queued = new LinkedHashMap<>();

    boolean disabled;

    private final Router router;
    private final Executor inOrder;
    private final Consumer<RouteAnswer> answers;
    private volatile boolean closed;

    RoutingClient(int session, Router router, Executor inOrder, Consumer<RouteAnswer> answers) {
        this.session = session;
        this.router = router;
        this.inOrder = inOrder;
        this.answers = answers;
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

    /** Disables routing, as when the PG loses the central controller: what is in queue is discarded, and new tasks fail. */
    public void disable() {
        routing(() -> {
            disabled = true;
            router.discard(this);
        });
    }

    /** Enables routing again. */
    public void enable() {
        routing(() -> disabled = false);
    }

    /** Ends the session: what is in queue is discarded, and nothing is answered any more. */
    @Override
    public void close() {
        closed = true;
        routing(() -> router.discard(this));
    }

    void deliver(RouteAnswer answer) {
        if (!closed) {
            answers.accept(answer);
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
