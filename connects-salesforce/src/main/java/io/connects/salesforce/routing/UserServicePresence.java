package io.connects.salesforce.routing;

import io.connects.salesforce.SObject;
import java.time.Duration;
import java.time.Instant;
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

    /** Every field of the object that is documented, and the system fields; no org has to have all. */
    public static final List<String> ALL_FIELDS = List.of(
            "Id",
            "Name",
            "UserId",
            "OwnerId",
            "ServicePresenceStatusId",
            "IsCurrentState",
            "IsAway",
            "StatusStartDate",
            "StatusEndDate",
            "StatusDuration",
            "IdleDuration",
            "AtCapacityDuration",
            "AverageCapacity",
            "ConfiguredCapacity",
            "ConfiguredInterruptCapacity",
            "CreatedDate",
            "LastModifiedDate",
            "SystemModstamp",
            "IsDeleted");

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

    /** The running number. */
    public @Nullable String name() {
        return record.text("Name");
    }

    public @Nullable String ownerId() {
        return record.idOf("OwnerId");
    }

    public @Nullable Instant statusStartDate() {
        return record.instant("StatusStartDate");
    }

    public @Nullable Instant statusEndDate() {
        return record.instant("StatusEndDate");
    }

    public @Nullable Duration statusDuration() {
        return record.seconds("StatusDuration");
    }

    public @Nullable Duration idleDuration() {
        return record.seconds("IdleDuration");
    }

    public @Nullable Duration atCapacityDuration() {
        return record.seconds("AtCapacityDuration");
    }

    public @Nullable Double averageCapacity() {
        return record.decimal("AverageCapacity");
    }

    public @Nullable Double configuredCapacity() {
        return record.decimal("ConfiguredCapacity");
    }

    public @Nullable Double configuredInterruptCapacity() {
        return record.decimal("ConfiguredInterruptCapacity");
    }

    public @Nullable Instant createdDate() {
        return record.instant("CreatedDate");
    }

    public @Nullable Instant lastModifiedDate() {
        return record.instant("LastModifiedDate");
    }

    public @Nullable Instant systemModstamp() {
        return record.instant("SystemModstamp");
    }

    public boolean deleted() {
        return record.isTrue("IsDeleted");
    }
}
