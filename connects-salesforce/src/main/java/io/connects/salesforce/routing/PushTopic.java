package io.connects.salesforce.routing;

import io.connects.salesforce.ApiVersion;
import io.connects.salesforce.SObjectDescription;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PushTopic that routing listens to; it tells of every create, update, delete and undelete. Immutable.
 *
 * @param query what it selects, 1,300 characters at most
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/pushtopic.htm">PushTopic</a>
 */
public record PushTopic(String name, String query) {
    /** The API name of the object. */
    public static final String TYPE = "PushTopic";

    private static final int MAX_QUERY = 1_300;

    public PushTopic {
        if (query.length() > MAX_QUERY) {
            throw new IllegalArgumentException("query: longer than " + MAX_QUERY + " characters: " + query);
        }
    }

    /**
     * What these options listen to in an org whose PendingServiceRouting is described so; nothing unless they listen to PushTopics.
     *
     * @throws io.connects.core.PeerRefusedException when the org lacks a field without which routing cannot work
     */
    public static List<PushTopic> of(ExternalRoutingOptions options, SObjectDescription psr) {
        if (options.feed() != FeedKind.PUSH_TOPIC) {
            return List.of();
        }
        var topics = new ArrayList<>(List.of(pending(options.psrTopic(), Schema.of(psr))));
        options.agentWorkTopic().map(PushTopic::agentWork).ifPresent(topics::add);
        return List.copyOf(topics);
    }

    static PushTopic pending(String name, Schema known) {
        return new PushTopic(name, known.topic());
    }

    static PushTopic agentWork(String name) {
        return new PushTopic(name, Soql.select(AgentWorkRecord.FIELDS, AgentWorkRecord.TYPE, Soql.EXTERNAL));
    }

    /** The query that finds the record of this name. */
    public String lookup() {
        return "SELECT Id, Name, Query FROM " + TYPE + " WHERE Name = '" + name + "'";
    }

    /** Whether an existing topic's query is this one, but for spaces and case. */
    public boolean sameQuery(@Nullable String has) {
        return has != null && normal(has).equals(normal(query));
    }

    private static String normal(String text) {
        return text.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }

    /** The fields of the record to create. */
    public Map<String, Object> fields(ApiVersion version) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("Name", name);
        fields.put("Query", query);
        fields.put("ApiVersion", new BigDecimal(version.toString()));
        fields.put("NotifyForFields", "Referenced");
        for (String operation : List.of("Create", "Update", "Delete", "Undelete")) {
            fields.put("NotifyForOperation" + operation, true);
        }
        return fields;
    }

    /** What to enter by hand. */
    @Override
    public String toString() {
        return "Name=" + name + ", Query=" + query + ", NotifyForFields=Referenced,"
                + " NotifyForOperationCreate, -Update, -Delete and -Undelete=true";
    }
}
