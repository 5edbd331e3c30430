package io.connects.core.presence;

import java.util.Locale;

/** An agent's state at Cisco, named as Finesse names it (User API parameters of its developer guide). */
public enum AgentState {
    LOGOUT,
    /** Signing in: passes by itself. */
    LOGIN,
    NOT_READY,
    READY,
    RESERVED,
    RESERVED_OUTBOUND,
    RESERVED_OUTBOUND_PREVIEW,
    TALKING,
    HOLD,
    WORK,
    WORK_READY,
    /** Finesse does not know, or nobody can ask it. */
    UNKNOWN;

    /** The state of this name, in any case; {@link #UNKNOWN} for a name that is new to us. */
    public static AgentState of(String name) {
        String upper = name.trim().toUpperCase(Locale.ROOT);
        for (AgentState state : values()) {
            if (state.name().equals(upper)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    /** Whether it only passes over what the agent chose: the Omni-Channel status stays, this is shown beside it. */
    public boolean overlay() {
        return switch (this) {
            case LOGOUT, NOT_READY, READY, UNKNOWN -> false;
            default -> true;
        };
    }

    /** Whether a change that is asked for now is taken and comes into force at the end of the call, being pending until then. */
    public boolean takesPending() {
        return this == TALKING || this == HOLD || this == RESERVED_OUTBOUND_PREVIEW;
    }

    /**
     * Whether a change can be asked for now. That a change asked for while a call is being offered is refused is inferred from the moves that
     * Cisco documents; none leads from there to NOT_READY.
     */
    boolean takesChanges() {
        return switch (this) {
            case LOGOUT, LOGIN, RESERVED, RESERVED_OUTBOUND, UNKNOWN -> false;
            default -> true;
        };
    }

    /** Whether the agent is signed in nowhere that we know of. */
    boolean absent() {
        return this == LOGOUT || this == UNKNOWN;
    }
}
