package io.connects.salesforce.streaming;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event as it came over a channel. Immutable.
 *
 * @param replayId where to go on after it; null when Salesforce gave none
 * @param received when it arrived, by the adapter's clock
 * @param data texts, numbers, booleans, nulls, maps and lists; what is in it depends on the kind of channel
 */
public record StreamEvent(
        String channel, @Nullable ReplayId replayId, Instant received, Map<String, @Nullable Object> data) {
    public StreamEvent {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
