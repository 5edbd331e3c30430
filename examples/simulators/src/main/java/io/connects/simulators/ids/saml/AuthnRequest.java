package io.connects.simulators.ids.saml;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import org.keycloak.dom.saml.v2.assertion.NameIDType;
import org.keycloak.dom.saml.v2.protocol.AuthnRequestType;
import org.keycloak.saml.SAML2NameIDPolicyBuilder;
import org.keycloak.saml.common.exceptions.ConfigurationException;
import org.keycloak.saml.common.exceptions.ParsingException;
import org.keycloak.saml.common.exceptions.ProcessingException;
import org.keycloak.saml.common.util.DocumentUtil;
import org.keycloak.saml.processing.api.saml.v2.request.SAML2Request;
import org.keycloak.saml.processing.core.saml.v2.common.IDGenerator;
import org.keycloak.saml.processing.core.saml.v2.util.XMLTimeUtil;

/**
 * What the browser has to post to the identity provider: binding HTTP-POST, a transient name, no forced sign-in. It is not signed; whether the product signs
 * its requests is not public.
 *
 * @param id that the answer has to name
 * @param singleSignOn where to post
 */
public record AuthnRequest(String id, URI singleSignOn, Map<String, String> fields) {
    private static final URI POST = URI.create("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST");
    private static final String TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

    /** Copies. */
    public AuthnRequest {
        fields = Map.copyOf(fields);
    }

    static AuthnRequest of(
            SamlIdentityProvider provider, String entityId, String consumer, String relayState, Instant now) {
        try {
            var request = new AuthnRequestType(
                    IDGenerator.create("ID_"),
                    XMLTimeUtil.parse(now.truncatedTo(ChronoUnit.SECONDS).toString()));
            var issuer = new NameIDType();
            issuer.setValue(entityId);
            request.setIssuer(issuer);
            request.setDestination(provider.singleSignOn());
            request.setAssertionConsumerServiceURL(URI.create(consumer));
            request.setProtocolBinding(POST);
            request.setForceAuthn(false);
            request.setNameIDPolicy(SAML2NameIDPolicyBuilder.format(TRANSIENT)
                    .setAllowCreate(true)
                    .build());
            String xml = DocumentUtil.asString(SAML2Request.convert(request));
            String encoded = Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
            return new AuthnRequest(
                    request.getID(), provider.singleSignOn(), Map.of("SAMLRequest", encoded, "RelayState", relayState));
        } catch (ProcessingException | ConfigurationException | ParsingException e) {
            throw new IllegalStateException("cannot write an AuthnRequest", e);
        }
    }
}
