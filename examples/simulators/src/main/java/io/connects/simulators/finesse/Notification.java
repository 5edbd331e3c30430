package io.connects.simulators.finesse;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell the subscribers of a node.
 *
 * @param node for example {@code /finesse/api/User/1001/Dialogs}
 * @param event what happened to the object
 * @param source the object's path
 * @param data the object, or apiErrors; null for none
 * @param requestId of the request that caused it; empty for none
 */
record Notification(
        String node, Event event, String source, @Nullable Element data, String requestId) {
    enum Event {
        PUT,
        POST,
        DELETE
    }

    /** The escaped document inside the stanza. */
    String payload(EventStyle style) {
        String method = style.lowerCaseMethods() ? event.name().toLowerCase(Locale.ROOT) : event.name();
        Element wrapper = Element.of("data");
        if (data != null) {
            wrapper.add(spelt(data, style));
        }
        return Element.of("Update")
                .add(wrapper)
                .child("event", method)
                .child("requestId", requestId)
                .child("source", source)
                .toString();
    }

    private static Element spelt(Element data, EventStyle style) {
        if (style.lowerCaseData() || data.name().equals("apiErrors")) {
            return data;
        }
        String name = Character.toUpperCase(data.name().charAt(0)) + data.name().substring(1);
        return Element.of(name).addAll(data.children());
    }
}
