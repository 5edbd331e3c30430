package io.connects.finesse.xmpp.codec;

import io.connects.core.Secret;
import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.Stanza.SaslFailure;
import io.connects.finesse.xmpp.message.Stanza.SaslPlain;
import io.connects.finesse.xmpp.message.Stanza.SaslSuccess;
import io.connects.finesse.xmpp.message.Stanza.Unrecognised;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** SASL as far as PLAIN needs it (RFC 6120, section 6; RFC 4616). */
final class SaslCodec {
    static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
    private static final String PLAIN = "PLAIN";

    private SaslCodec() {}

    static Stanza read(XmlElement element) {
        return switch (element.name()) {
            case "success" -> new SaslSuccess();
            case "failure" -> new SaslFailure(Conditions.condition(element), Conditions.text(element));
            default -> readAuth(element);
        };
    }

    private static Stanza readAuth(XmlElement auth) {
        if (!auth.attribute("mechanism").equals(PLAIN)) {
            return redacted(auth);
        }
        try {
            byte[] response = Base64.getDecoder().decode(auth.text().trim());
            String[] parts = new String(response, StandardCharsets.UTF_8).split("\0", -1);
            return parts.length == 3 && !parts[2].isEmpty()
                    ? new SaslPlain(parts[1], Secret.of(parts[2]))
                    : redacted(auth);
        } catch (IllegalArgumentException e) {
            return redacted(auth);
        }
    }

    /** Nothing of credentials that cannot be read is kept. */
    private static Unrecognised redacted(XmlElement auth) {
        return new Unrecognised(XmlElement.named(auth.name(), SASL)
                .attribute("mechanism", auth.attribute("mechanism"))
                .build());
    }

    static XmlElement write(SaslPlain plain) {
        String response = "\0" + plain.user() + "\0" + plain.password().reveal();
        return auth(Base64.getEncoder().encodeToString(response.getBytes(StandardCharsets.UTF_8)));
    }

    static XmlElement redacted() {
        return auth("****");
    }

    private static XmlElement auth(String text) {
        return XmlElement.named("auth", SASL)
                .attribute("mechanism", PLAIN)
                .text(text)
                .build();
    }

    static XmlElement success() {
        return XmlElement.named("success", SASL).build();
    }

    static XmlElement write(SaslFailure failure) {
        return Conditions.write(XmlElement.named("failure", SASL), SASL, failure.condition(), failure.text());
    }
}
