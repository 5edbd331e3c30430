package io.connects.simulators.cce;

import io.connects.simulators.desktop.CiscoHand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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

    int skillTargetId() {
        return agent.skillTargetId();
    }

    private long tasksIn(int mrdId) {
        return tasks.stream().filter(task -> task.domain.id() == mrdId).count();
    }
}
