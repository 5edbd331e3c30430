package io.connects.salesforce;

import io.connects.core.http.Deadlines;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * As much of the Metadata API as sets up an org: what can be made in no other way. Immutable and thread-safe; fails as {@link SalesforceRest} does.
 *
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_createMetadata.htm">createMetadata()</a>
 */
public final class MetadataApi {
    static final String NAMESPACE = "http://soap.sforce.com/2006/04/metadata";
    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String TYPES = "http://www.w3.org/2001/XMLSchema-instance";
    private static final MediaType XML = MediaType.get("text/xml; charset=utf-8");

    private final AuthorisedCalls calls;
    private final Duration within;

    MetadataApi(AuthorisedCalls calls, Duration within) {
        this.calls = calls;
        this.within = within;
    }

    /**
     * Creates one component; fails with {@code DUPLICATE_DEVELOPER_NAME} or the like when there is one with this name.
     *
     * @param type such as {@code CustomObject}
     * @param component its elements in the order of the API's WSDL, {@code fullName} first: texts, numbers, booleans, maps of elements
     */
    public CompletableFuture<Void> create(String type, Map<String, ?> component) {
        String what = "create " + type + " " + component.get("fullName");
        return calls.version()
                .thenCompose(version -> calls.send(
                        token -> new Request.Builder()
                                .url(Urls.of(token.instanceUri(), "services/Soap/m/" + version))
                                .header("SOAPAction", "createMetadata")
                                .post(RequestBody.create(envelope(token, type, component), XML)),
                        ApiBudget.Priority.READ,
                        Deadlines.in(within)))
                .thenApply(reply -> MetadataReply.created(reply, what));
    }

    private static byte[] envelope(AccessToken token, String type, Map<String, ?> component) {
        var bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("e", "Envelope", ENVELOPE);
            xml.writeNamespace("e", ENVELOPE);
            xml.writeNamespace("x", TYPES);
            xml.writeStartElement("e", "Header", ENVELOPE);
            start(xml, "SessionHeader");
            element(xml, "sessionId", token.secret().reveal());
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeStartElement("e", "Body", ENVELOPE);
            start(xml, "createMetadata");
            xml.writeStartElement("metadata");
            xml.writeAttribute("x", TYPES, "type", type);
            for (Map.Entry<String, ?> part : component.entrySet()) {
                element(xml, part.getKey(), part.getValue());
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("component: cannot be written as XML", e);
        }
        return bytes.toByteArray();
    }

    private static void start(XMLStreamWriter xml, String name) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeDefaultNamespace(NAMESPACE);
    }

    private static void element(XMLStreamWriter xml, String name, @Nullable Object value) throws XMLStreamException {
        xml.writeStartElement(name);
        if (value instanceof Map<?, ?> parts) {
            for (Map.Entry<?, ?> part : parts.entrySet()) {
                element(xml, String.valueOf(part.getKey()), part.getValue());
            }
        } else {
            xml.writeCharacters(String.valueOf(value));
        }
        xml.writeEndElement();
    }
}
