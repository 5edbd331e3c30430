package io.connects.simulators.cce;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows about one voice call.
 *
 * @param skillGroup whom it was for
 * @param agent who answered; null when nobody has
 * @param answered null when nobody has
 * @param ended null as long as the call lasts or waits
 * @param delay why it had to wait
 * @param interrupted the tasks that its agent had started, of interruptible domains
 */
public record VoiceEntry(
        int skillGroup,
        @Nullable Integer agent,
        Instant arrived,
        @Nullable Instant answered,
        @Nullable Instant ended,
        Delay delay,
        List<String> interrupted) {
    public VoiceEntry {
        interrupted = List.copyOf(interrupted);
    }

    /** Why a call had to wait, the worst first. */
    public enum Delay {
        /** An agent for it was not routable, because a task had run out. */
        TASK_RAN_OUT,
        /** An agent for it was busy with, or reserved for, tasks that a call may not interrupt. */
        TASKS,
        /** All agents were on calls, not ready or signed out. */
        VOICE,
        /** It did not. */
        NONE
    }

    /** Whether the caller gave up. */
    public boolean abandoned() {
        return answered == null && ended != null;
    }

    /** Whether tasks did harm to this call: it waited for an agent whom a task had made not routable, or its caller gave up behind tasks. */
    public boolean harmed() {
        return delay == Delay.TASK_RAN_OUT || (delay == Delay.TASKS && abandoned());
    }
}
