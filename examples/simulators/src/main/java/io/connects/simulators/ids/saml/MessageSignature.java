package io.connects.simulators.ids.saml;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.xml.security.Init;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.Reference;
import org.apache.xml.security.signature.SignedInfo;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Whether a message is what the identity provider has signed: its root is signed as a whole, and nothing in it could be taken for something else. A
 * certificate that a message brings along counts for nothing.
 */
final class MessageSignature {
    private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    private static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
    private static final Set<String> TRANSFORMS = Set.of(
            Transforms.TRANSFORM_ENVELOPED_SIGNATURE,
            Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS,
            Transforms.TRANSFORM_C14N_EXCL_WITH_COMMENTS);

    static {
        Init.init();
    }

    private final Document message;
    private final SamlIdentityProvider provider;

    MessageSignature(Document message, SamlIdentityProvider provider) {
        this.message = message;
        this.provider = provider;
    }

    /** @throws SamlRefusal for a message that is not to be believed */
    void check() {
        Element root = message.getDocumentElement();
        if (!PROTOCOL.equals(root.getNamespaceURI()) || !"Response".equals(root.getLocalName())) {
            throw new SamlRefusal(SamlFault.NOT_A_RESPONSE);
        }
        idsAreUnique();
        nothingIsInAWrongPlace(root);
        List<Element> own = children(root, DSIG, "Signature");
        if (own.isEmpty()) {
            throw new SamlRefusal(SamlFault.NOT_SIGNED);
        }
        signed(root, own);
        for (Element assertion : children(root, ASSERTION, "Assertion")) {
            List<Element> inner = children(assertion, DSIG, "Signature");
            if (!inner.isEmpty()) {
                signed(assertion, inner);
            }
        }
    }

    private void idsAreUnique() {
        var ids = new HashSet<String>();
        for (Element element : all("*", "*")) {
            for (String name : List.of("ID", "Id", "id")) {
                if (element.hasAttribute(name) && !ids.add(element.getAttribute(name))) {
                    throw new SamlRefusal(SamlFault.WRAPPED);
                }
            }
        }
    }

    /** One assertion under the root at most, and signatures under these two alone. */
    private void nothingIsInAWrongPlace(Element root) {
        if (all("*", "Response").size() != 1 || all("*", "Assertion").size() > 1) {
            throw new SamlRefusal(SamlFault.WRAPPED);
        }
        for (Element assertion : all("*", "Assertion")) {
            if (assertion.getParentNode() != root) {
                throw new SamlRefusal(SamlFault.WRAPPED);
            }
        }
        for (Element signature : all("*", "Signature")) {
            Node parent = signature.getParentNode();
            if (parent != root && !(parent instanceof Element above && "Assertion".equals(above.getLocalName()))) {
                throw new SamlRefusal(SamlFault.WRAPPED);
            }
        }
    }

    private void signed(Element whole, List<Element> signatures) {
        if (signatures.size() != 1 || whole.getAttribute("ID").isEmpty()) {
            throw new SamlRefusal(SamlFault.WRAPPED);
        }
        whole.setIdAttribute("ID", true);
        try {
            XMLSignature signature = new XMLSignature(signatures.get(0), "", true);
            standsFor(whole, signature.getSignedInfo());
            algorithms(signature.getSignedInfo());
            if (!isOfProvider(signature)) {
                boolean intact = signature.getSignedInfo().verify(false);
                throw new SamlRefusal(intact ? SamlFault.WRONG_KEY : SamlFault.CHANGED);
            }
        } catch (XMLSecurityException e) {
            throw new SamlRefusal(SamlFault.WRAPPED, e);
        }
    }

    private static void standsFor(Element whole, SignedInfo info) throws XMLSecurityException {
        if (info.getLength() != 1
                || !("#" + whole.getAttribute("ID")).equals(info.item(0).getURI())) {
            throw new SamlRefusal(SamlFault.WRAPPED);
        }
        Transforms transforms = info.item(0).getTransforms();
        for (int i = 0; transforms != null && i < transforms.getLength(); i++) {
            if (!TRANSFORMS.contains(transforms.item(i).getURI())) {
                throw new SamlRefusal(SamlFault.WRAPPED);
            }
        }
    }

    private void algorithms(SignedInfo info) throws XMLSecurityException {
        Reference reference = info.item(0);
        if (!provider.hash()
                .isUsedBy(
                        info.getSignatureMethodURI(),
                        reference.getMessageDigestAlgorithm().getAlgorithmURI())) {
            throw new SamlRefusal(SamlFault.WRONG_HASH);
        }
    }

    private boolean isOfProvider(XMLSignature signature) throws XMLSecurityException {
        for (var certificate : provider.certificates()) {
            // No other key can have made a signature that algorithms() lets pass.
            if ("RSA".equals(certificate.getPublicKey().getAlgorithm())
                    && signature.checkSignatureValue(certificate.getPublicKey())) {
                return true;
            }
        }
        return false;
    }

    private List<Element> all(String namespace, String name) {
        var found = message.getElementsByTagNameNS(namespace, name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static List<Element> children(Element parent, String namespace, String name) {
        var found = parent.getChildNodes();
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .filter(node -> namespace.equals(node.getNamespaceURI()) && name.equals(node.getLocalName()))
                .map(Element.class::cast)
                .toList();
    }
}
