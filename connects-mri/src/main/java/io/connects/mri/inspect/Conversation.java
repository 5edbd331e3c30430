package io.connects.mri.inspect;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was sent over one connection, in the order of its arrival.
 *
 * @param pim address of the side that connected, as {@code host:port}; {@code ?} when not known
 * @param application address of the side that listened
 * @param fromStart whether the capture saw the connection begin
 */
public record Conversation(String pim, String application, boolean fromStart, List<Chunk> chunks) {
    public Conversation {
        chunks = List.copyOf(chunks);
    }

    /**
     * Bytes of one side, in order.
     *
     * @param time null when not known
     * @param lostBefore whether bytes of this side in front of these are missing
     */
    @SuppressWarnings("ArrayRecordComponent") // shared and never changed: a copy of each would double a capture
    public record Chunk(@Nullable Instant time, Side from, byte[] bytes, boolean lostBefore) {}

    /** Who sends to whom, as {@code host:port > host:port}. */
    public String direction(Side from) {
        return switch (from) {
            case PIM -> pim + " > " + application;
            case APPLICATION -> application + " > " + pim;
            case UNKNOWN -> "? > ?";
        };
    }
}
