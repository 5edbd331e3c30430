package io.connects.finesse.xmpp.codec;

import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xmpp.message.IqPayload;
import io.connects.finesse.xmpp.message.IqPayload.Subscribe;
import io.connects.finesse.xmpp.message.IqPayload.Subscription;
import io.connects.finesse.xmpp.message.IqPayload.Subscriptions;
import io.connects.finesse.xmpp.message.IqPayload.Unsubscribe;

/** What a subscriber asks of publish-subscribe (XEP-0060, sections 5.6, 6.1 and 6.2). */
final class PubSubCodec {
    private PubSubCodec() {}

    static IqPayload read(XmlElement pubsub) {
        if (pubsub.children().isEmpty()) {
            return new IqPayload.Other(pubsub);
        }
        XmlElement child = pubsub.children().get(0);
        return switch (child.name()) {
            case "subscribe" -> new Subscribe(child.attribute("node"), child.attribute("jid"));
            case "unsubscribe" ->
                new Unsubscribe(child.attribute("node"), child.attribute("jid"), child.attribute("subid"));
            case "subscription" -> subscription(child);
            case "subscriptions" ->
                new Subscriptions(child.children("subscription").stream()
                        .map(PubSubCodec::subscription)
                        .toList());
            default -> new IqPayload.Other(pubsub);
        };
    }

    private static Subscription subscription(XmlElement element) {
        return new Subscription(
                element.attribute("node"),
                element.attribute("jid"),
                element.attribute("subid"),
                element.attribute("subscription"));
    }

    static XmlElement write(IqPayload payload) {
        return XmlElement.named("pubsub", IqCodec.PUBSUB)
                .add(child(payload).build())
                .build();
    }

    private static XmlElement.Builder child(IqPayload payload) {
        if (payload instanceof Subscribe subscribe) {
            return XmlElement.named("subscribe", IqCodec.PUBSUB)
                    .attribute("node", subscribe.node())
                    .attribute("jid", subscribe.jid());
        } else if (payload instanceof Unsubscribe unsubscribe) {
            var written = XmlElement.named("unsubscribe", IqCodec.PUBSUB)
                    .attribute("node", unsubscribe.node())
                    .attribute("jid", unsubscribe.jid());
            Attributes.ifSet(written, "subid", unsubscribe.subscriptionId());
            return written;
        } else if (payload instanceof Subscription subscription) {
            return write(subscription);
        } else if (payload instanceof Subscriptions subscriptions) {
            var written = XmlElement.named("subscriptions", IqCodec.PUBSUB);
            subscriptions.all().forEach(each -> written.add(write(each).build()));
            return written;
        }
        throw new AssertionError(payload.getClass());
    }

    private static XmlElement.Builder write(Subscription subscription) {
        var written = XmlElement.named("subscription", IqCodec.PUBSUB)
                .attribute("node", subscription.node())
                .attribute("jid", subscription.jid());
        Attributes.ifSet(written, "subid", subscription.subscriptionId());
        Attributes.ifSet(written, "subscription", subscription.state());
        return written;
    }
}
