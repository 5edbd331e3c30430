package io.connects.finesse.xmpp.codec;

import io.connects.finesse.xml.XmlElement;

/** Errors of every kind name their condition by an element, and may say more in another one named {@code text}. */
final class Conditions {
    static final String UNDEFINED = "undefined-condition";

    /** Of a peer's words; they go into logs and messages. */
    private static final int MOST_CHARACTERS = 200;

    private Conditions() {}

    static String condition(XmlElement error) {
        for (XmlElement child : error.children()) {
            if (!child.name().equals("text")) {
                return printable(child.name());
            }
        }
        return UNDEFINED;
    }

    /** The peer's own words, the beginning of them, on one line. */
    static String text(XmlElement error) {
        return printable(error.childText("text"));
    }

    private static String printable(String text) {
        return text.substring(0, Math.min(text.length(), MOST_CHARACTERS)).replaceAll("\\p{Cntrl}", " ");
    }

    static XmlElement write(XmlElement.Builder error, String namespace, String condition, String text) {
        error.add(XmlElement.named(condition, namespace).build());
        if (!text.isEmpty()) {
            error.add(XmlElement.named("text", namespace).text(text).build());
        }
        return error.build();
    }
}
