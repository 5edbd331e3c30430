package io.connects.salesforce.routing;

import io.connects.core.ProtocolViolationException;
import io.connects.core.routing.AgentWork;
import io.connects.core.routing.AgentWork.Status;
import io.connects.salesforce.SObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * An AgentWork as Salesforce writes it. Immutable; a view of a record of which unknown fields are kept.
 *
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_agentwork.htm">AgentWork</a>
 */
public record AgentWorkRecord(SObject record) {
    /** The API name of the object. */
    public static final String TYPE = "AgentWork";

    static final List<String> FIELDS = List.of("Id", "PendingServiceRoutingId", "WorkItemId", "UserId", "Status");

    private static final Map<String, Status> BY_NAME = Map.of(
            "Assigned", Status.ASSIGNED,
            "Opened", Status.OPENED,
            "Unavailable", Status.UNAVAILABLE,
            "Declined", Status.DECLINED,
            "DeclinedOnPushTimeout", Status.DECLINED_ON_PUSH_TIMEOUT,
            "Closed", Status.CLOSED,
            "Canceled", Status.CANCELED,
            "Transferred", Status.TRANSFERRED);

    /** PushTopic events carry the status as the number under which Salesforce stores it. */
    private static final List<Status> BY_NUMBER = List.of(
            Status.ASSIGNED,
            Status.UNAVAILABLE,
            Status.DECLINED,
            Status.OPENED,
            Status.CLOSED,
            Status.DECLINED_ON_PUSH_TIMEOUT,
            Status.CANCELED,
            Status.TRANSFERRED);

    /**
     * Where it stands, whether given as text (REST) or as number (PushTopic).
     *
     * @throws ProtocolViolationException when it is missing or unknown
     */
    public Status status() {
        Object status = record.fields().get("Status");
        String text = String.valueOf(status);
        if (status instanceof Number || text.matches("\\d")) {
            int number = status instanceof Number value ? value.intValue() : Integer.parseInt(text);
            if (number >= 0 && number < BY_NUMBER.size()) {
                return BY_NUMBER.get(number);
            }
        } else if (BY_NAME.containsKey(text)) {
            return BY_NAME.get(text);
        }
        String shown = text.substring(0, Math.min(text.length(), ProtocolViolationException.MAX_BYTES_KEPT));
        throw new ProtocolViolationException("AgentWork.Status: unknown", -1, shown.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The same for the routing engine.
     *
     * @throws ProtocolViolationException when a field is missing, or one has an unexpected type
     */
    public AgentWork toAgentWork() {
        return new AgentWork(
                record.id(),
                record.idOf("PendingServiceRoutingId"),
                record.requireId("WorkItemId"),
                record.requireId("UserId"),
                status());
    }
}
