package io.connects.simulators.salesforce;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A queue and its routing configuration.
 *
 * @param name the queue's name
 * @param pushTimeout how long an offer may stand unanswered; zero for no push timeout; milliseconds count here, while the record shows seconds rounded up
 * @param routingPriority low goes first
 * @param capacityWeight how much of an agent's capacity one item takes; null leaves the field empty, as real queues may, and counts as 1
 * @param externalRouting whether items wait for a partner (a PendingServiceRouting is made) or the queue is none of Omni-Channel's
 */
public record QueueSettings(
        String name,
        Duration pushTimeout,
        int routingPriority,
        @Nullable Double capacityWeight,
        boolean externalRouting) {
    /** Checks the name and the push timeout. */
    public QueueSettings {
        Objects.requireNonNull(name, "name");
        if (pushTimeout.isNegative()) {
            throw new IllegalArgumentException("pushTimeout: must not be negative");
        }
    }

    /** A queue with External Routing, priority 1 and weight 1. */
    public static QueueSettings external(String name, Duration pushTimeout) {
        return new QueueSettings(name, pushTimeout, 1, 1.0, true);
    }
}
