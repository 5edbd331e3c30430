package io.connects.finesse.xmpp.internal.transport;

import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.XmppEnd;

/** Hears what a transport has to say, on any thread, one thing after another. Must not block. */
public interface TransportListener {

    void opened();

    /** @param size about how much was read for it, in bytes or characters */
    void received(Stanza stanza, int size);

    /** Something came that says nothing. */
    void heard();

    /** Nothing more will come. */
    void failed(XmppEnd end);
}
