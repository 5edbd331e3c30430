package io.connects.finesse.message;

import java.util.Objects;

/**
 * The state of a voice dialog, of a participant in one, or of a task. An open code: states that are not named here survive.
 *
 * @param value as Finesse writes it; empty when it gave none
 * @see <a href="https://developer.cisco.com/docs/finesse/state-dialog-parameter-values">Finesse developer guide</a>
 */
public record DialogState(String value) {
    public static final DialogState INITIATING = new DialogState("INITIATING");
    public static final DialogState INITIATED = new DialogState("INITIATED");
    public static final DialogState ALERTING = new DialogState("ALERTING");
    public static final DialogState ACTIVE = new DialogState("ACTIVE");
    public static final DialogState HELD = new DialogState("HELD");
    public static final DialogState WRAP_UP = new DialogState("WRAP_UP");
    public static final DialogState FAILED = new DialogState("FAILED");
    public static final DialogState DROPPED = new DialogState("DROPPED");
    public static final DialogState OFFERED = new DialogState("OFFERED");
    public static final DialogState ACCEPTED = new DialogState("ACCEPTED");
    public static final DialogState PAUSED = new DialogState("PAUSED");
    public static final DialogState WRAPPING_UP = new DialogState("WRAPPING_UP");
    public static final DialogState INTERRUPTED = new DialogState("INTERRUPTED");
    public static final DialogState CLOSED = new DialogState("CLOSED");
    public static final DialogState UNKNOWN = new DialogState("UNKNOWN");

    public DialogState {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value;
    }
}
