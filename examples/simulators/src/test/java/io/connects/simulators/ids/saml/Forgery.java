package io.connects.simulators.ids.saml;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What an answer says; a good one until something is set otherwise. */
final class Forgery {
    static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";
    static final String TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

    final String responseId = "_" + UUID.randomUUID();
    final String assertionId = "_" + UUID.randomUUID();
    String issuer = "https://idp.example.test/metadata";
    String assertionIssuer = issuer;
    String destination;
    String recipient;
    String audience = "ids.example.test";
    String inResponseTo;
    String confirmedInResponseTo;
    String status = SUCCESS;
    String nameFormat = TRANSIENT;
    Instant notBefore;
    Instant notOnOrAfter;
    Instant now;
    boolean withAssertion = true;
    final Map<String, String> attributes =
            new LinkedHashMap<>(Map.of("uid", "anna", "user_principal", "anna@corp.example"));

    Forgery(String destination, String inResponseTo, Instant now) {
        this.destination = destination;
        recipient = destination;
        this.inResponseTo = inResponseTo;
        confirmedInResponseTo = inResponseTo;
        this.now = now;
        notBefore = now.minusSeconds(30);
        notOnOrAfter = now.plusSeconds(300);
    }

    String xml() {
        return "<samlp:Response xmlns:samlp='urn:oasis:names:tc:SAML:2.0:protocol' xmlns:saml='urn:oasis:names:tc:SAML:2.0:assertion'"
                + " ID='" + responseId + "' Version='2.0' IssueInstant='" + now + "'"
                + (destination == null ? "" : " Destination='" + destination + "'")
                + " InResponseTo='" + inResponseTo + "'><saml:Issuer>" + issuer + "</saml:Issuer>"
                + "<samlp:Status><samlp:StatusCode Value='" + status + "'/></samlp:Status>"
                + (withAssertion ? assertion(assertionId) : "") + "</samlp:Response>";
    }

    String assertion(String id) {
        var values = new StringBuilder();
        attributes.forEach((name, value) -> values.append("<saml:Attribute Name='")
                .append(name)
                .append("'><saml:AttributeValue>")
                .append(value)
                .append("</saml:AttributeValue></saml:Attribute>"));
        return "<saml:Assertion xmlns:saml='urn:oasis:names:tc:SAML:2.0:assertion' ID='" + id
                + "' Version='2.0' IssueInstant='" + now + "'><saml:Issuer>" + assertionIssuer + "</saml:Issuer>"
                + "<saml:Subject><saml:NameID Format='" + nameFormat + "'>_x7</saml:NameID>"
                + "<saml:SubjectConfirmation Method='urn:oasis:names:tc:SAML:2.0:cm:bearer'><saml:SubjectConfirmationData"
                + " NotOnOrAfter='" + notOnOrAfter + "' Recipient='" + recipient + "' InResponseTo='"
                + confirmedInResponseTo + "'/></saml:SubjectConfirmation></saml:Subject>"
                + "<saml:Conditions NotBefore='" + notBefore + "' NotOnOrAfter='" + notOnOrAfter + "'>"
                + (audience == null
                        ? ""
                        : "<saml:AudienceRestriction><saml:Audience>" + audience
                                + "</saml:Audience></saml:AudienceRestriction>")
                + "</saml:Conditions><saml:AuthnStatement AuthnInstant='" + now
                + "'><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password"
                + "</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
                + (attributes.isEmpty() ? "" : "<saml:AttributeStatement>" + values + "</saml:AttributeStatement>")
                + "</saml:Assertion>";
    }
}
