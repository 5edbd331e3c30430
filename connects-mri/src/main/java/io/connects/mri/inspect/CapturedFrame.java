package io.connects.mri.inspect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One frame of a conversation.
 *
 * @param time when its last byte came; null when not known
 * @param bytes header included
 */
@SuppressWarnings("ArrayRecordComponent") // shared and never changed: a copy of each would double a capture
public record CapturedFrame(
        Conversation conversation, @Nullable Instant time, Side from, byte[] bytes) {}
