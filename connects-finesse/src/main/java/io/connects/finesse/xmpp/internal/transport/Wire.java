package io.connects.finesse.xmpp.internal.transport;

import io.connects.finesse.xml.XmlWriter;
import io.connects.finesse.xmpp.codec.BoshBody;
import io.connects.finesse.xmpp.codec.BoshBodyCodec;
import io.connects.finesse.xmpp.codec.StanzaCodec;
import io.connects.finesse.xmpp.message.Stanza;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of what goes over the wire, without credentials. */
final class Wire {
    private static final Logger log = LoggerFactory.getLogger("io.connects.wire.xmpp");

    private Wire() {}

    static void sent(Stanza stanza) {
        if (log.isTraceEnabled()) {
            log.trace("> {}", XmlWriter.write(StanzaCodec.loggable(stanza)));
        }
    }

    static void sent(BoshBody body) {
        if (log.isTraceEnabled()) {
            log.trace("> {}", BoshBodyCodec.loggable(body));
        }
    }

    static void received(String text) {
        log.trace("< {}", text);
    }

    /** Whether it is worth making text of bytes. */
    static boolean isOn() {
        return log.isTraceEnabled();
    }
}
