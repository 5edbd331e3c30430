package io.connects.mri.internal.engine;

import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.UnreadableMessage;

/** What happens to a session. Connections are numbers that the owner of the engine gives out, each once. */
public sealed interface Event {

    /**
     * A peer has connected.
     *
     * @param host its address without the port: connections of one host are of one side of the PIM
     */
    record Connected(long connection, String host) implements Event {}

    /** A connection has ended, whoever ended it. */
    record Disconnected(long connection, String reason) implements Event {}

    /** A message came. */
    record Received(long connection, MriMessage message) implements Event {}

    /** Something came that is no readable message: a sign of life, no more. */
    record Heard(long connection) implements Event {}

    /** A message of a dialogue came, and no more can be read of it than this. */
    record Unreadable(long connection, UnreadableMessage message) implements Event {}

    /** No bytes are taken from peers any more: their silence means nothing. */
    record ReadingPaused() implements Event {}

    /** Bytes are taken from peers again: the time that each may be silent begins anew. */
    record ReadingResumed() implements Event {}

    /**
     * A task is to be sent.
     *
     * @param dialogue a new one
     */
    record Submit(Dialogue dialogue, NewTask task) implements Event {}

    /** A task is to be taken back. */
    record Cancel(Dialogue dialogue) implements Event {}

    /** The session is to end for good. */
    record CloseAsked() implements Event {}

    /** Time has passed. */
    record Tick() implements Event {}
}
