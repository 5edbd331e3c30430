package io.connects.mri.internal.engine;

import io.connects.mri.message.RegisterVariables;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the engine goes by.
 *
 * @param register what to register after OPEN_CONF; null for nothing
 * @param routingAfterOpen whether routing is taken to be enabled from OPEN_CONF on
 * @param firstSequence the first sequence number of a dialogue, in each direction
 * @param scriptResultOk the result code that says: the script is being run
 * @param invalidDialogueId the error code that says: there is no such dialogue; null when the dialect knows none
 * @param idleTimeout the time that a value of OPEN_REQ.IdleTimeout stands for; empty for no limit
 * @param heartbeatInterval how often the PIM sends heartbeats
 * @param openDeadline how long a connection may stay without an OPEN_REQ
 * @param cancelDeadline how long after TERMINATE_DIALOGUE an answer still counts
 * @param closeDeadline how long to wait for CLOSE_CONF
 */
public record SessionRules(
        @Nullable RegisterVariables register,
        boolean routingAfterOpen,
        long firstSequence,
        long scriptResultOk,
        @Nullable Long invalidDialogueId,
        LongFunction<Optional<Duration>> idleTimeout,
        Duration heartbeatInterval,
        Duration openDeadline,
        Duration cancelDeadline,
        Duration closeDeadline) {
    /** How many heartbeat intervals a peer may be silent. */
    private static final int TOLERATED_INTERVALS = 4;

    /** A peer that sends heartbeats cannot ask for more silence than this: it would be gone for long before anybody noticed. */
    private static final Duration SANE = Duration.ofMinutes(10);

    /**
     * How long a peer that opened like this may be silent, in nanoseconds; {@link Long#MAX_VALUE} for no limit.
     *
     * @param heartbeats whether it has sent any heartbeat; from then on there is always a limit
     */
    long idleNanos(long idleTimeoutValue, boolean heartbeats) {
        Duration own = heartbeatInterval.multipliedBy(TOLERATED_INTERVALS);
        Optional<Duration> asked = idleTimeout.apply(idleTimeoutValue);
        if (heartbeats) {
            asked = asked.filter(value -> value.compareTo(SANE) <= 0).or(() -> Optional.of(own));
        }
        return asked.map(value -> (value.compareTo(own) > 0 ? value : own).toNanos())
                .orElse(Long.MAX_VALUE);
    }
}
