package io.connects.simulators.salesforce;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One retained PushTopic event.
 *
 * @param type created, updated or deleted
 * @param recordId the record it is about
 * @param sobject the selected fields; of a deleted record the Id only
 */
record StreamEvent(
        String channel,
        long replayId,
        Instant at,
        String type,
        String recordId,
        Map<String, @Nullable Object> sobject) {
    /** The message's data as the Streaming API sends it. */
    Map<String, Object> data() {
        var event = new LinkedHashMap<String, Object>();
        event.put("createdDate", at.toString());
        event.put("replayId", replayId);
        event.put("type", type);
        var data = new LinkedHashMap<String, Object>();
        data.put("event", event);
        data.put("sobject", sobject);
        return data;
    }
}
