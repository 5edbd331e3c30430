package io.connects.simulators.ids.saml;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;
import org.keycloak.dom.saml.v2.assertion.AssertionType;
import org.keycloak.dom.saml.v2.assertion.AudienceRestrictionType;
import org.keycloak.dom.saml.v2.assertion.ConditionsType;
import org.keycloak.dom.saml.v2.assertion.NameIDType;
import org.keycloak.dom.saml.v2.assertion.SubjectConfirmationDataType;
import org.keycloak.dom.saml.v2.assertion.SubjectType;
import org.keycloak.dom.saml.v2.protocol.ResponseType;

/**
 * What a signed answer has to say: that it is for this service provider, now, and who the user is. SAML 2.0, profiles, section 4.1.4.3.
 *
 * @param entityId of the service provider
 * @param consumer the address that answers have to come to
 * @param now by the clock of the identity service
 */
record ResponseCheck(SamlIdentityProvider provider, String entityId, String consumer, Instant now) {
    private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";
    private static final String TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    /** @throws SamlRefusal for an answer that is not to be taken */
    AssertedUser check(ResponseType response) {
        if (!consumer.equals(response.getDestination())) {
            throw new SamlRefusal(SamlFault.WRONG_DESTINATION);
        }
        issuer(response.getIssuer());
        if (response.getStatus() == null
                || response.getStatus().getStatusCode() == null
                || !URI.create(SUCCESS)
                        .equals(response.getStatus().getStatusCode().getValue())) {
            throw new SamlRefusal(SamlFault.DENIED);
        }
        AssertionType assertion = assertion(response);
        issuer(assertion.getIssuer());
        subject(assertion.getSubject(), String.valueOf(response.getInResponseTo()));
        conditions(assertion.getConditions());
        return new AssertedUser(attribute(assertion, "uid"), attribute(assertion, "user_principal"));
    }

    private void issuer(@Nullable NameIDType issuer) {
        if (issuer == null || !provider.entityId().equals(issuer.getValue())) {
            throw new SamlRefusal(SamlFault.WRONG_ISSUER);
        }
    }

    private static AssertionType assertion(ResponseType response) {
        if (response.getAssertions().stream().anyMatch(each -> each.getEncryptedAssertion() != null)) {
            throw new SamlRefusal(SamlFault.ENCRYPTED);
        }
        if (response.getAssertions().size() != 1) {
            throw new SamlRefusal(SamlFault.NOT_A_RESPONSE);
        }
        return response.getAssertions().get(0).getAssertion();
    }

    private void subject(@Nullable SubjectType subject, String inResponseTo) {
        if (subject == null
                || subject.getSubType() == null
                || !(subject.getSubType().getBaseID() instanceof NameIDType name)
                || !URI.create(TRANSIENT).equals(name.getFormat())) {
            throw new SamlRefusal(SamlFault.NOT_TRANSIENT);
        }
        List<SubjectConfirmationDataType> bearers = subject.getConfirmation().stream()
                .filter(each -> BEARER.equals(each.getMethod()) && each.getSubjectConfirmationData() != null)
                .map(each -> each.getSubjectConfirmationData())
                .toList();
        if (bearers.size() != 1) {
            throw new SamlRefusal(SamlFault.NOT_A_RESPONSE);
        }
        SubjectConfirmationDataType bearer = bearers.get(0);
        if (!consumer.equals(bearer.getRecipient())) {
            throw new SamlRefusal(SamlFault.WRONG_DESTINATION);
        }
        if (!inResponseTo.equals(bearer.getInResponseTo())) {
            throw new SamlRefusal(SamlFault.UNKNOWN_REQUEST);
        }
        if (bearer.getNotOnOrAfter() == null) {
            throw new SamlRefusal(SamlFault.EXPIRED);
        }
        between(null, bearer.getNotOnOrAfter());
    }

    private void conditions(@Nullable ConditionsType conditions) {
        if (conditions == null) {
            throw new SamlRefusal(SamlFault.WRONG_AUDIENCE);
        }
        between(conditions.getNotBefore(), conditions.getNotOnOrAfter());
        List<AudienceRestrictionType> restrictions = conditions.getConditions().stream()
                .filter(AudienceRestrictionType.class::isInstance)
                .map(AudienceRestrictionType.class::cast)
                .toList();
        if (restrictions.isEmpty()
                || !restrictions.stream().allMatch(each -> each.getAudience().contains(URI.create(entityId)))) {
            throw new SamlRefusal(SamlFault.WRONG_AUDIENCE);
        }
    }

    private void between(@Nullable XMLGregorianCalendar from, @Nullable XMLGregorianCalendar to) {
        Duration skew = provider.clockSkew();
        if (from != null && instant(from).isAfter(now.plus(skew))) {
            throw new SamlRefusal(SamlFault.NOT_YET_VALID);
        }
        if (to != null && !now.minus(skew).isBefore(instant(to))) {
            throw new SamlRefusal(SamlFault.EXPIRED);
        }
    }

    private static Instant instant(XMLGregorianCalendar time) {
        return time.toGregorianCalendar().toInstant();
    }

    private static String attribute(AssertionType assertion, String name) {
        List<Object> values = assertion.getAttributeStatements().stream()
                .flatMap(statement -> statement.getAttributes().stream())
                .map(choice -> choice.getAttribute())
                .filter(attribute -> attribute != null && name.equals(attribute.getName()))
                .flatMap(attribute -> attribute.getAttributeValue().stream())
                .toList();
        if (values.size() != 1 || !(values.get(0) instanceof String value) || value.isBlank()) {
            throw new SamlRefusal(SamlFault.ATTRIBUTE_MISSING);
        }
        return value;
    }
}
