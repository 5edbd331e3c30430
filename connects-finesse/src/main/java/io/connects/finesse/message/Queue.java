package io.connects.finesse.message;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A queue of CCE and how full it is; told every ten seconds when something changed.
 *
 * @param counts by Finesse's names, such as {@code callsInQueue} or {@code agentsReady}
 * @param longestSince since when the call waits that waits longest; null when none does
 * @see <a href="https://developer.cisco.com/docs/finesse/queue">Queue</a>
 */
public record Queue(
        String id,
        String name,
        Map<String, Integer> counts,
        @Nullable Instant longestSince) implements Payload {
    public Queue {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    /** One of the counts; empty when Finesse did not tell it. */
    public OptionalInt count(String count) {
        Integer value = counts.get(count);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
