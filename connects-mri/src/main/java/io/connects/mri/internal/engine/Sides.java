package io.connects.mri.internal.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sides of the PIM that have opened a session: at most two, told apart by their hosts. Tasks go to the one that sent ROUTING_ENABLED last,
 * whose word outdates that of the other; when none did, to the one that opened last, where routing is taken to be enabled from then on.
 */
final class Sides {
    /** Side A and side B. */
    static final int MOST = 2;

    private final boolean routingAfterOpen;
    private final List<Peer> open = new ArrayList<>(MOST);
    private long order;

    /** @param routingAfterOpen whether to open is taken to mean that routing is enabled */
    Sides(boolean routingAfterOpen) {
        this.routingAfterOpen = routingAfterOpen;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    boolean isFull() {
        return open.size() >= MOST;
    }

    boolean has(Peer peer) {
        return open.contains(peer);
    }

    @Nullable
    Peer of(long connection) {
        for (Peer peer : open) {
            if (peer.connection == connection) {
                return peer;
            }
        }
        return null;
    }

    @Nullable
    Peer of(String host) {
        for (Peer peer : open) {
            if (peer.host.equals(host)) {
                return peer;
            }
        }
        return null;
    }

    void add(Peer peer) {
        open.add(peer);
        if (routingAfterOpen) {
            peer.routingAssumed(++order);
        } else {
            peer.routingDisabled();
        }
    }

    void remove(Peer peer) {
        open.remove(peer);
    }

    void routingEnabled(Peer peer) {
        for (Peer other : open) {
            other.outdate(routingAfterOpen);
        }
        peer.routingEnabled(++order);
    }

    /** The one to which tasks go; null for none. */
    @Nullable
    Peer routing() {
        Peer best = null;
        for (Peer peer : open) {
            if (peer.routes() && (best == null || peer.routesRatherThan(best))) {
                best = peer;
            }
        }
        return best;
    }

    /** The one that gives way to a third host: not the one to which tasks go, and else the one that was silent for longer. */
    Peer expendable(@Nullable Peer routing) {
        Peer first = null;
        for (Peer peer : open) {
            if (peer != routing && (first == null || peer.heard() - first.heard() < 0)) {
                first = peer;
            }
        }
        if (first == null) {
            throw new IllegalStateException("no side to spare");
        }
        return first;
    }

    /** A copy. */
    List<Peer> all() {
        return List.copyOf(open);
    }

    List<Peer> view() {
        return open;
    }
}
