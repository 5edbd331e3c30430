package io.connects.finesse.xmpp.codec;

import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xmpp.message.Stanza.Features;
import io.connects.finesse.xmpp.message.Stanza.StreamError;
import java.util.List;

/** Stream features and stream errors (RFC 6120, sections 4.3.2 and 4.9). */
final class FeaturesCodec {
    private static final String STREAMS = "http://etherx.jabber.org/streams";
    private static final String STREAM_ERRORS = "urn:ietf:params:xml:ns:xmpp-streams";

    private FeaturesCodec() {}

    static Features read(XmlElement features) {
        List<String> mechanisms = features.child("mechanisms").stream()
                .flatMap(all -> all.children("mechanism").stream())
                .map(mechanism -> mechanism.text().trim())
                .toList();
        return new Features(
                mechanisms,
                features.child("bind").isPresent(),
                features.child("session").isPresent());
    }

    static XmlElement write(Features features) {
        var written = XmlElement.named("features", STREAMS);
        if (!features.mechanisms().isEmpty()) {
            var mechanisms = XmlElement.named("mechanisms", SaslCodec.SASL);
            features.mechanisms().forEach(mechanism -> mechanisms.add("mechanism", mechanism));
            written.add(mechanisms.build());
        }
        if (features.bind()) {
            written.add(XmlElement.named("bind", IqCodec.BIND).build());
        }
        if (features.session()) {
            written.add(XmlElement.named("session", IqCodec.SESSION).build());
        }
        return written.build();
    }

    static StreamError readError(XmlElement error) {
        return new StreamError(Conditions.condition(error), Conditions.text(error));
    }

    static XmlElement write(StreamError error) {
        return Conditions.write(XmlElement.named("error", STREAMS), STREAM_ERRORS, error.condition(), error.text());
    }
}
