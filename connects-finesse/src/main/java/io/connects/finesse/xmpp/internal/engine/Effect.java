package io.connects.finesse.xmpp.internal.engine;

import io.connects.finesse.xmpp.message.Jid;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.XmppEnd;

/** What is to be done, in this order. */
public sealed interface Effect {

    /** Opens the stream, or begins it anew after authentication. */
    record OpenStream(boolean again) implements Effect {}

    record Send(Stanza stanza) implements Effect {}

    /** Signs in with SASL PLAIN as this user, with the password or token that is asked for now. */
    record Authenticate(String user) implements Effect {}

    /** Says that nothing more will be sent. */
    record CloseStream() implements Effect {}

    /**
     * Ends the transport.
     *
     * @param politely after what was sent before; else at once, because nobody is there
     */
    record Disconnect(boolean politely) implements Effect {}

    /** The session is ready, under the address that the server gave. */
    record Connected(Jid jid) implements Effect {}

    record Notified(String node, String itemId, String payload) implements Effect {}

    /** An event came in which the payload or its node is missing. */
    record Unreadable(String node, String itemId, String reason) implements Effect {}

    /** The user {@code finesse}, which is Finesse's web application, is there or not. */
    record ServicePresence(boolean available) implements Effect {}

    record Answered(PubSubRequest request, Outcome outcome) implements Effect {}

    /** Something without a meaning here and now. */
    record Ignored(String reason) implements Effect {}

    /** Nothing more will come. */
    record Ended(XmppEnd end) implements Effect {}
}
