package io.connects.core.presence;

import java.time.Instant;
import java.util.List;

/** An agent's presence in Omni-Channel: refuses, and puts off until the end of the call what it is asked meanwhile. */
final class ModelOmni {
    private static final List<String> STATUSES = List.of(
            "Available", "Available", "Available Chat", "Busy", "Break", "Lunch", "Missed", "Training", "Offline");

    private final PresenceWorld world;
    private String status = "Offline";
    private String delayed;
    private Instant changed = Instant.EPOCH;

    ModelOmni(PresenceWorld world) {
        this.world = world;
        status = world.any(STATUSES);
        world.changed(Side.OMNI, "begins");
    }

    String status() {
        return status;
    }

    void human() {
        String choice = world.any(STATUSES);
        if (!choice.equals(status)) {
            world.changed(Side.OMNI, choice);
            set(choice);
        }
    }

    void asked(long write, String asked) {
        if (!world.quiet && world.chance(world.plan.refusals())) {
            world.over("from Omni", () -> world.post(new PresenceEvent.WriteRefused(write)));
        } else if (world.cisco.talks() && world.chance(0.7)) {
            delayed = asked;
            world.over("from Omni", () -> world.post(new PresenceEvent.WriteDelayed(write)));
        } else {
            set(asked);
        }
    }

    void callEnded() {
        if (delayed != null) {
            world.over("to Omni", () -> {
                if (delayed != null) {
                    set(delayed);
                }
            });
        }
    }

    private void set(String now) {
        delayed = null;
        if (!now.equals(status)) {
            status = now;
            changed = world.at();
            report(true);
        }
    }

    void report(boolean event) {
        var report = new PresenceEvent.OmniReported(status, world.plan.dated() ? changed : null);
        if (!event || !world.lost()) {
            world.over("from Omni", () -> world.post(report));
        }
    }
}
