package io.connects.salesforce.streaming;

/**
 * A place in a channel's retained events. Opaque: ids grow, but have holes, are not to be computed, and start anew when an org moves.
 *
 * @param value an id that came with an event, or -1 or -2
 * @see <a href="https://developer.salesforce.com/docs/platform/api-streaming/guide/using-streaming-api-durability.html">Message
 *     Durability</a>
 */
public record ReplayId(long value) {
    /** Only events that happen from now on. */
    public static final ReplayId NEW_ONLY = new ReplayId(-1);

    /** Everything that is retained, 24 hours for a PushTopic, and then what happens. */
    public static final ReplayId ALL_RETAINED = new ReplayId(-2);
}
