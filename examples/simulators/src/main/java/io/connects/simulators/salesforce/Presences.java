package io.connects.simulators.salesforce;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is online: a user is while a UserServicePresence of his says IsCurrentState. Confined to the org's thread. */
final class Presences {
    static final String TYPE = "UserServicePresence";

    private Presences() {}

    static @Nullable Row current(RecordStore store, String userId) {
        List<Row> current =
                store.where(TYPE, "current", row -> row.is("IsCurrentState") ? row.text("UserId") : null, userId);
        return current.isEmpty() ? null : current.get(0);
    }

    /** The user comes online, or takes another presence status: the old row ends and a new one begins. */
    static Row online(Transaction tx, Row user, Row status) {
        offline(tx, user.id());
        String time = SalesforceTime.print(tx.now());
        String name = String.format("P-%08d", tx.store().created(TYPE) + 1);
        var fields = new HashMap<String, @Nullable Object>(Map.of(
                "Name",
                name,
                "UserId",
                user.id(),
                "OwnerId",
                user.id(),
                "ServicePresenceStatusId",
                status.id(),
                "IsCurrentState",
                true,
                "IsAway",
                false,
                "StatusStartDate",
                time,
                "$session",
                "session-" + name));
        fields.put("ConfiguredCapacity", user.number("$capacity", 1));
        return tx.insert(TYPE, fields, "online");
    }

    static boolean offline(Transaction tx, String userId) {
        Row presence = current(tx.store(), userId);
        if (presence == null) {
            return false;
        }
        tx.update(
                presence, Map.of("IsCurrentState", false, "StatusEndDate", SalesforceTime.print(tx.now())), "offline");
        return true;
    }

    /** The queue's push timeout to the millisecond; zero when there is none. */
    static Duration pushTimeout(RecordStore store, Row queue) {
        Row config = ServiceRoutings.configOf(store, queue);
        double seconds = config.number("PushTimeout", 0);
        return Duration.ofMillis((long) config.number("$pushTimeoutMillis", seconds * 1000));
    }
}
