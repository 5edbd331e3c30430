package io.connects.finesse.xmpp.internal.bosh;

import io.connects.finesse.xmpp.codec.BoshBody;
import io.connects.finesse.xmpp.message.Stanza;

/** What happens to a session over BOSH. Requests are known by their rid. */
public sealed interface BoshEvent {

    /** The stream is to be opened, or begun anew. */
    record OpenAsked(boolean again) implements BoshEvent {}

    record SendAsked(Stanza stanza) implements BoshEvent {}

    /** The session is to end, after what waits to be sent. */
    record CloseAsked() implements BoshEvent {}

    record Answered(long rid, BoshBody body) implements BoshEvent {}

    /**
     * A request has failed.
     *
     * @param status of HTTP; 0 when no response came at all
     */
    record Failed(long rid, int status, String reason) implements BoshEvent {}

    /** Time has passed. */
    record Tick() implements BoshEvent {}
}
