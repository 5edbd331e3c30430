package io.connects.simulators.ids.saml;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** An identity provider that signs whatever it is told, with the JDK's signatures: it shares no code with the service provider that reads them. */
final class ScriptedIdentityProvider {
    static final String ENTITY = "https://idp.example.test/metadata";
    static final URI SINGLE_SIGN_ON = URI.create("https://idp.invalid/sso");
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final XMLSignatureFactory DSIG = XMLSignatureFactory.getInstance("DOM");

    private final X509Bundle key;

    ScriptedIdentityProvider() {
        try {
            key = new CertificateBuilder()
                    .rsa2048()
                    .subject("CN=idp.example.test")
                    .notBefore(Instant.now().minus(Duration.ofDays(1)))
                    .notAfter(Instant.now().plus(Duration.ofDays(365)))
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    X509Certificate certificate() {
        return key.getCertificate();
    }

    String privateKeyPem() {
        return key.getPrivateKeyPEM();
    }

    String certificatePem() {
        return key.getCertificatePEM();
    }

    SamlIdentityProvider known() {
        return new SamlIdentityProvider(ENTITY, SINGLE_SIGN_ON, List.of(certificate()));
    }

    /** With the message signed. */
    String signed(String xml) {
        return text(sign(document(xml), true, SignatureHash.SHA256));
    }

    String signed(String xml, SignatureHash hash) {
        return text(sign(document(xml), true, hash));
    }

    /** With the assertion signed. */
    String assertionSigned(String xml) {
        return text(sign(document(xml), false, SignatureHash.SHA256));
    }

    /** With the assertion signed, and the message around it. */
    String bothSigned(String xml) {
        return text(sign(sign(document(xml), false, SignatureHash.SHA256), true, SignatureHash.SHA256));
    }

    private Document sign(Document document, boolean whole, SignatureHash hash) {
        Element root = document.getDocumentElement();
        Element signed = whole
                ? root
                : (Element) root.getElementsByTagNameNS(SAML, "Assertion").item(0);
        signed.setIdAttribute("ID", true);
        String dsig = "http://www.w3.org/2000/09/xmldsig#";
        boolean sha1 = hash == SignatureHash.SHA1;
        try {
            var reference = DSIG.newReference(
                    "#" + signed.getAttribute("ID"),
                    DSIG.newDigestMethod(sha1 ? dsig + "sha1" : "http://www.w3.org/2001/04/xmlenc#sha256", null),
                    List.of(
                            DSIG.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                            DSIG.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                    null,
                    null);
            var info = DSIG.newSignedInfo(
                    DSIG.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                    DSIG.newSignatureMethod(
                            sha1 ? dsig + "rsa-sha1" : "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", null),
                    List.of(reference));
            var context = new DOMSignContext(
                    key.getKeyPair().getPrivate(),
                    signed,
                    signed.getElementsByTagNameNS(SAML, "Issuer").item(0).getNextSibling());
            DSIG.newXMLSignature(info, null).sign(context);
            return document;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Document document(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Document document) {
        try {
            Transformer writer = TransformerFactory.newInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var text = new StringWriter();
            writer.transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String encoded(String xml) {
        return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    }
}
