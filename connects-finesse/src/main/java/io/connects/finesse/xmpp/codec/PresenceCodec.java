package io.connects.finesse.xmpp.codec;

import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xmpp.message.Stanza.Presence;

/** Presence (RFC 6121, section 4). */
final class PresenceCodec {
    private PresenceCodec() {}

    static Presence read(XmlElement presence) {
        return new Presence(
                presence.attribute("from"),
                presence.attribute("to"),
                presence.attribute("type"),
                priority(presence.childText("priority").trim()));
    }

    private static int priority(String text) {
        try {
            return Byte.parseByte(text);
        } catch (NumberFormatException e) {
            return 0; // as when none is given
        }
    }

    static XmlElement write(Presence presence) {
        var written = Attributes.stanza("presence", presence.from(), presence.to(), "");
        Attributes.ifSet(written, "type", presence.type());
        if (presence.isAvailable()) {
            written.add("priority", Integer.toString(presence.priority()));
        }
        return written.build();
    }
}
