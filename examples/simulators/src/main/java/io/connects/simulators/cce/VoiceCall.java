package io.connects.simulators.cce;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One voice call. Guarded by the lock of its {@link LittleCce}, but for {@link #entry()}. */
final class VoiceCall {
    final int skillGroup;
    final Duration talk;

    private volatile VoiceEntry entry;
    private @Nullable Future<?> timer;

    VoiceCall(int skillGroup, Duration talk, Instant arrived) {
        this.skillGroup = skillGroup;
        this.talk = talk;
        this.entry = new VoiceEntry(skillGroup, null, arrived, null, null, VoiceEntry.Delay.NONE, List.of());
    }

    /** What is known of it; thread-safe. */
    VoiceEntry entry() {
        return entry;
    }

    /** The worst of all causes counts. */
    void delayedBy(VoiceEntry.Delay cause) {
        VoiceEntry.Delay delay = cause.compareTo(entry.delay()) < 0 ? cause : entry.delay();
        entry = new VoiceEntry(skillGroup, null, entry.arrived(), null, null, delay, List.of());
    }

    void answeredBy(Seat seat, Instant now) {
        List<String> interrupted =
                seat.tasks.stream().map(task -> task.id.toString()).toList();
        entry = new VoiceEntry(
                skillGroup, seat.skillTargetId(), entry.arrived(), now, null, entry.delay(), interrupted);
    }

    void ended(Instant now) {
        entry = new VoiceEntry(
                skillGroup, entry.agent(), entry.arrived(), entry.answered(), now, entry.delay(), entry.interrupted());
    }

    /** Replaces the one timer that a call has at a time. */
    void timer(@Nullable Future<?> next) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = next;
    }
}
