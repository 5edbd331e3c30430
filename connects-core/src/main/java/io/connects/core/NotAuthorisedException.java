package io.connects.core;

import org.jspecify.annotations.Nullable;

/** The peer does not accept who we are, or what we may do: somebody has to change credentials or permissions. */
public final class NotAuthorisedException extends ConnectsException {
    private static final long serialVersionUID = 1L;

    public NotAuthorisedException(String message, @Nullable Throwable cause) {
        super(message, cause, false);
    }
}
