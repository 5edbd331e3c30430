package io.connects.salesforce.routing;

import io.connects.salesforce.SObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's presence at Omni-Channel as Salesforce writes it. Immutable; a view of a record of which unknown fields are kept. A user is online
 * exactly while a record with {@link #current()} exists.
 *
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_userservicepresence.htm">UserServicePresence</a>
 */
public record UserServicePresence(SObject record) {
    /** The API name of the object. */
    public static final String TYPE = "UserServicePresence";

    static final List<String> FIELDS = List.of("Id", "UserId", "ServicePresenceStatusId", "IsCurrentState", "IsAway");

    public String id() {
        return record.id();
    }

    public String userId() {
        return record.requireId("UserId");
    }

    /** The presence status that was chosen; null when the user may not see it. */
    public @Nullable String statusId() {
        return record.idOf("ServicePresenceStatusId");
    }

    /** Whether this is the user's state now. */
    public boolean current() {
        return record.isTrue("IsCurrentState");
    }

    public boolean away() {
        return record.isTrue("IsAway");
    }
}
