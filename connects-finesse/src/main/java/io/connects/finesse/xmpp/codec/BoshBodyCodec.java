package io.connects.finesse.xmpp.codec;

import io.connects.core.ProtocolViolationException;
import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xml.XmlReader;
import io.connects.finesse.xml.XmlWriter;
import io.connects.finesse.xmpp.message.Stanza;
import java.util.function.Function;

/** Reads and writes bodies. Immutable and thread-safe. */
public final class BoshBodyCodec {
    private static final String HTTPBIND = "http://jabber.org/protocol/httpbind";
    private static final String XBOSH = "urn:xmpp:xbosh";

    private final XmlReader reader;

    /** @param maxBodySize the most bytes of one body */
    public BoshBodyCodec(int maxBodySize) {
        reader = new XmlReader(maxBodySize);
    }

    /** @throws ProtocolViolationException when it is not one whole, well-formed body within the limits */
    public BoshBody read(byte[] document) {
        XmlElement body = reader.read(document);
        if (!body.name().equals("body")) {
            throw new ProtocolViolationException("no body of BOSH", 0, document);
        }
        return new BoshBody(
                body.attributes(),
                body.children().stream().map(StanzaCodec::read).toList());
    }

    /** @throws IllegalArgumentException when a text has a character that XML cannot carry */
    public static String write(BoshBody body) {
        return write(body, StanzaCodec::write);
    }

    /** The text for a log: credentials are left out. */
    public static String loggable(BoshBody body) {
        return write(body, StanzaCodec::loggable);
    }

    private static String write(BoshBody body, Function<Stanza, XmlElement> elements) {
        var written = XmlElement.named("body", HTTPBIND);
        body.attributes().forEach(written::attribute);
        if (body.attributes().keySet().stream().anyMatch(name -> name.startsWith("xmpp:"))) {
            written.attribute("xmlns:xmpp", XBOSH);
        }
        body.stanzas().forEach(stanza -> written.add(elements.apply(stanza)));
        return XmlWriter.write(written.build());
    }
}
