package io.connects.finesse.xmpp.codec;

import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.Stanza.OtherMessage;
import io.connects.finesse.xmpp.message.Stanza.PubSubEvent;
import io.connects.finesse.xmpp.message.Stanza.PubSubEvent.Item;
import java.util.Optional;

/** Messages that bring events of publish-subscribe (XEP-0060, section 7.1.2.1). */
final class MessageCodec {
    private static final String EVENT = IqCodec.PUBSUB + "#event";
    /** As captured from Finesse 12.5; other releases are said to use another one. */
    private static final String NOTIFICATION = "urn:xmpp:push:0";

    private MessageCodec() {}

    static Stanza read(XmlElement message) {
        Optional<XmlElement> items = message.child("event").flatMap(event -> event.child("items"));
        if (message.attribute("type").equals("error") || items.isEmpty()) {
            return new OtherMessage(message);
        }
        return new PubSubEvent(
                message.attribute("from"),
                message.attribute("to"),
                items.get().attribute("node"),
                items.get().children("item").stream()
                        .map(item -> new Item(item.attribute("id"), payload(item)))
                        .toList());
    }

    private static String payload(XmlElement item) {
        return item.children().isEmpty() ? "" : item.children().get(0).text();
    }

    static XmlElement write(PubSubEvent event) {
        var items = XmlElement.named("items", EVENT).attribute("node", event.node());
        for (Item item : event.items()) {
            items.add(XmlElement.named("item", EVENT)
                    .attribute("id", item.id())
                    .add(XmlElement.named("notification", NOTIFICATION)
                            .text(item.payload())
                            .build())
                    .build());
        }
        return Attributes.stanza("message", event.from(), event.to(), "")
                .add(XmlElement.named("event", EVENT).add(items.build()).build())
                .build();
    }
}
