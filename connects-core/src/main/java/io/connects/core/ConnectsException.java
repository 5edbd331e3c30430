package io.connects.core;

import org.jspecify.annotations.Nullable;

/**
 * The root of every failure that Connects reports. Its subclasses answer one question: what can the caller do?
 *
 * <p>Expected outcomes (a refused assignment, a declined work item) are values, never exceptions. Messages, causes and fields never hold a
 * secret.
 */
public abstract class ConnectsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    ConnectsException(String message, @Nullable Throwable cause, boolean retryable) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** Whether the same call, unchanged, may succeed later. */
    public final boolean retryable() {
        return retryable;
    }
}
