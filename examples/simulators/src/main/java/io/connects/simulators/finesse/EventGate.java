package io.connects.simulators.finesse;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets one node's events through: late, twice, swapped or not at all. Guarded by the pair's monitor. */
final class EventGate {
    private final FinesseFaults faults;
    private final Timers timers;
    private final Consumer<Notification> through;
    private @Nullable Notification heldBack;

    EventGate(FinesseFaults faults, Timers timers, Consumer<Notification> through) {
        this.faults = faults;
        this.timers = timers;
        this.through = through;
    }

    void pass(Notification event) {
        if (faults.nextEventIsDropped()) {
            return;
        }
        if (heldBack == null && faults.nextEventIsHeldBack()) {
            heldBack = event;
            return;
        }
        deliver(event);
        if (faults.nextEventIsDuplicated()) {
            deliver(event);
        }
        if (heldBack != null) {
            Notification late = heldBack;
            heldBack = null;
            deliver(late);
        }
    }

    private void deliver(Notification event) {
        Duration delay = faults.eventDelay();
        if (delay.isZero()) {
            through.accept(event);
        } else {
            var unused = timers.after(delay, () -> through.accept(event));
        }
    }
}
