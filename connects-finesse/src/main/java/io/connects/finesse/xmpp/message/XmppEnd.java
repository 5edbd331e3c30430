package io.connects.finesse.xmpp.message;

import java.util.Objects;

/**
 * How a session ended.
 *
 * @param condition the server's or HTTP's own name of it, such as {@code conflict} or {@code not-authorized}; empty when there is none
 * @param reason in words, for people
 */
public record XmppEnd(Kind kind, String condition, String reason) {

    /** What its owner can do. */
    public enum Kind {
        /** The connection broke, or nothing was heard for too long: connect again. */
        LOST,
        /** It never came to be connected: try later, or another endpoint. */
        UNREACHABLE,
        /** Somebody else has signed in as the same user with the same resource: stop, or the two throw each other out for ever. */
        CONFLICT,
        /** Credentials were not taken: stop after this one try, because five in a row block an agent for five minutes. */
        AUTH_FAILED,
        /** The server ended the stream for a reason of its own. */
        STREAM_ERROR,
        /** The server sent what is not XMPP, or more than the limit. */
        PROTOCOL,
        /** We closed it. */
        CLOSED
    }

    private static final int MOST_CHARACTERS = 500;

    /** A longer reason is cut, and control characters in it become spaces: part of it may be the peer's words. */
    public XmppEnd {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(condition, "condition");
        reason = reason.substring(0, Math.min(reason.length(), MOST_CHARACTERS)).replaceAll("\\p{Cntrl}", " ");
    }

    public static XmppEnd lost(String reason) {
        return new XmppEnd(Kind.LOST, "", reason);
    }

    public static XmppEnd unreachable(String reason) {
        return new XmppEnd(Kind.UNREACHABLE, "", reason);
    }

    public static XmppEnd protocol(String reason) {
        return new XmppEnd(Kind.PROTOCOL, "", reason);
    }

    public static XmppEnd closed() {
        return new XmppEnd(Kind.CLOSED, "", "closed by us");
    }

    /** The end that a stream error means. */
    public static XmppEnd of(Stanza.StreamError error) {
        Kind kind = error.condition().equals("conflict") ? Kind.CONFLICT : Kind.STREAM_ERROR;
        return new XmppEnd(
                kind,
                error.condition(),
                "the server ended the stream: " + error.condition()
                        + (error.text().isEmpty() ? "" : " (" + error.text() + ")"));
    }

    /** Whether connecting again with nothing changed can help. */
    public boolean mayRetry() {
        return kind == Kind.LOST || kind == Kind.UNREACHABLE || kind == Kind.STREAM_ERROR || kind == Kind.PROTOCOL;
    }
}
