package io.connects.core.presence;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An agent's state at Cisco with its reason code. Immutable.
 *
 * @param reasonCode the code that Cisco's reports show, never the id under which Finesse's database keeps it; only NOT_READY has one here, null when
 *     there is none. Of other states, and below 0, it is dropped
 */
public record CiscoState(AgentState state, @Nullable Integer reasonCode) {
    public static final CiscoState READY = new CiscoState(AgentState.READY, null);

    public CiscoState {
        Objects.requireNonNull(state, "state");
        if (state != AgentState.NOT_READY || (reasonCode != null && reasonCode < 0)) {
            reasonCode = null;
        }
    }

    public static CiscoState of(AgentState state) {
        return new CiscoState(state, null);
    }

    public static CiscoState notReady(int reasonCode) {
        return new CiscoState(AgentState.NOT_READY, reasonCode);
    }

    @Override
    public String toString() {
        return reasonCode == null ? state.name() : state + " " + reasonCode;
    }
}
