package io.connects.salesforce;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which records of an object were deleted in a span of time. Immutable.
 *
 * @param records each with the moment of its deletion, in the order of the answer
 * @param earliestDateAvailable deletions before it are not known any more: a span that begins earlier has gaps
 * @param latestDateCovered up to when the answer is complete: where the next span begins
 */
public record DeletedRecords(
        Map<SalesforceId, Instant> records, Instant earliestDateAvailable, Instant latestDateCovered) {
    public DeletedRecords {
        records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
    }
}
