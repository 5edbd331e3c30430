package io.connects.finesse.xmpp.internal.transport;

import java.io.IOException;

/** The server sent what must not be read any further. */
final class BadFrameException extends IOException {
    private static final long serialVersionUID = 1L;

    BadFrameException(String message) {
        super(message);
    }
}
