package io.connects.finesse.xmpp.internal.engine;

import io.connects.finesse.xmpp.message.XmppEnd;

/** What became of a request. */
public sealed interface Outcome {

    record Done() implements Outcome {}

    /** The service said no. */
    record Refused(String condition, String type, String text) implements Outcome {}

    /** No answer came in time. */
    record TimedOut() implements Outcome {}

    /** The session ended before an answer came. */
    record Ended(XmppEnd end) implements Outcome {}

    /** It was not sent. */
    record NotSent(String reason) implements Outcome {}
}
