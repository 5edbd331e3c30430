package io.connects.finesse.message;

import java.util.Objects;

/**
 * The state of an agent in a media routing domain other than voice. An open code: states that are not named here survive.
 *
 * @param value as Finesse writes it; empty when it gave none
 * @see <a href="https://developer.cisco.com/docs/finesse/agent-states-for-nonvoice-media">Finesse developer guide</a>
 */
public record MediaState(String value) {
    public static final MediaState LOGIN = new MediaState("LOGIN");
    public static final MediaState LOGOUT = new MediaState("LOGOUT");
    public static final MediaState NOT_READY = new MediaState("NOT_READY");
    public static final MediaState READY = new MediaState("READY");
    public static final MediaState RESERVED = new MediaState("RESERVED");
    public static final MediaState ACTIVE = new MediaState("ACTIVE");
    public static final MediaState PAUSED = new MediaState("PAUSED");
    public static final MediaState WORK_READY = new MediaState("WORK_READY");
    public static final MediaState WORK_NOT_READY = new MediaState("WORK_NOT_READY");
    public static final MediaState WORK = new MediaState("WORK");
    public static final MediaState INTERRUPTED = new MediaState("INTERRUPTED");

    public MediaState {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value;
    }
}
