package io.connects.mri.internal.transport;

import io.connects.mri.message.MriMessage;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;

/** A port, its connections and the loop that owns them. Everything but {@link #execute} and {@link #stop} is called on the loop. */
public interface Transport extends Executor {

    /** Begins to accept connections and to tell the handler. */
    void start();

    /** Where it listens, with the port that was given where 0 was asked for. Thread-safe. */
    InetSocketAddress address();

    /** Runs a task on the loop after this many nanoseconds. */
    ScheduledFuture<?> schedule(Runnable task, long delayNanos);

    void send(long connection, MriMessage message);

    /** Ends a connection after what was sent on it before. */
    void disconnect(long connection, String reason);

    /** Stops or goes on taking bytes from every peer, also from those that connect later. */
    void pauseReading(boolean pause);

    /**
     * Ends the port, every connection and the loop's thread. Thread-safe.
     *
     * @param afterwards runs when all that has ended
     */
    void stop(Runnable afterwards);
}
