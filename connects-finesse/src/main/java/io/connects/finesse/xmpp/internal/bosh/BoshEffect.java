package io.connects.finesse.xmpp.internal.bosh;

import io.connects.finesse.xmpp.codec.BoshBody;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.XmppEnd;

/** What is to be done, in this order. */
public sealed interface BoshEffect {

    /** Posts a request; one of the same rid, if there is one still, is given up. */
    record Post(long rid, BoshBody body) implements BoshEffect {}

    record Deliver(Stanza stanza) implements BoshEffect {}

    /** An answer came: a sign of life. */
    record Heard() implements BoshEffect {}

    /** Nothing more will come. */
    record Failed(XmppEnd end) implements BoshEffect {}
}
