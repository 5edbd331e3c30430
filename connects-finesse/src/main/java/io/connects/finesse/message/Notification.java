package io.connects.finesse.message;

import java.util.Locale;
import java.util.Objects;

/**
 * One event of the notification service. Finesse promises no order between nodes and numbers nothing.
 *
 * @param event PUT for changed, POST for added, DELETE for removed; in upper case
 * @param source the path of what changed, such as {@code /finesse/api/User/1001}
 * @param requestId of the request that caused it; empty when none did or Finesse did not say, which happens
 * @param payload what it is now, or the errors of a request that failed after it was accepted
 * @see <a href="https://developer.cisco.com/docs/finesse/managing-notifications-in-third-party-applications">Notifications</a>
 */
public record Notification(String event, String source, String requestId, Payload payload) {
    public static final String PUT = "PUT";
    public static final String POST = "POST";
    public static final String DELETE = "DELETE";

    public Notification {
        event = event.toUpperCase(Locale.ROOT);
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(payload, "payload");
    }

    /** Whether it says that something is gone. */
    public boolean isRemoval() {
        return event.equals(DELETE);
    }
}
