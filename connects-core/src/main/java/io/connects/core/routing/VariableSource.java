package io.connects.core.routing;

import java.util.Locale;

/** Where the text of a call variable or ECC variable comes from. */
public sealed interface VariableSource {

    /** A field of the work item, by its API name. */
    record Field(String apiName) implements VariableSource {}

    /** The same text for every task. */
    record Text(String text) implements VariableSource {}

    /** Something the adapter knows about this submission. */
    enum Known implements VariableSource {
        /** PSR id and attempt, which joins desktop, Cisco's records and our history: see {@link TaskKey}. */
        CORRELATION,
        PSR_ID,
        WORK_ITEM_ID,
        QUEUE_ID,
        /** When the customer asked, in ISO 8601. */
        REQUEST_TIME,
        /** The PSR's priority; empty when it has none. */
        PRIORITY,
        /** 1 for the first submission of this PSR. */
        ATTEMPT,
        /** Why this is not the first submission: {@code declined}, {@code push-timeout}, ...; {@code new} on the first. */
        REASON
    }

    /**
     * Reads the form used in configuration: {@code item.<Field>}, {@code psr.correlation}, {@code psr.id}, {@code psr.attempt} and so on, or
     * {@code =text}.
     *
     * @throws IllegalArgumentException when the text has none of these forms
     */
    static VariableSource of(String text) {
        if (text.startsWith("=")) {
            return new Text(text.substring(1));
        }
        if (text.startsWith("item.") && text.length() > 5) {
            return new Field(text.substring(5));
        }
        for (Known known : Known.values()) {
            if (text.equals(name(known))) {
                return known;
            }
        }
        throw new IllegalArgumentException("not a source of a variable: '" + text
                + "'; write item.<Field>, =<text>, or one of psr.correlation, psr.id, psr.work-item-id, psr.queue-id,"
                + " psr.request-time, psr.priority, psr.attempt, psr.reason");
    }

    private static String name(Known known) {
        return known == Known.PSR_ID
                ? "psr.id"
                : "psr." + known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
