package io.connects.sandbox;

import java.io.IOException;

/** The adapter under trial. */
interface Adapter extends AutoCloseable {
    /** Starts it; may be called again after {@link #kill()}. */
    void start() throws IOException;

    /** Ends it without any warning, as a power cut does. */
    void kill();

    /** Stops it in good order. */
    @Override
    void close();
}
