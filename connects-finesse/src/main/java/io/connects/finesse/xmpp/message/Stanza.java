package io.connects.finesse.xmpp.message;

import io.connects.core.Secret;
import io.connects.finesse.xml.XmlElement;
import java.util.List;
import java.util.Objects;

/**
 * One thing that is said on a stream: a stanza, or a step of opening, authenticating or closing. Addresses are as they were written, empty where
 * there is none; {@link Jid#parse} reads them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120">RFC 6120</a>
 */
public sealed interface Stanza {

    /** Opens a stream, in the framing of RFC 7395. {@code from} is the server's, {@code to} ours. */
    record Open(String from, String to, String id) implements Stanza {}

    /**
     * Closes a stream, in the framing of RFC 7395.
     *
     * @param seeOtherUri where the peer would have us go instead; mostly empty
     */
    record Close(String seeOtherUri) implements Stanza {}

    /** What the server offers next. */
    record Features(List<String> mechanisms, boolean bind, boolean session) implements Stanza {
        public Features {
            mechanisms = List.copyOf(mechanisms);
        }
    }

    /** Ends a stream: the condition, such as {@code conflict}, and the server's own words. */
    record StreamError(String condition, String text) implements Stanza {}

    /**
     * Signs in with SASL PLAIN (RFC 4616), acting as oneself.
     *
     * @param password or a token in its place
     */
    record SaslPlain(String user, Secret password) implements Stanza {
        public SaslPlain {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }
    }

    /** Authentication has succeeded. */
    record SaslSuccess() implements Stanza {}

    /** Authentication has failed: the condition, such as {@code not-authorized}, and the server's own words. */
    record SaslFailure(String condition, String text) implements Stanza {}

    /** A question or an answer. */
    record Iq(Type type, String id, String from, String to, IqPayload payload) implements Stanza {
        /** What an IQ is. */
        public enum Type {
            GET,
            SET,
            RESULT,
            ERROR;

            /** Whether an answer is owed. */
            public boolean isRequest() {
                return this == GET || this == SET;
            }
        }

        public Iq {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(payload, "payload");
        }
    }

    /**
     * That somebody is there or not.
     *
     * @param type empty for available, {@code unavailable}, or one of the types that subscriptions and probes have
     * @param priority meaningful when available
     */
    record Presence(String from, String to, String type, int priority) implements Stanza {
        /** Our own, to be sent to everybody. */
        public static Presence available(int priority) {
            return new Presence("", "", "", priority);
        }

        public static Presence unavailable() {
            return new Presence("", "", "unavailable", 0);
        }

        public boolean isAvailable() {
            return type.isEmpty();
        }

        public boolean isUnavailable() {
            return type.equals("unavailable");
        }
    }

    /** News of a node of publish-subscribe (XEP-0060). */
    record PubSubEvent(String from, String to, String node, List<Item> items) implements Stanza {
        public PubSubEvent {
            items = List.copyOf(items);
        }

        /**
         * One item.
         *
         * @param payload the text of the element in it, unescaped once: with Finesse a document of its own. Empty when there is none
         */
        public record Item(String id, String payload) {}
    }

    /** A message of another kind. */
    record OtherMessage(XmlElement element) implements Stanza {}

    /** Well-formed, and nothing that is known here. */
    record Unrecognised(XmlElement element) implements Stanza {}
}
