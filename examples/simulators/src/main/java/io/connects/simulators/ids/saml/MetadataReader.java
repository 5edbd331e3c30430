package io.connects.simulators.ids.saml;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.keycloak.dom.saml.v2.metadata.EntityDescriptorType;
import org.keycloak.dom.saml.v2.metadata.IDPSSODescriptorType;
import org.keycloak.dom.saml.v2.metadata.KeyDescriptorType;
import org.keycloak.dom.saml.v2.metadata.KeyTypes;
import org.keycloak.saml.common.exceptions.ParsingException;
import org.keycloak.saml.processing.core.parsers.saml.SAMLParser;
import org.w3c.dom.Document;

/** Reads an identity provider's metadata: name, address for HTTP-POST and signing certificates. Their own signature and their end are not looked at. */
final class MetadataReader {
    private static final URI POST = URI.create("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST");
    /** In bytes. */
    static final int LONGEST = 1_000_000;

    private MetadataReader() {}

    static SamlIdentityProvider read(byte[] metadata) {
        if (metadata.length > LONGEST) {
            throw new IllegalArgumentException("metadata: have more than " + LONGEST + " bytes");
        }
        EntityDescriptorType entity = entity(metadata);
        IDPSSODescriptorType descriptor = entity.getChoiceType().stream()
                .flatMap(choice -> choice.getDescriptors().stream())
                .map(EntityDescriptorType.EDTDescriptorChoiceType::getIdpDescriptor)
                .filter(each -> each != null)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("metadata: are not an identity provider's"));
        URI singleSignOn = descriptor.getSingleSignOnService().stream()
                .filter(each -> POST.equals(each.getBinding()))
                .map(each -> each.getLocation())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("metadata: have no SingleSignOnService for HTTP-POST"));
        List<X509Certificate> certificates = new ArrayList<>();
        for (KeyDescriptorType key : descriptor.getKeyDescriptor()) {
            if (key.getUse() != KeyTypes.ENCRYPTION && key.getKeyInfo() != null) {
                certificates.addAll(certificates(key));
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("metadata: have no signing certificate");
        }
        return new SamlIdentityProvider(entity.getEntityID(), singleSignOn, certificates);
    }

    private static EntityDescriptorType entity(byte[] metadata) {
        try {
            Document document = HardenedXml.read(metadata);
            if (SAMLParser.getInstance().parse(document.getDocumentElement()) instanceof EntityDescriptorType entity) {
                return entity;
            }
        } catch (ParsingException | RuntimeException e) {
            throw new IllegalArgumentException("metadata: are not XML of an EntityDescriptor", e);
        }
        throw new IllegalArgumentException("metadata: are not XML of an EntityDescriptor");
    }

    private static List<X509Certificate> certificates(KeyDescriptorType key) {
        var texts = key.getKeyInfo().getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "X509Certificate");
        List<X509Certificate> found = new ArrayList<>();
        for (int i = 0; i < texts.getLength(); i++) {
            try {
                byte[] der = Base64.getMimeDecoder().decode(texts.item(i).getTextContent());
                found.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
            } catch (CertificateException | IllegalArgumentException e) {
                throw new IllegalArgumentException("metadata: have a certificate that cannot be read", e);
            }
        }
        return found;
    }
}
