package io.connects.simulators.salesforce;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A SOAP request that creates components.
 *
 * @param components the type and the elements of each; an element is a text or a map, and a list of these where it is repeated
 */
record MetadataRequest(String sessionId, List<Map.Entry<String, Map<String, Object>>> components) {
    private static final int MAX_DEPTH = 16;
    private static final String TYPES = "http://www.w3.org/2001/XMLSchema-instance";

    /** @throws SalesforceError when this is no such request */
    static MetadataRequest of(byte[] body) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
            String session = "";
            String call = "";
            var components = new ArrayList<Map.Entry<String, Map<String, Object>>>();
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                String name = xml.getLocalName();
                if (name.equals("sessionId")) {
                    session = xml.getElementText();
                } else if (name.equals("metadata") && call.equals("createMetadata")) {
                    String type = String.valueOf(xml.getAttributeValue(TYPES, "type"));
                    if (element(xml, 0) instanceof Map<?, ?> elements) {
                        components.add(Map.entry(type.replaceFirst("^.*:", ""), texts(elements)));
                    }
                } else {
                    call = name;
                }
            }
            if (components.isEmpty()) {
                throw new SalesforceError(500, "UNSUPPORTED_API_CALL", "only createMetadata is simulated");
            }
            return new MetadataRequest(session, List.copyOf(components));
        } catch (XMLStreamException e) {
            throw new SalesforceError(500, "UNKNOWN_EXCEPTION", "not XML: " + e.getMessage());
        }
    }

    private static Map<String, Object> texts(Map<?, ?> elements) {
        var named = new LinkedHashMap<String, Object>();
        elements.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    /** What stands in the element that the reader is at: its text, or the elements in it. */
    private static Object element(XMLStreamReader xml, int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new XMLStreamException("nested too deeply");
        }
        var inner = new LinkedHashMap<String, Object>();
        var text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                inner.merge(name, element(xml, depth + 1), MetadataRequest::both);
            } else if (event == XMLStreamConstants.CHARACTERS) {
                text.append(xml.getText());
            }
        }
        return inner.isEmpty() ? text.toString().strip() : inner;
    }

    private static Object both(Object first, Object second) {
        var all = new ArrayList<Object>(first instanceof List<?> list ? list : List.of(first));
        all.add(second);
        return all;
    }
}
