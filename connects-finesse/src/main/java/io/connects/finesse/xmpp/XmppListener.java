package io.connects.finesse.xmpp;

import io.connects.finesse.xmpp.message.Jid;
import io.connects.finesse.xmpp.message.XmppEnd;

/** Hears what a session has to say: one call after another, in order, on the callback executor. */
public interface XmppListener {

    /** Signed in under this address; events come from now on. */
    default void connected(Jid jid) {}

    /**
     * News of a node.
     *
     * @param node such as {@code /finesse/api/User/1001}
     * @param itemId the server's own id; tells nothing about an order
     * @param payload the text of the notification: with Finesse an XML document, to be read as one that may be hostile
     */
    default void event(String node, String itemId, String payload) {}

    /** News came that lacks its node or its payload: both may be empty. What it says is not known, so ask over REST. */
    default void unreadable(String node, String itemId, String reason) {}

    /** Finesse's web application, the user {@code finesse}, has come or gone. */
    default void servicePresence(boolean available) {}

    /** The last call. Also when it never came to {@link #connected}. */
    default void ended(XmppEnd end) {}
}
