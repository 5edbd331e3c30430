package io.connects.simulators.cce;

import io.connects.simulators.desktop.CiscoHand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One agent's live state. Guarded by the lock of its {@link LittleCce}. */
final class Seat {
    final CceAgent agent;
    final List<Task> tasks = new ArrayList<>();
    final List<Consumer<CiscoHand.Offered>> offeredListeners = new ArrayList<>();
    final List<Consumer<CiscoHand.Ended>> endedListeners = new ArrayList<>();

    boolean signedIn;
    boolean ready;
    boolean routable;
    boolean onCall;
    /** Whether it was a task that made the agent not routable. */
    boolean ranOut;
    /** The call of the voice side that the agent is on. */
    @Nullable
    VoiceCall call;
    /** Grows with time over all seats: the seat with the smallest has been available for longest. */
    long availableSince;

    Seat(CceAgent agent) {
        this.agent = agent;
    }

    boolean availableFor(int mrdId) {
        return signedIn
                && ready
                && routable
                && !onCall
                && tasksIn(mrdId) < agent.taskLimits().getOrDefault(mrdId, 0)
                && tasks.stream().noneMatch(task -> task.domain.id() != mrdId && !task.domain.interruptible());
    }

    /** Voice may interrupt what was started in interruptible domains, and nothing else. */
    boolean availableForCall() {
        return signedIn && ready && routable && !onCall && mayBeInterrupted();
    }

    private boolean mayBeInterrupted() {
        return tasks.stream().allMatch(task -> task.domain.interruptible() && task.state == Task.State.STARTED);
    }

    /** What keeps a routable agent from a call. */
    VoiceEntry.Delay blockedByTasks() {
        return routable && !mayBeInterrupted() ? VoiceEntry.Delay.TASKS : VoiceEntry.Delay.VOICE;
    }

    int skillTargetId() {
        return agent.skillTargetId();
    }

    private long tasksIn(int mrdId) {
        return tasks.stream().filter(task -> task.domain.id() == mrdId).count();
    }
}
