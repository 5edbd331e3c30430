package io.connects.mri.internal.transport;

import io.connects.core.ProtocolViolationException;
import io.connects.mri.message.UnreadableMessage;
import org.jspecify.annotations.Nullable;

/**
 * A frame that could not be read.
 *
 * @param message which message of which dialogue it was; null when not even that can be told
 */
public record SkippedFrame(
        ProtocolViolationException violation, @Nullable UnreadableMessage message) {
    /** So much of a frame are its length, type, sub-type and ids. Behind that come people's data. */
    private static final int HEADER_BYTES = 16;

    /** What may be logged of it: the rule that it breaks, and its header as hex digits. */
    public String loggable() {
        String hex = violation.hex();
        return violation.getMessage() + ", begins with " + hex.substring(0, Math.min(hex.length(), 2 * HEADER_BYTES));
    }
}
