package io.connects.mri.internal.engine;

import java.util.OptionalLong;

/** One connection, as the engine sees it. */
final class Peer {
    final long connection;
    final String host;

    private long heard;
    private long silenceAllowed;
    private boolean heartbeats;
    private long idleTimeout;
    private Routing routing = Routing.DISABLED;
    private long routingSince;

    /** What a side says of routing, the stronger word last. */
    private enum Routing {
        DISABLED,
        /** It opened a session, which is taken to mean that routing is enabled. */
        ASSUMED,
        /** It sent ROUTING_ENABLED. */
        ENABLED
    }

    /** @param silenceAllowed how long it may be silent, in nanoseconds; {@link Long#MAX_VALUE} for ever */
    Peer(long connection, String host, long nowNanos, long silenceAllowed) {
        this.connection = connection;
        this.host = host;
        this.heard = nowNanos;
        this.silenceAllowed = silenceAllowed;
    }

    void heard(long nowNanos) {
        heard = nowNanos;
    }

    /** When it was heard last. */
    long heard() {
        return heard;
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

    /** @param order of all that sides have said of routing */
    void routingAssumed(long order) {
        routing = Routing.ASSUMED;
        routingSince = order;
    }

    void routingEnabled(long order) {
        routing = Routing.ENABLED;
        routingSince = order;
    }

    void routingDisabled() {
        routing = Routing.DISABLED;
    }

    /** Another side has sent ROUTING_ENABLED since: what this one is worth now is that it has opened. */
    void outdate(boolean routingAfterOpen) {
        if (routing == Routing.ENABLED) {
            routing = routingAfterOpen ? Routing.ASSUMED : Routing.DISABLED;
        }
    }

    boolean routes() {
        return routing != Routing.DISABLED;
    }

    /** Whether tasks go to it rather than to the other one, when both route: it said so in a stronger word, or later. */
    boolean routesRatherThan(Peer other) {
        return routing == other.routing ? routingSince > other.routingSince : routing.compareTo(other.routing) > 0;
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
