package io.connects.benchmarks.finesse;

import com.ctc.wstx.stax.WstxInputFactory;
import io.connects.finesse.codec.NotificationXml;
import io.connects.finesse.message.Notification;
import io.connects.finesse.xml.XmlReader;
import io.connects.finesse.xmpp.codec.StanzaCodec;
import io.connects.finesse.xmpp.message.Stanza.PubSubEvent;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.parsing.SmackParsingException;
import org.jivesoftware.smack.provider.ProviderManager;
import org.jivesoftware.smack.util.PacketParserUtils;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;
import org.jivesoftware.smackx.pubsub.EventElement;
import org.jivesoftware.smackx.pubsub.ItemsExtension;
import org.jivesoftware.smackx.pubsub.PayloadItem;

/** The three ways from a stanza's bytes to what it tells; each parses twice. Not thread-safe. */
final class NotificationReader {
    private static final int MAX = 1 << 20;

    private final XmlReader stanzas = new XmlReader(MAX);
    private final NotificationXml notifications = new NotificationXml(MAX);
    private final XMLInputFactory stax = hardened();
    private final Unmarshaller unmarshaller;

    NotificationReader() {
        try {
            unmarshaller = JAXBContext.newInstance(JaxbUpdate.class).createUnmarshaller();
        } catch (JAXBException e) {
            throw new IllegalStateException("JAXB does not take its classes", e);
        }
        ProviderManager.addExtensionProvider(SmackText.ELEMENT, SmackText.NAMESPACE, new SmackText.Provider());
    }

    private static XMLInputFactory hardened() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** With the classes that a session of ours reads with. */
    Notification ours(byte[] stanza) {
        var event = (PubSubEvent) StanzaCodec.read(stanzas.read(stanza));
        return notifications.read(event.items().get(0).payload());
    }

    /** StAX up to the text of the notification, and JAXB for what is in it. */
    JaxbUpdate jaxb(byte[] stanza) throws XMLStreamException, JAXBException {
        XMLStreamReader reader = stax.createXMLStreamReader(new ByteArrayInputStream(stanza));
        try {
            while (!(reader.next() == XMLStreamReader.START_ELEMENT
                    && reader.getLocalName().equals(SmackText.ELEMENT))) {
                // An element around it.
            }
            return update(reader.getElementText());
        } finally {
            reader.close();
        }
    }

    /** Smack's stanza with its own provider of events, and JAXB for what is in it. */
    JaxbUpdate smack(byte[] stanza)
            throws XmlPullParserException, IOException, SmackParsingException, XMLStreamException, JAXBException {
        XmlPullParser parser = PacketParserUtils.getParserFor(
                new InputStreamReader(new ByteArrayInputStream(stanza), StandardCharsets.UTF_8));
        Stanza message = PacketParserUtils.parseStanza(parser, XmlEnvironment.EMPTY);
        var items = (ItemsExtension) EventElement.from(message).getEvent();
        var item = (PayloadItem<?>) items.getItems().get(0);
        return update(((SmackText) item.getPayload()).text());
    }

    private JaxbUpdate update(String payload) throws XMLStreamException, JAXBException {
        XMLStreamReader reader = stax.createXMLStreamReader(new StringReader(payload));
        try {
            return (JaxbUpdate) unmarshaller.unmarshal(reader);
        } finally {
            reader.close();
        }
    }
}
