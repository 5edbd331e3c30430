package io.connects.simulators.salesforce;

import java.time.Instant;
import java.util.List;

/** One thing that happened, as the journal keeps it. Records, event log and ledger are all made from these alone. */
sealed interface Entry {
    Instant at();

    /** A record was created or changed; {@code row} is the whole record afterwards. */
    record Saved(Instant at, boolean created, Row row, String cause) implements Entry {}

    /** A record was deleted. */
    record Removed(Instant at, String type, String id, String cause) implements Entry {}

    /** An event was put in the log of its channel. */
    record Published(Instant at, StreamEvent event) implements Entry {}

    /** An AgentWork create was refused. */
    record Refused(Instant at, String code, String message, String psrId, String workItemId, String userId)
            implements Entry {}

    /** An all-or-none composite with an AgentWork create was stopped by the unique key of its guard row. */
    record Fenced(Instant at, String psrId) implements Entry {}

    /** A subscriber showed that it has these events, by its next {@code /meta/connect} or by subscribing after them. */
    record Delivered(Instant at, List<Long> replayIds) implements Entry {}
}
