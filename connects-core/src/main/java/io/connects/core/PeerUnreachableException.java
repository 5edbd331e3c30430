package io.connects.core;

import org.jspecify.annotations.Nullable;

/** We could not reach the peer, and it certainly did not act on the request: try again later, or look at the network. */
public final class PeerUnreachableException extends ConnectsException {
    private static final long serialVersionUID = 1L;

    public PeerUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause, true);
    }
}
