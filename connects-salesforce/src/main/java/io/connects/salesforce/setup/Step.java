package io.connects.salesforce.setup;

/**
 * One thing that an org needs, and how it stands. Immutable.
 *
 * @param what such as {@code PushTopic ConnectsPsr}
 * @param detail how it differs, what is created by hand, or why Salesforce refused; empty where there is nothing to say
 */
public record Step(String what, State state, String detail) {
    /** How a thing stands. */
    public enum State {
        /** It is not there. */
        MISSING,
        /** It was not there, and was created. */
        CREATED,
        /** It is there, as needed. */
        THERE,
        /** It is there and is another; it was left alone. */
        DIFFERS,
        /** Salesforce refused to look for it or to create it. */
        REFUSED
    }

    /** Whether nothing is left to do. */
    public boolean done() {
        return state == State.CREATED || state == State.THERE;
    }
}
