package io.connects.simulators.finesse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Publish and subscribe (XEP-0060) of one node: agents have the subscriptions to their own nodes, others are asked for with a full address and
 * outlive the session that asked. Guarded by the pair's monitor.
 */
final class PubSub {
    private final PairCore core;
    private final XmppServer server;
    private final PubSubNodes nodes;
    private final Map<String, Set<Jid>> subscriptions = new LinkedHashMap<>();
    private final String itemPrefix = UUID.randomUUID().toString();
    private long items;

    PubSub(PairCore core, XmppServer server) {
        this.core = core;
        this.server = server;
        nodes = new PubSubNodes(core);
    }

    /** The answer to an IQ of a client. */
    Element answer(Element iq, Element pubsub, Agent agent, Jid own) {
        if (pubsub.children().isEmpty()) {
            return Xmpp.error(iq, "modify", "bad-request");
        }
        Element action = pubsub.children().get(0);
        Jid jid = Jid.parse(action.attribute("jid"));
        String node = action.attribute("node");
        return switch (action.name()) {
            case "subscriptions" -> subscriptionsOf(iq, own);
            case "subscribe" -> subscribe(iq, agent, own, jid, node);
            case "unsubscribe" -> unsubscribe(iq, jid, node);
            default -> Xmpp.error(iq, "cancel", "feature-not-implemented");
        };
    }

    private Element unsubscribe(Element iq, Jid jid, String node) {
        Set<Jid> subscribers = subscriptions.getOrDefault(node, Set.of());
        return subscribers.contains(jid) && subscribers.remove(jid)
                ? Xmpp.result(iq)
                : Xmpp.error(iq, "cancel", "unexpected-request");
    }

    private Element subscribe(Element iq, Agent agent, Jid own, Jid jid, String node) {
        if (!jid.bare().equals(own.bare()) || jid.resource().isEmpty()) {
            return Xmpp.error(iq, "modify", "bad-request");
        }
        if (!nodes.exists(node)) {
            return Xmpp.error(iq, "cancel", "item-not-found");
        }
        if (!nodes.isOpenTo(node, agent)) {
            return Xmpp.error(iq, "auth", "forbidden");
        }
        subscriptions.computeIfAbsent(node, name -> new LinkedHashSet<>()).add(jid);
        return Xmpp.result(iq).add(Element.of("pubsub", Xmpp.PUBSUB).add(subscription(node, jid)));
    }

    private Element subscriptionsOf(Element iq, Jid own) {
        List<Element> all = new ArrayList<>();
        subscriptions.forEach((node, jids) -> jids.stream()
                .filter(jid -> jid.bare().equals(own.bare()))
                .forEach(jid -> all.add(subscription(node, jid))));
        return Xmpp.result(iq)
                .add(Element.of("pubsub", Xmpp.PUBSUB)
                        .add(Element.of("subscriptions").addAll(all)));
    }

    private static Element subscription(String node, Jid jid) {
        return Element.of("subscription")
                .attribute("node", node)
                .attribute("jid", jid.full())
                .attribute("subscription", "subscribed");
    }

    /** How many subscriptions were asked for and not given up. */
    int standing() {
        return subscriptions.values().stream().mapToInt(Set::size).sum();
    }

    /** Tells everybody who is there; who is not misses it. */
    void publish(Notification event) {
        items++;
        String id = itemPrefix + items;
        String payload = event.payload(core.options.eventStyle);
        for (XmppStream stream : server.bound()) {
            Jid jid = stream.jid().orElseThrow();
            if (stream.takesEvents() && isFor(stream, jid, event.node())) {
                stream.send(message(event.node(), jid, id, payload));
            }
        }
    }

    private boolean isFor(XmppStream stream, Jid jid, String node) {
        return stream.agent().map(agent -> PubSubNodes.isAutomatic(node, agent)).orElse(false)
                || subscriptions.getOrDefault(node, Set.of()).contains(jid);
    }

    private Element message(String node, Jid jid, String id, String payload) {
        Element notification =
                Element.of("notification", core.options.eventStyle.namespace()).text(payload);
        Element item = Element.of("item").attribute("id", id).add(notification);
        return Element.of("message", Xmpp.CLIENT)
                .attribute("from", core.options.pubSubDomain)
                .attribute("to", jid.bare())
                .attribute("id", node + "__" + id)
                .add(Element.of("event", Xmpp.PUBSUB_EVENT)
                        .add(Element.of("items").attribute("node", node).add(item)));
    }
}
