package io.connects.salesforce.routing;

import io.connects.core.PeerRefusedException;
import io.connects.salesforce.SObjectDescription;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which fields of PendingServiceRouting an org has, out of those that routing reads.
 *
 * @param psrFields in a fixed order
 */
record Schema(List<String> psrFields) {
    /** @throws PeerRefusedException naming every field without which routing cannot work */
    static Schema of(SObjectDescription psr) {
        var missing = PendingServiceRouting.REQUIRED.stream()
                .filter(field -> !psr.selectable(field))
                .toList();
        boolean queue = psr.selectable("GroupId") || psr.selectable("QueueId");
        if (!missing.isEmpty() || !queue) {
            throw new PeerRefusedException(
                    "describe PendingServiceRouting",
                    "INSUFFICIENT_ACCESS",
                    "the user does not see " + (queue ? missing : missing + " and GroupId")
                            + ": check Omni-Channel and the field permissions",
                    false);
        }
        return new Schema(Stream.concat(
                        PendingServiceRouting.REQUIRED.stream(),
                        PendingServiceRouting.OPTIONAL.stream().filter(psr::selectable))
                .toList());
    }

    /** What a PushTopic selects. */
    String topic() {
        return Soql.select(psrFields, PendingServiceRouting.TYPE, Soql.EXTERNAL);
    }

    /** All that there is. */
    String snapshot() {
        return Soql.select(stamped(), PendingServiceRouting.TYPE, Soql.EXTERNAL);
    }

    /** What was created or changed since then. */
    String changedSince(Instant stamp) {
        return Soql.select(
                stamped(),
                PendingServiceRouting.TYPE,
                Soql.EXTERNAL + " AND SystemModstamp >= " + stamp.truncatedTo(ChronoUnit.SECONDS));
    }

    private List<String> stamped() {
        return Stream.concat(psrFields.stream(), Stream.of("SystemModstamp")).toList();
    }
}
