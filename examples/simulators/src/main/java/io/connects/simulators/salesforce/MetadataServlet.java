package io.connects.simulators.salesforce;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** {@code /services/Soap/m}: creates custom objects and permission sets. The simulated org lets every user do everything. */
final class MetadataServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int MAX_BODY = 1024 * 1024;
    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String NAMESPACE = "http://soap.sforce.com/2006/04/metadata";
    private final transient OrgCore core;
    private final transient Tokens tokens;

    MetadataServlet(OrgCore core, Tokens tokens) {
        this.core = core;
        this.tokens = tokens;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/xml;charset=UTF-8");
        try {
            byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                throw new SalesforceError(500, "EXCEEDED_MAX_SIZE_REQUEST", "the request is too large");
            }
            MetadataRequest asked = MetadataRequest.of(body);
            if (!tokens.authorises("Bearer " + asked.sessionId())) {
                throw new SalesforceError(500, "INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader");
            }
            write(response, xml -> {
                xml.writeStartElement("createMetadataResponse");
                xml.writeDefaultNamespace(NAMESPACE);
                for (Map.Entry<String, Map<String, Object>> component : asked.components()) {
                    result(xml, component.getKey(), component.getValue());
                }
            });
        } catch (SalesforceError e) {
            response.setStatus(500);
            write(response, xml -> {
                xml.writeStartElement("e", "Fault", ENVELOPE);
                element(xml, "faultcode", "sf:" + e.code());
                element(xml, "faultstring", e.code() + ": " + e.text());
            });
        }
    }

    private void result(XMLStreamWriter xml, String type, Map<String, Object> component) throws XMLStreamException {
        xml.writeStartElement("result");
        try {
            core.transact(tx -> {
                MetadataComponents.create(tx, core.schema(), type, component);
                return null;
            });
            element(xml, "fullName", String.valueOf(component.get("fullName")));
            element(xml, "success", "true");
        } catch (SalesforceError e) {
            xml.writeStartElement("errors");
            element(xml, "message", e.text());
            element(xml, "statusCode", e.code());
            xml.writeEndElement();
            element(xml, "fullName", String.valueOf(component.get("fullName")));
            element(xml, "success", "false");
        }
        xml.writeEndElement();
    }

    private interface Content {
        void to(XMLStreamWriter xml) throws XMLStreamException;
    }

    private static void write(HttpServletResponse response, Content content) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory()
                    .createXMLStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("e", "Envelope", ENVELOPE);
            xml.writeNamespace("e", ENVELOPE);
            xml.writeStartElement("e", "Body", ENVELOPE);
            content.to(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
