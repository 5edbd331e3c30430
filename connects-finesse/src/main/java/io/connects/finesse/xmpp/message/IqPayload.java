package io.connects.finesse.xmpp.message;

import io.connects.finesse.xml.XmlElement;
import java.util.List;

/** What an IQ is about. */
public sealed interface IqPayload {

    /** Nothing, as in the answer to a ping. */
    record Empty() implements IqPayload {}

    /**
     * Binds a resource (RFC 6120, section 7): the request has the resource, the answer the full address.
     *
     * @param resource empty in an answer
     * @param jid empty in a request
     */
    record Bind(String resource, String jid) implements IqPayload {}

    /** Begins a session (RFC 3921, section 3), which older servers want. */
    record Session() implements IqPayload {}

    /** Asks for a sign of life (XEP-0199). */
    record Ping() implements IqPayload {}

    /** Subscribes an address to a node (XEP-0060, section 6.1). */
    record Subscribe(String node, String jid) implements IqPayload {}

    /**
     * Ends a subscription (XEP-0060, section 6.2).
     *
     * @param subscriptionId empty where the server gave none
     */
    record Unsubscribe(String node, String jid, String subscriptionId) implements IqPayload {}

    /** Which subscriptions there are: without any it is the question for all of them (XEP-0060, section 5.6). */
    record Subscriptions(List<Subscription> all) implements IqPayload {
        public Subscriptions {
            all = List.copyOf(all);
        }
    }

    /**
     * One subscription, also the answer to {@link Subscribe}.
     *
     * @param subscriptionId empty where the server gave none
     * @param state such as {@code subscribed} or {@code pending}
     */
    record Subscription(String node, String jid, String subscriptionId, String state) implements IqPayload {}

    /**
     * A refusal.
     *
     * @param condition such as {@code item-not-found}
     * @param type such as {@code cancel} or {@code wait}
     * @param text the peer's own words, mostly empty
     */
    record Refusal(String condition, String type, String text) implements IqPayload {}

    /** Something that is not known here. */
    record Other(XmlElement element) implements IqPayload {}
}
