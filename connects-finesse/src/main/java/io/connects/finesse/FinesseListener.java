package io.connects.finesse;

import io.connects.finesse.message.Fact;
import java.net.URI;

/** Hears what a session has to say: one call after another, in order, on the callback executor. */
public interface FinesseListener {

    /** Something is different from what was known. Facts come while the session is stale too: what was read until then. */
    default void fact(Fact fact) {}

    /**
     * What the session knows is true from now on.
     *
     * @param moved whether this is another node than before. Media were signed in again; states are left to the agent
     */
    default void live(URI node, boolean moved) {}

    /** What the session knows may be old from now on, until it is {@link #live} again. */
    default void stale(String why) {}

    /** Something that was to be watched cannot be: an agent may not read it, or a subscription was refused. */
    default void missing(String what, String why) {}

    /** The old node signed the agent out after the move to another, which happens up to three minutes later; the session has signed in again, once. */
    default void signedInAgain() {}

    /** The session is over: somebody else uses its resource, or its credentials were refused. */
    default void stopped(String why) {}
}
