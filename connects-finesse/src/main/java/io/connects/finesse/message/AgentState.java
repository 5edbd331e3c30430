package io.connects.finesse.message;

import java.util.Objects;

/**
 * The state of an agent in the voice domain. Any state may follow any other while a server fails over. An open code: states that are not named here survive.
 *
 * @param value as Finesse writes it; empty when it gave none
 * @see <a href="https://developer.cisco.com/docs/finesse/user-api-parameters">Finesse developer guide</a>
 */
public record AgentState(String value) {
    public static final AgentState LOGIN = new AgentState("LOGIN");
    public static final AgentState LOGOUT = new AgentState("LOGOUT");
    public static final AgentState NOT_READY = new AgentState("NOT_READY");
    public static final AgentState READY = new AgentState("READY");
    public static final AgentState RESERVED = new AgentState("RESERVED");
    public static final AgentState RESERVED_OUTBOUND = new AgentState("RESERVED_OUTBOUND");
    public static final AgentState RESERVED_OUTBOUND_PREVIEW = new AgentState("RESERVED_OUTBOUND_PREVIEW");
    public static final AgentState TALKING = new AgentState("TALKING");
    public static final AgentState HOLD = new AgentState("HOLD");
    public static final AgentState WORK = new AgentState("WORK");
    public static final AgentState WORK_READY = new AgentState("WORK_READY");
    public static final AgentState UNKNOWN = new AgentState("UNKNOWN");

    public AgentState {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value;
    }
}
