package io.connects.mri.message;

/**
 * FAILURE_EVENT: something failed that nobody asked for.
 *
 * @param status a status code, 0 for none
 */
public record FailureEvent(long status) implements MriMessage {
    public FailureEvent {
        Numbers.checkU32("status", status);
    }
}
