package io.connects.finesse.xml;

import com.ctc.wstx.stax.WstxInputFactory;
import io.connects.core.ProtocolViolationException;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one element, such as a response, a stanza or the document inside a notification. A document type declaration is refused, and so is every
 * entity but XML's own five, an element below the {@value #MAX_DEPTH}th, and more than {@code maxSize}. Immutable and thread-safe.
 */
public final class XmlReader {
    /** How deep elements may be nested; Finesse's own go to 8. */
    public static final int MAX_DEPTH = 40;

    private static final XMLInputFactory STAX = hardened();

    private final int maxSize;

    /** @param maxSize the most bytes, or characters of a string, of one document */
    public XmlReader(int maxSize) {
        if (maxSize < 1) {
            throw new IllegalArgumentException("maxSize: must be positive, was " + maxSize);
        }
        this.maxSize = maxSize;
    }

    private static XMLInputFactory hardened() {
        var stax = new WstxInputFactory();
        stax.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        stax.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        stax.setProperty(XMLInputFactory.IS_COALESCING, true);
        // What is wrong is to be found where it is read, not where it is used.
        stax.getConfig().doParseLazily(false);
        return stax;
    }

    /**
     * Reads a document in UTF-8, or in the encoding that it declares.
     *
     * @throws ProtocolViolationException when it is not one whole, well-formed document within the limits
     */
    public XmlElement read(byte[] document) {
        if (document.length > maxSize) {
            throw tooLong(document);
        }
        try {
            return read(STAX.createXMLStreamReader(new ByteArrayInputStream(document)));
        } catch (XMLStreamException e) {
            throw malformed(e, document);
        }
    }

    /** Reads a document that was decoded already, as {@link #read(byte[])} does. */
    public XmlElement read(String document) {
        if (document.length() > maxSize) {
            throw tooLong(beginning(document));
        }
        try {
            return read(STAX.createXMLStreamReader(new StringReader(document)));
        } catch (XMLStreamException e) {
            throw malformed(e, beginning(document));
        }
    }

    private ProtocolViolationException tooLong(byte[] document) {
        return new ProtocolViolationException("XML of more than " + maxSize + " bytes", maxSize, document);
    }

    private static byte[] beginning(String document) {
        return document.substring(0, Math.min(document.length(), ProtocolViolationException.MAX_BYTES_KEPT))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ProtocolViolationException malformed(XMLStreamException e, byte[] document) {
        int offset = e.getLocation() == null ? -1 : e.getLocation().getCharacterOffset();
        return new ProtocolViolationException("XML that cannot be read, at " + offset, offset, document, e);
    }

    private static XmlElement read(XMLStreamReader in) throws XMLStreamException {
        try {
            while (in.next() != XMLStreamConstants.START_ELEMENT) {
                if (in.getEventType() == XMLStreamConstants.DTD) {
                    throw new XMLStreamException("a document type declaration", in.getLocation());
                }
            }
            XmlElement root = element(in, 1);
            while (in.hasNext()) {
                in.next();
            }
            return root;
        } finally {
            in.close();
        }
    }

    /** From a start tag to behind its end tag. */
    private static XmlElement element(XMLStreamReader in, int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new XMLStreamException("elements nested more than " + MAX_DEPTH + " deep", in.getLocation());
        }
        String name = in.getLocalName();
        String namespace = in.getNamespaceURI();
        Map<String, String> attributes = attributes(in);
        String text = "";
        List<XmlElement> children = List.of();
        while (true) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (children.isEmpty()) {
                        children = new ArrayList<>();
                    }
                    children.add(element(in, depth + 1));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    // Space between elements is most of what an indented document has, and nobody wants it as a string.
                    if (children.isEmpty() || !text.isEmpty() || !in.isWhiteSpace()) {
                        text = text.isEmpty() ? in.getText() : text.concat(in.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    boolean isSpaceBetween = !children.isEmpty() && text.isBlank();
                    return new XmlElement(
                            name, namespace == null ? "" : namespace, attributes, isSpaceBetween ? "" : text, children);
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("an entity that XML does not define", in.getLocation());
                default -> {
                    // A comment or a processing instruction says nothing.
                }
            }
        }
    }

    private static Map<String, String> attributes(XMLStreamReader in) {
        int count = in.getAttributeCount();
        if (count == 0) {
            return Map.of();
        }
        if (count == 1) {
            return Map.of(attributeName(in, 0), in.getAttributeValue(0));
        }
        var attributes = new LinkedHashMap<String, String>();
        for (int i = 0; i < count; i++) {
            attributes.put(attributeName(in, i), in.getAttributeValue(i));
        }
        return attributes;
    }

    private static String attributeName(XMLStreamReader in, int which) {
        String prefix = in.getAttributePrefix(which);
        String name = in.getAttributeLocalName(which);
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }
}
