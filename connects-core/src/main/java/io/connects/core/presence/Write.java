package io.connects.core.presence;

/** One write that was asked for and whose echo is still to be expected. Not thread-safe. */
final class Write<V> {
    final long number;
    final V expected;
    final PresenceEffect.Origin origin;
    /** When its echo is no longer one, on the rules' clock; of no account while it is held. */
    long expires;
    /** Waits for the end of a call, for as long as that takes. */
    boolean held;
    /** It was held at some time: the peer had taken it. */
    boolean pended;
    /** The side has changed by itself since: its echo is still one, but nobody waits for it. */
    boolean overtaken;

    Write(long number, V expected, PresenceEffect.Origin origin, long expires) {
        this.number = number;
        this.expected = expected;
        this.origin = origin;
        this.expires = expires;
    }

    void hold() {
        held = true;
        pended = true;
    }

    void release(long until) {
        if (held) {
            held = false;
            expires = until;
        }
    }
}
