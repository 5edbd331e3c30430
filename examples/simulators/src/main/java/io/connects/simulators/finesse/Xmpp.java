package io.connects.simulators.finesse;

/** Names of XMPP and stanzas that are answered often. */
final class Xmpp {
    static final String CLIENT = "jabber:client";
    static final String FRAMING = "urn:ietf:params:xml:ns:xmpp-framing";
    static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
    static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";
    static final String SESSION = "urn:ietf:params:xml:ns:xmpp-session";
    static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";
    static final String STREAMS = "urn:ietf:params:xml:ns:xmpp-streams";
    static final String ROSTER = "jabber:iq:roster";
    static final String PING = "urn:xmpp:ping";
    static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    static final String PUBSUB_EVENT = "http://jabber.org/protocol/pubsub#event";
    static final String BOSH = "http://jabber.org/protocol/httpbind";

    private Xmpp() {}

    /** The features of a stream before and after it is authenticated. */
    static Element features(boolean authenticated) {
        Element features = Element.of("stream:features");
        if (authenticated) {
            return features.add(Element.of("bind", BIND)).add(Element.of("session", SESSION));
        }
        return features.add(Element.of("mechanisms", SASL).child("mechanism", "PLAIN"));
    }

    static Element result(Element iq) {
        Element result = Element.of("iq", CLIENT).attribute("type", "result").attribute("id", iq.attribute("id"));
        if (!iq.attribute("to").isEmpty()) {
            result.attribute("from", iq.attribute("to"));
        }
        return result;
    }

    /** @param type cancel, auth, wait or modify */
    static Element error(Element iq, String type, String condition) {
        Element error = Element.of("error").attribute("type", type).add(Element.of(condition, STANZAS));
        return result(iq).attribute("type", "error").add(error);
    }

    static Element streamError(String condition) {
        return Element.of("stream:error").add(Element.of(condition, STREAMS));
    }

    static Element saslFailure(String condition) {
        return Element.of("failure", SASL).add(Element.of(condition));
    }
}
