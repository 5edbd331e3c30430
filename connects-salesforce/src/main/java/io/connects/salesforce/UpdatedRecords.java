package io.connects.salesforce;

import java.time.Instant;
import java.util.List;

/**
 * Which records of an object were created or changed in a span of time. Immutable.
 *
 * @param latestDateCovered up to when the answer is complete: where the next span begins
 */
public record UpdatedRecords(List<SalesforceId> ids, Instant latestDateCovered) {
    public UpdatedRecords {
        ids = List.copyOf(ids);
    }
}
