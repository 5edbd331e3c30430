package io.connects.finesse.xmpp.internal.engine;

import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.XmppEnd;

/** What happens to a session. */
public sealed interface Event {

    /** The transport begins to connect: the first event. */
    record Started() implements Event {}

    /** The transport can carry a stream. */
    record TransportOpened() implements Event {}

    /** Something came. */
    record Received(Stanza stanza) implements Event {}

    /** Something came that says nothing: a sign of life, no more. */
    record Heard() implements Event {}

    /** The transport has failed; nothing more will come. Its LOST is UNREACHABLE as long as the session was not connected. */
    record TransportFailed(XmppEnd end) implements Event {}

    /** There is no password or token to sign in with. */
    record CredentialsFailed(XmppEnd end) implements Event {}

    /** A subscription is to begin or to end. */
    record Asked(PubSubRequest request) implements Event {}

    /** The session is to end. */
    record CloseAsked() implements Event {}

    /** The session cannot go on for a reason on our side. */
    record Abandoned(XmppEnd end) implements Event {}

    /** Time has passed. */
    record Tick() implements Event {}
}
