package io.connects.salesforce.streaming;

import java.util.Set;

/** Is told what a stream brings, one call at a time, in order, never on an I/O thread. */
public interface StreamListener {
    /**
     * The stream came up, went down, or is down for another reason than before.
     *
     * @param trouble what kind of trouble the reason tells of
     * @param reason for a person to read
     */
    void state(State state, Trouble trouble, String reason);

    /**
     * These channels are subscribed from here on; called after every new handshake, once every channel was accepted or refused, and again when one
     * that was refused is accepted. Replayed events may have been reported before.
     *
     * @param channels all that are subscribed now
     * @param gapless whether every channel went on after the last event that was processed; otherwise what happened before this call may have been
     *     missed, and should be read by other means
     */
    void subscribed(Set<String> channels, boolean gapless);

    /**
     * An event. Once this returns, the event counts as processed: a reconnect goes on after it. If it throws, that is logged as an error, and the
     * event counts as processed all the same, so that one event cannot stop all others.
     */
    void event(StreamEvent event);

    /** How a stream is. */
    enum State {
        /** All channels are subscribed. */
        LIVE,
        /** Some channels are subscribed, others cannot be. */
        PARTIAL,
        /** No events arrive. */
        DOWN
    }

    /** Whether what keeps events away may pass by itself in moments. */
    enum Trouble {
        /** All is well. */
        NONE,
        /** Connecting, a broken network, a busy server: tried again at once, then later and later. */
        PASSING,
        /** A limit, a missing permission, a missing channel, maintenance, a proxy that refuses: tried again after minutes. */
        LASTING
    }
}
