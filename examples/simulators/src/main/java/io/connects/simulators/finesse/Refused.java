package io.connects.simulators.finesse;

/** The telephone or task side refuses what Finesse has answered with 202. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient AsyncError error;

    Refused(AsyncError error) {
        super(error.constant(), null, false, false);
        this.error = error;
    }

    AsyncError error() {
        return error;
    }
}
