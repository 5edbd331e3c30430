package io.connects.finesse.xmpp.codec;

import io.connects.core.ProtocolViolationException;
import io.connects.finesse.xml.XmlReader;
import io.connects.finesse.xml.XmlWriter;
import io.connects.finesse.xmpp.message.Stanza;

/**
 * One text message of WebSocket is one element. Immutable and thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7395">RFC 7395</a>
 */
public final class WebSocketFraming {
    /** The name of the subprotocol. */
    public static final String SUBPROTOCOL = "xmpp";

    private final XmlReader reader;

    /** @param maxStanzaSize the most characters of one message */
    public WebSocketFraming(int maxStanzaSize) {
        reader = new XmlReader(maxStanzaSize);
    }

    /** @throws ProtocolViolationException when it is not one whole, well-formed element within the limits */
    public Stanza read(String message) {
        return StanzaCodec.read(reader.read(message));
    }

    /** @throws IllegalArgumentException when a text has a character that XML cannot carry */
    public static String write(Stanza stanza) {
        return XmlWriter.write(StanzaCodec.write(stanza));
    }
}
