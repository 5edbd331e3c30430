package io.connects.finesse.xmpp.internal.transport;

import io.connects.finesse.xmpp.message.Stanza;

/** Carries one stream. Called on the session's serial executor alone; no method blocks or throws. */
public interface XmppTransport {

    /** Begins to connect. */
    void open();

    /** Opens the stream, or begins it anew. */
    void openStream(boolean again);

    void send(Stanza stanza);

    /** Says that nothing more will be sent. */
    void closeStream();

    /**
     * Ends the transport; it need not say any more.
     *
     * @param politely after what was sent before, for two seconds at most
     */
    void disconnect(boolean politely);
}
