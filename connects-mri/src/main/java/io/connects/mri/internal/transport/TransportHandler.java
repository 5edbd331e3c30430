package io.connects.mri.internal.transport;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.message.MriMessage;

/** Is told what happens on connections, one call at a time, on the transport's loop. */
public interface TransportHandler {
    void connected(long connection, String peer);

    void received(long connection, MriMessage message);

    /** A frame that could not be read was skipped. */
    void skipped(long connection, ProtocolViolationException violation);

    /** Called once for each connection, whoever ended it. */
    void disconnected(long connection, String reason);
}
