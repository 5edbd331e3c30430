package io.connects.simulators.finesse;

import java.util.Optional;

/** The states of an agent at the telephone; LOGIN is asked for and never shown. */
public enum UserState {
    /** Signed out. */
    LOGOUT,
    /** Asked for in order to sign in. */
    LOGIN,
    /** Signed in, and no calls are routed to the agent. */
    NOT_READY,
    /** Calls are routed to the agent. */
    READY,
    /** A call rings. */
    RESERVED,
    /** A call of an outbound campaign is being made. */
    RESERVED_OUTBOUND,
    /** The agent looks at a call of an outbound campaign before it is made. */
    RESERVED_OUTBOUND_PREVIEW,
    /** On a call. */
    TALKING,
    /** On a call that is held; CCE only. */
    HOLD,
    /** Work after a call, NOT_READY after that. */
    WORK,
    /** Work after a call, READY after that; CCE only. */
    WORK_READY,
    /** Not known to Finesse. */
    UNKNOWN;

    /** A change that is asked for in these states is kept until the call ends. */
    boolean keepsChanges() {
        return this == TALKING || this == HOLD || this == RESERVED_OUTBOUND_PREVIEW;
    }

    boolean isWorking() {
        return this == WORK || this == WORK_READY;
    }

    static Optional<UserState> of(String text) {
        for (UserState state : values()) {
            if (state.name().equals(text)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
