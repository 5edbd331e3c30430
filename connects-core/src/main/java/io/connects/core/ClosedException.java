package io.connects.core;

/** The object was closed by its owner; create a new one. */
public final class ClosedException extends ConnectsException {
    private static final long serialVersionUID = 1L;

    public ClosedException(String what) {
        super(what + " is closed", null, false);
    }
}
