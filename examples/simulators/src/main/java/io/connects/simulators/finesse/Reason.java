package io.connects.simulators.finesse;

import org.jspecify.annotations.Nullable;

/**
 * Why an agent is in a state.
 *
 * @param code what is reported; -1 for none
 * @param configured the row in the database; null for a code of the system's own, which the list of reason codes does not have
 */
record Reason(int code, @Nullable ReasonCode configured) {
    static final Reason NONE = new Reason(-1, null);
    static final int CONNECTION_LOST = 255;
    static final int CONNECTION_FAILURE = 50_002;
    static final int CALL_FROM_READY = 50_006;
    static final int NOT_ANSWERED = 32_767;

    static Reason of(ReasonCode configured) {
        return new Reason(configured.code(), configured);
    }

    static Reason system(int code) {
        return new Reason(code, null);
    }

    /** What {@code reasonCodeId} shows: the id of the row, or a code of the system's own. */
    int shownId() {
        return configured == null ? code : configured.id();
    }
}
