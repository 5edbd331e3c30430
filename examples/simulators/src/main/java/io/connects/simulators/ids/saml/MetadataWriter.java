package io.connects.simulators.ids.saml;

import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import javax.xml.stream.XMLStreamWriter;
import org.keycloak.dom.saml.v2.metadata.EndpointType;
import org.keycloak.dom.saml.v2.metadata.EntityDescriptorType;
import org.keycloak.saml.SPMetadataDescriptor;
import org.keycloak.saml.common.exceptions.ProcessingException;
import org.keycloak.saml.common.util.StaxUtil;
import org.keycloak.saml.processing.core.saml.v2.writers.SAMLMetadataWriter;

/** Writes what the product's console gives as a download: the service provider's metadata. Their exact form is not public. */
final class MetadataWriter {
    private static final URI POST = URI.create("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST");
    private static final String TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

    private MetadataWriter() {}

    static String write(String entityId, String consumer) {
        var endpoint = new EndpointType(POST, URI.create(consumer));
        EntityDescriptorType descriptor = SPMetadataDescriptor.buildSPDescriptor(
                List.of(endpoint), List.of(), false, false, false, entityId, TRANSIENT, List.of(), List.of());
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = StaxUtil.getXMLStreamWriter(text);
            new SAMLMetadataWriter(xml).writeEntityDescriptor(descriptor);
            StaxUtil.flush(xml);
        } catch (ProcessingException e) {
            throw new IllegalStateException("cannot write metadata", e);
        }
        return text.toString();
    }
}
