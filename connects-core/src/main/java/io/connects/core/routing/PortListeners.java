package io.connects.core.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Turns what the ports report into events. Thread-safe. */
final class PortListeners implements WorkSource.Listener, TaskLifecycle.Listener {
    private final Consumer<Event> inbox;
    private final LongSupplier nanos;

    PortListeners(Consumer<Event> inbox, LongSupplier nanos) {
        this.inbox = inbox;
        this.nanos = nanos;
    }

    @Override
    public void state(WorkSource.State state, String reason) {
        inbox.accept(new Event.SourceState(state, reason));
    }

    @Override
    public void changed(Psr psr, Instant received) {
        inbox.accept(new Event.PsrChanged(psr, received));
    }

    @Override
    public void removed(String psrId, Instant received) {
        inbox.accept(new Event.PsrRemoved(psrId, received));
    }

    @Override
    public void agentWork(AgentWork work, Instant received) {
        inbox.accept(new Event.AgentWorkSeen(work, received));
    }

    @Override
    public void snapshotStarted(Instant from, String reason) {
        inbox.accept(new Event.SnapshotStarted(from, reason));
    }

    @Override
    public void snapshotPage(List<Psr> psrs) {
        inbox.accept(new Event.SnapshotPage(psrs));
    }

    @Override
    public void snapshotEnded(Instant from, Instant to) {
        inbox.accept(new Event.SnapshotEnded(from, to));
    }

    /** What the router of this name reports. */
    TaskRouter.Listener router(String name) {
        return new TaskRouter.Listener() {
            @Override
            public void state(TaskRouter.State state, String reason) {
                inbox.accept(new Event.RouterState(name, state, reason));
            }

            @Override
            public void ended(TaskKey key, TaskOutcome outcome) {
                inbox.accept(new Event.DialogueEnded(key, outcome, nanos.getAsLong()));
            }

            @Override
            public void queued(TaskKey key, @Nullable Integer position, @Nullable Duration expectedWait) {
                inbox.accept(new Event.DialogueQueued(key, position, expectedWait));
            }
        };
    }

    @Override
    public void started(TaskId task) {
        inbox.accept(new Event.TaskStarted(task));
    }

    @Override
    public void ended(TaskId task, String disposition) {
        inbox.accept(new Event.TaskEnded(task, disposition));
    }
}
