package io.connects.simulators.finesse;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads one element from XML text of at most a megabyte: no document type, no entities of its own, limits to depth and number. */
final class XmlReader {
    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_DEPTH = 40;
    private static final int MAX_ELEMENTS = 10_000;

    private XmlReader() {}

    /** The text is not what it should be. */
    static final class NotXml extends Exception {
        private static final long serialVersionUID = 1;

        NotXml(String message) {
            super(message);
        }
    }

    static Element read(String xml) throws NotXml {
        if (xml.length() > MAX_TEXT) {
            throw new NotXml("longer than " + MAX_TEXT + " characters");
        }
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(xml));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            // The parser's message quotes what it read, which may hold a password.
            throw new NotXml("not well-formed at offset " + e.getLocation().getCharacterOffset());
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static Element read(XMLStreamReader reader) throws XMLStreamException, NotXml {
        Deque<Element> open = new ArrayDeque<>();
        @Nullable Element root = null;
        int count = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++count > MAX_ELEMENTS || open.size() >= MAX_DEPTH) {
                        throw new NotXml("more than " + MAX_ELEMENTS + " elements, or deeper than " + MAX_DEPTH);
                    }
                    Element element = started(reader);
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.peek().add(element);
                    }
                    open.push(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    Element top = open.peek();
                    if (top != null) {
                        top.text(top.text() + reader.getText());
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new NotXml("a document type or an entity");
                default -> {} // comments and white space
            }
        }
        if (root == null) {
            throw new NotXml("no element");
        }
        return root;
    }

    private static Element started(XMLStreamReader reader) {
        String namespace = reader.getNamespaceURI();
        Element element = Element.of(reader.getLocalName(), namespace == null ? "" : namespace);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            String local = reader.getAttributeLocalName(i);
            element.attribute(
                    prefix == null || prefix.isEmpty() ? local : prefix + ":" + local, reader.getAttributeValue(i));
        }
        return element;
    }
}
