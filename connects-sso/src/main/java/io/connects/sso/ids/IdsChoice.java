package io.connects.sso.ids;

import org.jspecify.annotations.Nullable;

/**
 * Which node of a pair a client uses. It goes back to the local node as soon as that is in service again.
 *
 * <p>Cisco's table does not name the case of a local node in partial service and a remote one out of service; that the local one is used then is our reading.
 */
public enum IdsChoice {
    LOCAL,
    REMOTE,
    NONE;

    /** @param remote null when there is no second node */
    public static IdsChoice of(IdsState local, @Nullable IdsState remote) {
        return switch (local) {
            case IN_SERVICE -> LOCAL;
            case PARTIAL_SERVICE -> remote == IdsState.IN_SERVICE ? REMOTE : LOCAL;
            case OUT_OF_SERVICE -> remote == null || remote == IdsState.OUT_OF_SERVICE ? NONE : REMOTE;
        };
    }
}
