package io.connects.simulators.finesse;

/**
 * How events are spelt. Captures and documents differ in all of this, so a client has to read every style.
 *
 * @param namespace of the notification element
 * @param lowerCaseMethods whether the event is {@code put} rather than {@code PUT}
 * @param lowerCaseData whether the data is {@code user} rather than {@code User}
 */
public record EventStyle(String namespace, boolean lowerCaseMethods, boolean lowerCaseData) {
    /** As captured from a 12.5. */
    public static final EventStyle FINESSE = new EventStyle("urn:xmpp:push:0", false, true);

    /** Everything the other way round. */
    public static final EventStyle OTHER = new EventStyle("http://jabber.org/protocol/pubsub", true, false);
}
