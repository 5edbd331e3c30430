package io.connects.simulators.finesse;

/** How a stream reaches its client. Nothing here waits. */
interface XmppTransport {
    void send(Element element);

    /** Ends the stream in good order, behind what was sent. */
    void close();

    /** Drops the connection without a word. */
    void cut();
}
