package io.connects.core.routing;

import java.util.Map;

/**
 * What REST says of a work item that waits: its PSR and the record's fields.
 *
 * @param psr the PSR as read now
 * @param fields API name to text of the fields that the route asks for; a field that is empty or cannot be seen is missing
 */
public record WorkItem(Psr psr, Map<String, String> fields) {
    public WorkItem {
        fields = Map.copyOf(fields);
    }
}
