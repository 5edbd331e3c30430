package io.connects.simulators.cce;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which an agent was routable, or was not.
 *
 * @param from when it began
 * @param to when it ended; null when it lasts
 * @param cause what began it
 * @param taskId the task that ran out, if that was the cause; else empty
 */
public record RoutableSpan(
        int skillTargetId,
        boolean routable,
        Instant from,
        @Nullable Instant to,
        Cause cause,
        String taskId) {

    /** What made an agent routable or not. */
    public enum Cause {
        SIGNED_IN,
        SIGNED_OUT,
        /** The agent's desktop, or the test, said so. */
        SET,
        /** A task that was offered ran out (RONA). */
        RAN_OUT
    }
}
