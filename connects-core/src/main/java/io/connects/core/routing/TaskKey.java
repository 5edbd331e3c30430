package io.connects.core.routing;

import java.util.Objects;

/**
 * Names one submission of one PSR, here and, as the correlation value, in every task at Cisco.
 *
 * @param attempt 1 for the first submission of the PSR by this engine
 */
public record TaskKey(String psrId, int attempt) {
    public TaskKey {
        Objects.requireNonNull(psrId, "psrId");
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt: must be 1 or more, was " + attempt);
        }
    }

    /** The correlation value: {@code psrId:attempt}. */
    @Override
    public String toString() {
        return psrId + ":" + attempt;
    }
}
