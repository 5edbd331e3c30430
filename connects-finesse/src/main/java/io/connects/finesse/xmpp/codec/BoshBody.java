package io.connects.finesse.xmpp.codec;

import io.connects.finesse.xmpp.message.Stanza;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code <body/>} of one HTTP request or response.
 *
 * @param attributes by name, with a prefix if they have one, such as {@code xmpp:restart}
 * @param stanzas in their order
 * @see <a href="https://xmpp.org/extensions/xep-0124.html">XEP-0124</a>
 * @see <a href="https://xmpp.org/extensions/xep-0206.html">XEP-0206</a>
 */
public record BoshBody(Map<String, String> attributes, List<Stanza> stanzas) {
    public BoshBody {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        stanzas = List.copyOf(stanzas);
    }

    /** The attribute's value; empty when there is none. */
    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** The attribute's number; {@code otherwise} when there is none that can be read. */
    public int number(String name, int otherwise) {
        try {
            return Integer.parseInt(attribute(name).trim());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    public boolean isTerminate() {
        return attribute("type").equals("terminate");
    }
}
