package io.connects.mri.internal.engine;

import java.util.OptionalLong;

/** One connection, as the engine sees it. */
final class Peer {
    final long connection;

    private long heard;
    private long silenceAllowed;
    private boolean heartbeats;
    private long idleTimeout;

    /** @param silenceAllowed how long it may be silent, in nanoseconds; {@link Long#MAX_VALUE} for ever */
    Peer(long connection, long nowNanos, long silenceAllowed) {
        this.connection = connection;
        this.heard = nowNanos;
        this.silenceAllowed = silenceAllowed;
    }

    void heard(long nowNanos) {
        heard = nowNanos;
    }

    /** It opened a session and asked for this. */
    void opened(long idleTimeoutValue, SessionRules rules) {
        idleTimeout = idleTimeoutValue;
        silenceAllowed = rules.idleNanos(idleTimeout, heartbeats);
    }

    /**
     * It sent a heartbeat.
     *
     * @param inSession false while its deadline is one for OPEN_REQ
     */
    void beat(boolean inSession, SessionRules rules) {
        heartbeats = true;
        if (inSession) {
            silenceAllowed = rules.idleNanos(idleTimeout, heartbeats);
        }
    }

    /** When it has been silent for too long; empty for never. */
    OptionalLong deadline() {
        return silenceAllowed == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(heard + silenceAllowed);
    }

    boolean over(long nowNanos) {
        OptionalLong deadline = deadline();
        return deadline.isPresent() && nowNanos - deadline.getAsLong() >= 0;
    }
}
