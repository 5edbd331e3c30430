package io.connects.salesforce.streaming;

import io.connects.core.ProtocolViolationException;
import io.connects.salesforce.SalesforceId;
import io.connects.salesforce.internal.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records were created, changed or deleted, as Change Data Capture tells it on channels {@code /data/...}. One event may speak of many records
 * that were changed in the same way. Immutable.
 *
 * @param entity the object's API name, such as {@code PendingServiceRouting}
 * @param recordIds in the 18-character form; empty only for {@link Type#GAP_OVERFLOW}
 * @param transactionKey the same for all events of one transaction; empty when it was not told
 * @param committed when the transaction was committed; null when it was not told
 * @param fields of {@link Type#CREATE} and {@link Type#UNDELETE} all that are not empty, of {@link Type#UPDATE} those that changed and those that
 *     the channel enriches, of the others none
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_header.htm">Change
 *     event header fields</a>
 */
public record ChangeEvent(
        String entity,
        Type type,
        List<String> recordIds,
        String transactionKey,
        @Nullable Instant committed,
        Map<String, @Nullable Object> fields) {
    private static final String HEADER = "ChangeEventHeader";
    /** Salesforce merges far fewer; whoever sends more is no org. */
    private static final int MAX_RECORDS = 10_000;

    /** What happened. A gap says that something did, without the fields: the records have to be read. */
    public enum Type {
        CREATE,
        UPDATE,
        DELETE,
        UNDELETE,
        GAP_CREATE,
        GAP_UPDATE,
        GAP_DELETE,
        GAP_UNDELETE,
        /** More changed in one transaction than is told one by one: everything has to be read. */
        GAP_OVERFLOW
    }

    public ChangeEvent {
        recordIds = List.copyOf(recordIds);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * Reads an event of a channel {@code /data/...}.
     *
     * @throws ProtocolViolationException when it does not look like a change event
     */
    public static ChangeEvent of(StreamEvent event) {
        Map<String, @Nullable Object> payload = Json.object(event.data().get("payload"));
        Map<String, @Nullable Object> header = payload == null ? null : Json.object(payload.get(HEADER));
        if (payload == null
                || header == null
                || Json.text(header.get("entityName")).isEmpty()) {
            throw new ProtocolViolationException(
                    "not a change event on " + event.channel() + ": no header or no entityName", -1, new byte[0]);
        }
        Type type = type(event.channel(), Json.text(header.get("changeType")));
        var fields = new LinkedHashMap<>(payload);
        fields.remove(HEADER);
        return new ChangeEvent(
                Json.text(header.get("entityName")),
                type,
                recordIds(event.channel(), type, header),
                Json.text(header.get("transactionKey")),
                header.get("commitTimestamp") instanceof Number millis
                        ? Instant.ofEpochMilli(millis.longValue())
                        : null,
                fields);
    }

    private static Type type(String channel, String text) {
        try {
            return Type.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new ProtocolViolationException(
                    "unknown type of change on " + channel, -1, text.getBytes(StandardCharsets.UTF_8), e);
        }
    }

    private static List<String> recordIds(String channel, Type type, Map<String, @Nullable Object> header) {
        List<?> told = Json.array(header.get("recordIds"));
        if (type == Type.GAP_OVERFLOW) {
            return List.of();
        }
        if (told.isEmpty() || told.size() > MAX_RECORDS) {
            throw new ProtocolViolationException(
                    "a change event of " + told.size() + " records on " + channel, -1, new byte[0]);
        }
        var ids = new ArrayList<String>(told.size());
        for (Object id : told) {
            try {
                ids.add(SalesforceId.of(Json.text(id)).value());
            } catch (IllegalArgumentException e) {
                throw new ProtocolViolationException(
                        "a change event without record ids on " + channel, -1, new byte[0], e);
            }
        }
        return ids;
    }
}
