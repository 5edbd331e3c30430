package io.connects.core.presence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;

/**
 * The settings of {@link PresenceRules}. Immutable.
 *
 * @param answerWithin how long a write may take to show; what shows the value later is a change of its own
 * @param unknownKept how long a state that is not known leaves everything as it was
 */
public record PresenceOptions(PresenceMode mode, Duration answerWithin, Duration unknownKept) {
    /** @throws IllegalArgumentException naming every duration that is not positive */
    public PresenceOptions {
        Objects.requireNonNull(mode, "mode");
        var faults = new ArrayList<String>();
        if (answerWithin.isZero() || answerWithin.isNegative()) {
            faults.add("answerWithin: must be positive, was " + answerWithin);
        }
        if (unknownKept.isZero() || unknownKept.isNegative()) {
            faults.add("unknownKept: must be positive, was " + unknownKept);
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /** This mode with the documented defaults: 20 s and 60 s. */
    public static PresenceOptions of(PresenceMode mode) {
        return new PresenceOptions(mode, Duration.ofSeconds(20), Duration.ofSeconds(60));
    }
}
