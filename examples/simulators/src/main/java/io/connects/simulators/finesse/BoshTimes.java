package io.connects.simulators.finesse;

import java.time.Duration;
import java.util.Objects;

/**
 * How patient the BOSH side is (XEP-0124).
 *
 * @param longestWait the most that a client may ask an answer to be held
 * @param inactivity how long a session lives without a request
 * @param window how many requests a client may have under way
 */
public record BoshTimes(Duration longestWait, Duration inactivity, int window) {
    /** 60 s, 30 s and two requests. */
    public static final BoshTimes DEFAULT = new BoshTimes(Duration.ofSeconds(60), Duration.ofSeconds(30), 2);

    /** Checks. */
    public BoshTimes {
        Objects.requireNonNull(longestWait, "longestWait");
        Objects.requireNonNull(inactivity, "inactivity");
        if (window < 2) {
            throw new IllegalArgumentException("window: must be at least 2, was " + window);
        }
    }
}
