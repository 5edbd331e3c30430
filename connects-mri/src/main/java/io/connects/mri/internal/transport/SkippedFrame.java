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
        ProtocolViolationException violation, @Nullable UnreadableMessage message) {}
