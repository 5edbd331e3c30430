package io.connects.mri.internal.transport;

import io.connects.mri.message.MriMessage;

/** Is told what happens on connections, one call at a time, on the transport's loop. */
public interface TransportHandler {
    /** @param host the peer's address without its port */
    void connected(long connection, String host);

    void received(long connection, MriMessage message);

    /** A frame that could not be read was skipped. */
    void skipped(long connection, SkippedFrame frame);

    /**
     * A connection is about to end for a fault of the peer's.
     *
     * @param peer its address with its port
     */
    void dropped(String peer, String reason);

    /** Called once for each connection, whoever ended it. */
    void disconnected(long connection, String reason);

    /** Somebody was refused before there was a connection: by the rules of admission, or in the TLS handshake. */
    void refused(String host, String reason);
}
