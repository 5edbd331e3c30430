package io.connects.sso;

import io.connects.core.ConnectsException;
import java.time.Duration;

/** Hears what becomes of a {@link TokenSession}: one call at a time, in order, on the callback executor. */
public interface SessionListener {
    /** Why a session has ended. Only a new sign-in helps, except after {@link #CLOSED}. */
    enum End {
        /** The refresh token's life is over. */
        REFRESH_EXPIRED,
        /** The access token's life is over, and it could not be refreshed before. */
        ACCESS_EXPIRED,
        /** The access token is not accepted, and a new one was refused or is not accepted either. */
        REFUSED,
        /** The tokens are about somebody else. */
        WRONG_USER,
        /** By its owner. */
        CLOSED
    }

    /** There is a new access token. */
    default void renewed(Duration life) {}

    /**
     * A refresh did not work.
     *
     * @param tries in a row so far
     * @param last whether no other follows before the end
     */
    default void failed(int tries, boolean last, ConnectsException why) {}

    /** The session will end, unless something happens: ask the user to sign in again while there is time. */
    default void endsSoon(Duration left) {}

    /** It is over; nothing is told any more. */
    default void ended(End why) {}
}
