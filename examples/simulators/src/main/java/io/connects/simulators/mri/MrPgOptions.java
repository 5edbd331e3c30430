package io.connects.simulators.mri;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;

/**
 * Where and how an {@link MrPg} connects. Immutable.
 *
 * @param application where the application listens
 * @param heartbeatInterval how often the PG asks whether the application is there; CCE's value is 5 s
 * @param toleratedSilences how many heartbeats may go unanswered in a row; with one more the PG drops the connection
 * @param reconnectInterval how long the PG waits before it connects again; CCE's value is 10 s
 */
public record MrPgOptions(
        InetSocketAddress application,
        Dialect dialect,
        Duration heartbeatInterval,
        int toleratedSilences,
        Duration reconnectInterval) {

    public MrPgOptions {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(dialect, "dialect");
        requireMillis(heartbeatInterval, "heartbeatInterval");
        requireMillis(reconnectInterval, "reconnectInterval");
        if (toleratedSilences < 0) {
            throw new IllegalArgumentException("toleratedSilences: must not be negative, was " + toleratedSilences);
        }
    }

    /** CCE's documented intervals, three tolerated silences, and the dialect that everybody starts with. */
    public static MrPgOptions connectingTo(InetSocketAddress application) {
        return new MrPgOptions(application, Dialect.standard(), Duration.ofSeconds(5), 3, Duration.ofSeconds(10));
    }

    /** The same with another dialect. */
    public MrPgOptions speaking(Dialect other) {
        return new MrPgOptions(application, other, heartbeatInterval, toleratedSilences, reconnectInterval);
    }

    /** The same with other intervals. */
    public MrPgOptions every(Duration heartbeat, Duration reconnect) {
        return new MrPgOptions(application, dialect, heartbeat, toleratedSilences, reconnect);
    }

    private static void requireMillis(Duration duration, String name) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(name + ": must be at least 1 ms, was " + duration);
        }
    }
}
