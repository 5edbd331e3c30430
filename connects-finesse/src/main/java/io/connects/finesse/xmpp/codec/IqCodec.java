package io.connects.finesse.xmpp.codec;

import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xmpp.message.IqPayload;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.Stanza.Iq;
import io.connects.finesse.xmpp.message.Stanza.Unrecognised;
import java.util.Locale;

/** IQs (RFC 6120, section 8.2.3) with what they are about. */
final class IqCodec {
    static final String CLIENT = "jabber:client";
    static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";
    static final String SESSION = "urn:ietf:params:xml:ns:xmpp-session";
    static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    private static final String PING = "urn:xmpp:ping";
    private static final String STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";

    private IqCodec() {}

    static Stanza read(XmlElement iq) {
        for (Iq.Type type : Iq.Type.values()) {
            if (wire(type).equals(iq.attribute("type"))) {
                return new Iq(type, iq.attribute("id"), iq.attribute("from"), iq.attribute("to"), payload(type, iq));
            }
        }
        return new Unrecognised(iq);
    }

    private static String wire(Iq.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static IqPayload payload(Iq.Type type, XmlElement iq) {
        if (type == Iq.Type.ERROR) {
            return iq.child("error")
                    .map(error -> new IqPayload.Refusal(
                            Conditions.condition(error), error.attribute("type"), Conditions.text(error)))
                    .orElseGet(() -> new IqPayload.Refusal(Conditions.UNDEFINED, "", ""));
        }
        if (iq.children().isEmpty()) {
            return new IqPayload.Empty();
        }
        XmlElement child = iq.children().get(0);
        return switch (child.name()) {
            case "bind" -> new IqPayload.Bind(child.childText("resource"), child.childText("jid"));
            case "session" -> new IqPayload.Session();
            case "ping" -> new IqPayload.Ping();
            case "pubsub" -> PubSubCodec.read(child);
            default -> new IqPayload.Other(child);
        };
    }

    static XmlElement write(Iq iq) {
        var written = Attributes.stanza("iq", iq.from(), iq.to(), iq.id()).attribute("type", wire(iq.type()));
        IqPayload payload = iq.payload();
        if (payload instanceof IqPayload.Bind bind) {
            written.add(XmlElement.named("bind", BIND)
                    .addIfSet("resource", bind.resource().isEmpty() ? null : bind.resource())
                    .addIfSet("jid", bind.jid().isEmpty() ? null : bind.jid())
                    .build());
        } else if (payload instanceof IqPayload.Session) {
            written.add(XmlElement.named("session", SESSION).build());
        } else if (payload instanceof IqPayload.Ping) {
            written.add(XmlElement.named("ping", PING).build());
        } else if (payload instanceof IqPayload.Refusal refusal) {
            var error = XmlElement.named("error", CLIENT);
            Attributes.ifSet(error, "type", refusal.type());
            written.add(Conditions.write(error, STANZA_ERRORS, refusal.condition(), refusal.text()));
        } else if (payload instanceof IqPayload.Other other) {
            written.add(other.element());
        } else if (!(payload instanceof IqPayload.Empty)) {
            written.add(PubSubCodec.write(payload));
        }
        return written.build();
    }
}
