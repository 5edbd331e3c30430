package io.connects.finesse.xmpp.codec;

import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.Stanza.Close;
import io.connects.finesse.xmpp.message.Stanza.Open;

/** The elements that open and close a stream over WebSocket (RFC 7395, sections 3.4 and 3.6). */
final class FramingCodec {
    private static final String FRAMING = "urn:ietf:params:xml:ns:xmpp-framing";

    private FramingCodec() {}

    static Stanza read(XmlElement element) {
        return element.name().equals("open")
                ? new Open(element.attribute("from"), element.attribute("to"), element.attribute("id"))
                : new Close(element.attribute("see-other-uri"));
    }

    static XmlElement write(Open open) {
        var written = XmlElement.named("open", FRAMING);
        Attributes.ifSet(written, "from", open.from());
        Attributes.ifSet(written, "to", open.to());
        Attributes.ifSet(written, "id", open.id());
        return written.attribute("version", "1.0").build();
    }

    static XmlElement write(Close close) {
        var written = XmlElement.named("close", FRAMING);
        Attributes.ifSet(written, "see-other-uri", close.seeOtherUri());
        return written.build();
    }
}
