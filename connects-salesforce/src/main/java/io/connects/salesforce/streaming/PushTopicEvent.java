package io.connects.salesforce.streaming;

import io.connects.core.ProtocolViolationException;
import io.connects.salesforce.SObject;
import io.connects.salesforce.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record was created, changed or deleted, with the fields that the PushTopic selects.
 *
 * @param record of a deleted record only the id is certain to be there
 * @see <a href="https://developer.salesforce.com/docs/platform/api-streaming/guide/notifications.html">PushTopic notifications</a>
 */
public record PushTopicEvent(Type type, SObject record) {

    /** What happened to the record. */
    public enum Type {
        CREATED,
        UPDATED,
        DELETED,
        UNDELETED
    }

    /**
     * Reads an event of a channel {@code /topic/...}.
     *
     * @param sobjectType the object that the topic selects from
     * @throws ProtocolViolationException when it does not look like a PushTopic's
     */
    public static PushTopicEvent of(StreamEvent event, String sobjectType) {
        Map<String, @Nullable Object> header = Json.object(event.data().get("event"));
        Map<String, @Nullable Object> fields = Json.object(event.data().get("sobject"));
        String type = header == null ? "" : Json.text(header.get("type"));
        if (fields == null || type.isEmpty()) {
            throw new ProtocolViolationException(
                    "not a PushTopic event on " + event.channel() + ": no event.type or no sobject", -1, new byte[0]);
        }
        try {
            return new PushTopicEvent(Type.valueOf(type.toUpperCase(Locale.ROOT)), new SObject(sobjectType, fields));
        } catch (IllegalArgumentException e) {
            throw new ProtocolViolationException(
                    "unknown type of event on " + event.channel(), -1, type.getBytes(StandardCharsets.UTF_8), e);
        }
    }
}
