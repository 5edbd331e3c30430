package io.connects.simulators.ids.saml;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.keycloak.dom.saml.v2.protocol.ResponseType;
import org.keycloak.saml.common.exceptions.ParsingException;
import org.keycloak.saml.processing.core.parsers.saml.SAMLParser;
import org.w3c.dom.Document;

/** From the field of a form to a message that the identity provider has signed. Nothing else of the field is ever read. */
final class ResponseReader {
    /** Of Base64, in characters. */
    static final int LONGEST = 100_000;

    private ResponseReader() {}

    /** @throws SamlRefusal for what is no message of the identity provider */
    static ResponseType read(String field, SamlIdentityProvider provider) {
        Document message = HardenedXml.read(decoded(field));
        new MessageSignature(message, provider).check();
        try {
            if (SAMLParser.getInstance().parse(message.getDocumentElement()) instanceof ResponseType response) {
                return response;
            }
            throw new SamlRefusal(SamlFault.NOT_A_RESPONSE);
        } catch (ParsingException | RuntimeException e) {
            throw e instanceof SamlRefusal refusal ? refusal : new SamlRefusal(SamlFault.NOT_A_RESPONSE, e);
        }
    }

    private static byte[] decoded(String field) {
        if (field.length() > LONGEST) {
            throw new SamlRefusal(SamlFault.TOO_LONG);
        }
        try {
            // Some identity providers break lines.
            return Base64.getDecoder().decode(field.replaceAll("[\r\n]", "").getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new SamlRefusal(SamlFault.NOT_BASE64, e);
        }
    }
}
