package io.connects.mri.internal.engine;

import java.util.OptionalLong;

/** One connection, as the engine sees it. */
final class Peer {
    final long connection;

    private long heard;
    private long silenceAllowed;

    /** @param silenceAllowed how long it may be silent, in nanoseconds; {@link Long#MAX_VALUE} for ever */
    Peer(long connection, long nowNanos, long silenceAllowed) {
        this.connection = connection;
        this.heard = nowNanos;
        this.silenceAllowed = silenceAllowed;
    }

    void heard(long nowNanos) {
        heard = nowNanos;
    }

    void allowSilence(long nanos) {
        silenceAllowed = nanos;
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
