package io.connects.salesforce;

import io.connects.core.ProtocolViolationException;
import io.connects.core.http.HtmlPage;
import io.connects.core.http.HttpReply;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the Metadata API: the result of one create, or a fault, whose code stands behind a prefix.
 *
 * @param success what the result says; empty in a fault
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_saveresult.htm">SaveResult</a>
 */
record MetadataReply(String success, String code, String text) {
    private static final int MAX_TEXT = 500;

    /** Nothing but success. */
    static @Nullable Void created(HttpReply reply, String what) {
        MetadataReply said = read(reply, what);
        if (reply.successful() && said.success.equals("true")) {
            return null;
        }
        // Every fault comes with 500, which then says nothing.
        SalesforceError error = said.code.isEmpty()
                ? new SalesforceError(reply.status(), "HTTP_" + reply.status(), said.text, List.of())
                : new SalesforceError(400, said.code, said.text, List.of());
        throw error.toException(what);
    }

    private static MetadataReply read(HttpReply reply, String what) {
        String success = "";
        String code = "";
        String text = "";
        try {
            XMLStreamReader xml = hardened().createXMLStreamReader(new ByteArrayInputStream(reply.body()));
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "success" -> success = words(xml);
                    case "statusCode", "faultcode" -> code = words(xml).replaceFirst("^.*:", "");
                    case "message", "faultstring" -> text = words(xml);
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            if (!reply.successful()) {
                return new MetadataReply("", "", HtmlPage.words(reply.body()));
            }
            throw new ProtocolViolationException("the answer to " + what + " is not XML", 0, reply.body());
        }
        return new MetadataReply(success, code, text);
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static String words(XMLStreamReader xml) throws XMLStreamException {
        String words = xml.getElementText().strip();
        return words.length() <= MAX_TEXT ? words : words.substring(0, MAX_TEXT);
    }
}
