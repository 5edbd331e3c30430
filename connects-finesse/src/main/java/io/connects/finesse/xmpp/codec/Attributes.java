package io.connects.finesse.xmpp.codec;

import io.connects.finesse.xml.XmlElement;

/** Attributes that are there only when they have a value. */
final class Attributes {
    private Attributes() {}

    static void ifSet(XmlElement.Builder element, String name, String value) {
        if (!value.isEmpty()) {
            element.attribute(name, value);
        }
    }

    /** The three that stanzas share. */
    static XmlElement.Builder stanza(String name, String from, String to, String id) {
        var stanza = XmlElement.named(name, IqCodec.CLIENT);
        ifSet(stanza, "from", from);
        ifSet(stanza, "to", to);
        ifSet(stanza, "id", id);
        return stanza;
    }
}
