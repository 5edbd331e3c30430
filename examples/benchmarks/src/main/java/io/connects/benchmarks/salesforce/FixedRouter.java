package io.connects.benchmarks.salesforce;

import io.connects.core.routing.TaskId;
import io.connects.core.routing.TaskKey;
import io.connects.core.routing.TaskOutcome;
import io.connects.core.routing.TaskRequest;
import io.connects.core.routing.TaskRouter;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A router without Cisco: chooses one agent after the other at once, or lets every task wait. Thread-safe. */
final class FixedRouter implements TaskRouter {
    private final Executor serial;
    private final int agents;
    private final State state;
    private final AtomicInteger submitted = new AtomicInteger();
    private volatile @Nullable Listener listener;

    private FixedRouter(Executor serial, int agents, State state) {
        this.serial = serial;
        this.agents = agents;
        this.state = state;
    }

    /** Chooses the agents with skill target ids from 1 on, in turn. */
    static FixedRouter choosing(Executor serial, int agents) {
        return new FixedRouter(serial, agents, State.READY);
    }

    /** Never chooses. */
    static FixedRouter waiting(Executor serial) {
        return new FixedRouter(serial, 0, State.READY);
    }

    /** Takes nothing. */
    static FixedRouter down(Executor serial) {
        return new FixedRouter(serial, 0, State.DOWN);
    }

    @Override
    public void start(Listener toTell) {
        listener = toTell;
        serial.execute(() -> toTell.state(state, "started"));
    }

    @Override
    public void submit(TaskKey key, TaskRequest request) {
        int number = submitted.getAndIncrement();
        if (agents > 0) {
            tell(key, new TaskOutcome.AgentChosen(new TaskId(1, number, 1), 1 + number % agents));
        }
    }

    @Override
    public void cancel(TaskKey key) {
        tell(key, new TaskOutcome.Cancelled());
    }

    private void tell(TaskKey key, TaskOutcome outcome) {
        Listener told = listener;
        if (told != null) {
            serial.execute(() -> told.ended(key, outcome));
        }
    }

    /** What still waits is nobody's when a benchmark ends. */
    @Override
    public void close() {
        listener = null;
    }
}
