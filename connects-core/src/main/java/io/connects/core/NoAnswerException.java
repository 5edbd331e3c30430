package io.connects.core;

import org.jspecify.annotations.Nullable;

/** The request went out and no answer came in time: whether the peer acted on it is unknown, so ask before repeating it. */
public final class NoAnswerException extends ConnectsException {
    private static final long serialVersionUID = 1L;

    public NoAnswerException(String message, @Nullable Throwable cause) {
        super(message, cause, true);
    }
}
