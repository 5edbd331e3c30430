package io.connects.finesse.xmpp.codec;

import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.Stanza.Close;
import io.connects.finesse.xmpp.message.Stanza.Features;
import io.connects.finesse.xmpp.message.Stanza.Iq;
import io.connects.finesse.xmpp.message.Stanza.Open;
import io.connects.finesse.xmpp.message.Stanza.OtherMessage;
import io.connects.finesse.xmpp.message.Stanza.Presence;
import io.connects.finesse.xmpp.message.Stanza.PubSubEvent;
import io.connects.finesse.xmpp.message.Stanza.SaslFailure;
import io.connects.finesse.xmpp.message.Stanza.SaslPlain;
import io.connects.finesse.xmpp.message.Stanza.SaslSuccess;
import io.connects.finesse.xmpp.message.Stanza.StreamError;
import io.connects.finesse.xmpp.message.Stanza.Unrecognised;

/** Reads and writes one element of a stream. Elements are told by their names, in whatever namespace. Thread-safe. */
public final class StanzaCodec {
    private StanzaCodec() {}

    /** What is well-formed always reads: as {@link Unrecognised} when nothing better is known. */
    public static Stanza read(XmlElement element) {
        return switch (element.name()) {
            case "message" -> MessageCodec.read(element);
            case "iq" -> IqCodec.read(element);
            case "presence" -> PresenceCodec.read(element);
            case "features" -> FeaturesCodec.read(element);
            case "error" -> FeaturesCodec.readError(element);
            case "auth", "success", "failure" -> SaslCodec.read(element);
            case "open", "close" -> FramingCodec.read(element);
            default -> new Unrecognised(element);
        };
    }

    /**
     * The element for the wire.
     *
     * @throws IllegalArgumentException for what is {@link Unrecognised}, or another message: they are read and never written
     */
    public static XmlElement write(Stanza stanza) {
        if (stanza instanceof Iq iq) {
            return IqCodec.write(iq);
        } else if (stanza instanceof Presence presence) {
            return PresenceCodec.write(presence);
        } else if (stanza instanceof PubSubEvent event) {
            return MessageCodec.write(event);
        } else if (stanza instanceof SaslPlain plain) {
            return SaslCodec.write(plain);
        } else if (stanza instanceof SaslSuccess) {
            return SaslCodec.success();
        } else if (stanza instanceof SaslFailure failure) {
            return SaslCodec.write(failure);
        } else if (stanza instanceof Features features) {
            return FeaturesCodec.write(features);
        } else if (stanza instanceof StreamError error) {
            return FeaturesCodec.write(error);
        } else if (stanza instanceof Open open) {
            return FramingCodec.write(open);
        } else if (stanza instanceof Close close) {
            return FramingCodec.write(close);
        } else if (stanza instanceof OtherMessage || stanza instanceof Unrecognised) {
            throw new IllegalArgumentException("stanza: is of a kind that is read only");
        }
        throw new AssertionError(stanza.getClass());
    }

    /** The element for a log: credentials are left out. */
    public static XmlElement loggable(Stanza stanza) {
        return stanza instanceof SaslPlain ? SaslCodec.redacted() : write(stanza);
    }
}
