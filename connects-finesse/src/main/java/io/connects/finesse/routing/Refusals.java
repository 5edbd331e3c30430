package io.connects.finesse.routing;

import io.connects.core.ConnectsException;
import io.connects.core.PeerRefusedException;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** What Finesse's refusals of a read mean. The error types are documented; which of them each release answers is inferred. */
final class Refusals {
    private static final Set<String> NOT_ALLOWED = Set.of(
            "Forbidden",
            "HTTP 403",
            "HTTP 401",
            "Authorization Failure",
            "Invalid Authorization User Specified",
            "Invalid Supervisor");

    private Refusals() {}

    /** Whether there is no such thing to read. */
    static boolean isNothingThere(Throwable failure) {
        return cause(failure) instanceof PeerRefusedException refusal
                && !refusal.retryable()
                && !NOT_ALLOWED.contains(refusal.code());
    }

    /** Whether others may read it. */
    static boolean isNotAllowed(Throwable failure) {
        return cause(failure) instanceof PeerRefusedException refusal && NOT_ALLOWED.contains(refusal.code());
    }

    /** Whether asking again may help. */
    static boolean passes(Throwable failure) {
        return cause(failure) instanceof ConnectsException known && known.retryable();
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
