package io.connects.salesforce.routing;

import io.connects.core.ProtocolViolationException;
import io.connects.core.routing.AgentWork;
import io.connects.core.routing.Psr;
import io.connects.salesforce.SObject;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records as the routing engine knows them. One that cannot be read is a warning and empty, so that it does not stop the others. */
final class Mapped {
    private static final Logger log = LoggerFactory.getLogger(Mapped.class);

    private Mapped() {}

    static Optional<Psr> psr(SObject record) {
        return of(record, psr -> new PendingServiceRouting(psr).toPsr());
    }

    static Optional<AgentWork> agentWork(SObject record) {
        return of(record, work -> new AgentWorkRecord(work).toAgentWork());
    }

    static <T> Optional<T> of(SObject record, Function<SObject, T> read) {
        try {
            return Optional.of(read.apply(record));
        } catch (ProtocolViolationException e) {
            return skipped(record, e);
        }
    }

    private static <T> Optional<T> skipped(SObject record, ProtocolViolationException e) {
        Object id = record.fields().get("Id");
        String shown = id instanceof String text && text.matches("\\w{15,18}") ? text : "unreadable";
        log.warn(
                "salesforce record={} id={} skipped reason=\"{}\" value={}",
                record.type(),
                shown,
                e.getMessage(),
                e.hex());
        return Optional.empty();
    }
}
