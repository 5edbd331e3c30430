package io.connects.simulators.finesse;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the telephone or task side refused after Finesse had answered 202; sent as an event with apiErrors.
 *
 * @param type for example {@code Invalid State}
 * @param code number of the error there
 * @param constant its name, for example {@code CF_INVALID_OBJECT_STATE}
 * @param peripheral the peripheral's own error code; null for none
 */
public record AsyncError(
        String type, int code, String constant, @Nullable Integer peripheral) {
    /** The object is not in a state that the request takes. */
    public static final AsyncError INVALID_OBJECT_STATE =
            new AsyncError("Invalid State", 22, "CF_INVALID_OBJECT_STATE", null);
    /** Something else is under way. */
    public static final AsyncError RESOURCE_BUSY = new AsyncError("Generic Error", 33, "CF_RESOURCE_BUSY", null);
    /** The extension is not one that the agent can sign in with. */
    public static final AsyncError INVALID_DEVICE =
            new AsyncError("Invalid Device", 260, "CF_INVALID_LOGON_DEVICE_SPECIFIED", 10_125);
    /** The state is not one that the agent can ask for now. */
    public static final AsyncError INVALID_WORKMODE =
            new AsyncError("Generic Error", 265, "CF_INVALID_AGENT_WORKMODE", null);
    /** The address cannot be called. */
    public static final AsyncError VALUE_OUT_OF_RANGE =
            new AsyncError("Generic Error", 3, "CF_VALUE_OUT_OF_RANGE", null);
    /** The agent is signed in to the domain already, which sets its settings all the same. */
    public static final AsyncError ALREADY_LOGGED_IN =
            new AsyncError("Generic Error", 1, "E_ARM_STAT_AGENT_ALREADY_LOGGED_IN", null);
    /** The task side knows no such agent. */
    public static final AsyncError AGENT_NOT_FOUND =
            new AsyncError("Generic Error", 2, "E_ARM_STAT_AGENT_NOT_FOUND", null);
    /** The agent is not signed in to the domain. */
    public static final AsyncError AGENT_NOT_LOGGED_IN =
            new AsyncError("Generic Error", 6, "E_ARM_STAT_AGENT_NOT_LOGGED_IN", null);
    /** A task was offered to the agent a moment ago. */
    public static final AsyncError TASK_SENT_RECENTLY =
            new AsyncError("Generic Error", 14, "E_ARM_STAT_DO_THIS_WITH_TASK_SENT_RECENTLY", null);
    /** The task is not in a state that the action takes. */
    public static final AsyncError INVALID_MESSAGE_SEQUENCE =
            new AsyncError("Generic Error", 19, "E_ARM_STAT_INVALID_MESSAGE_SEQUENCE", null);
    /** The task is not known. */
    public static final AsyncError INVALID_DIALOG_ID =
            new AsyncError("Generic Error", 6030, "E_ARM_STAT_INVALID_DIALOG_ID", null);

    /** Checks. */
    public AsyncError {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(constant, "constant");
    }

    Element data(@Nullable Integer media) {
        Element error = Element.of("apiError")
                .child("errorType", type)
                .child("errorMessage", constant)
                .child("errorData", code);
        if (media != null) {
            error.child("errorMedia", media);
        }
        if (peripheral != null) {
            error.child("peripheralErrorCode", peripheral)
                    .child("peripheralErrorText", constant)
                    .child("peripheralErrorMsg", type);
        }
        return Element.of("apiErrors").add(error);
    }
}
