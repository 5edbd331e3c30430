package io.connects.simulators.salesforce;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One retained event of a PushTopic or of Change Data Capture.
 *
 * @param type created, updated or deleted; of a change event its changeType
 * @param recordIds the records it is about; several only in a change event
 * @param body of a PushTopic the selected fields, of a deleted record the Id only; of a change event the payload with its header
 */
record StreamEvent(
        String channel,
        long replayId,
        Instant at,
        String type,
        List<String> recordIds,
        Map<String, @Nullable Object> body) {

    /** An event before it has its replay id. */
    record Draft(String channel, String type, List<String> recordIds, Map<String, @Nullable Object> body) {
        StreamEvent published(long replayId, Instant at) {
            return new StreamEvent(channel, replayId, at, type, recordIds, body);
        }
    }

    boolean tellsOfDeletion() {
        return type.equals("deleted") || type.equals("DELETE") || type.equals("GAP_DELETE");
    }

    static boolean isOfChanges(String channel) {
        return channel.startsWith("/data/");
    }

    /** The message's data as the Streaming API sends it. */
    Map<String, Object> data() {
        var data = new LinkedHashMap<String, Object>();
        if (isOfChanges(channel)) {
            data.put("schema", ChangeFeed.schemaId(body));
            data.put("payload", body);
            data.put("event", Map.of("replayId", replayId));
            return data;
        }
        var event = new LinkedHashMap<String, Object>();
        event.put("createdDate", at.toString());
        event.put("replayId", replayId);
        event.put("type", type);
        data.put("event", event);
        data.put("sobject", body);
        return data;
    }
}
