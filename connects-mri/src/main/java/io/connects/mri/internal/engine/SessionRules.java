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
        LongFunction<Optional<Duration>> idleTimeout,
        Duration heartbeatInterval,
        Duration openDeadline,
        Duration cancelDeadline,
        Duration closeDeadline) {
    /** How many heartbeat intervals a peer may be silent. */
    private static final int TOLERATED_INTERVALS = 4;

    /** How long a peer that opened like this may be silent, in nanoseconds; {@link Long#MAX_VALUE} for no limit. */
    long idleNanos(long idleTimeoutValue) {
        Duration own = heartbeatInterval.multipliedBy(TOLERATED_INTERVALS);
        return idleTimeout
                .apply(idleTimeoutValue)
                .map(asked -> (asked.compareTo(own) > 0 ? asked : own).toNanos())
                .orElse(Long.MAX_VALUE);
    }
}
