package io.connects.simulators.ids.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads XML of strangers: no document type, so no entities of theirs, and nothing from elsewhere. */
final class HardenedXml {
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private HardenedXml() {}

    /** @throws SamlRefusal for what is not XML, or has a document type */
    static Document read(byte[] bytes) {
        var strict = new Strict();
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            builder.setErrorHandler(strict);
            return builder.parse(new ByteArrayInputStream(bytes));
        } catch (SAXException e) {
            throw new SamlRefusal(hasDocumentType(e) ? SamlFault.DOCUMENT_TYPE : SamlFault.NOT_XML, e);
        } catch (IOException e) {
            throw new SamlRefusal(SamlFault.NOT_XML, e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java VM has a hardened parser", e);
        }
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature(NO_DOCTYPE, true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setXIncludeAware(false);
        factory.setNamespaceAware(true);
        factory.setExpandEntityReferences(false);
        // A comment within a value would part it for some readers and not for others.
        factory.setIgnoringComments(true);
        factory.setCoalescing(true);
        return factory;
    }

    /** The feature's name is in the text of the JDK's parser in every language. */
    private static boolean hasDocumentType(SAXException e) {
        return String.valueOf(e.getMessage()).contains("disallow-doctype-decl");
    }

    /** Nothing is printed, and every fault ends the reading. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
