package io.connects.finesse.xml;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.StringWriter;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements. Text and attributes are escaped, so that they never become markup. Thread-safe. */
public final class XmlWriter {
    private static final XMLOutputFactory STAX = new WstxOutputFactory();

    private XmlWriter() {}

    /**
     * The element without an XML declaration. An element of another namespace than the one around it declares that namespace.
     *
     * @throws IllegalArgumentException when a text has a character that XML cannot carry, such as U+0000
     */
    public static String write(XmlElement element) {
        var text = new StringWriter();
        try {
            XMLStreamWriter out = STAX.createXMLStreamWriter(text);
            write(out, element, "");
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(element.name() + ": cannot be written as XML", e);
        }
        return text.toString();
    }

    private static void write(XMLStreamWriter out, XmlElement element, String around) throws XMLStreamException {
        boolean isEmpty = element.text().isEmpty() && element.children().isEmpty();
        if (isEmpty) {
            out.writeEmptyElement(element.name());
        } else {
            out.writeStartElement(element.name());
        }
        if (!element.namespace().equals(around)) {
            out.writeDefaultNamespace(element.namespace());
        }
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            out.writeAttribute(attribute.getKey(), carried(attribute.getValue(), element));
        }
        if (!isEmpty) {
            out.writeCharacters(carried(element.text(), element));
            for (XmlElement child : element.children()) {
                write(out, child, element.namespace());
            }
            out.writeEndElement();
        }
    }

    private static String carried(String text, XmlElement element) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (isPair) {
                i++;
            } else if (c < ' ' ? "\t\n\r".indexOf(c) < 0 : Character.isSurrogate(c) || c >= '\uFFFE') {
                throw new IllegalArgumentException(
                        element.name() + ": has a character that XML cannot carry, U+%04X".formatted((int) c));
            }
        }
        return text;
    }
}
