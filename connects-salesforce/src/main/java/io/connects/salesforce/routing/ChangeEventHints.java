package io.connects.salesforce.routing;

import io.connects.core.PeerRefusedException;
import io.connects.core.routing.AgentWork;
import io.connects.core.routing.Psr;
import io.connects.core.routing.WorkSource;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.internal.Cached;
import io.connects.salesforce.streaming.ChangeEvent;
import io.connects.salesforce.streaming.StreamEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Change Data Capture of PSRs and AgentWorks over one custom channel. A new record comes whole; of a changed one only the changed fields come, so
 * it is read again, many at a time. A member of the channel with a filter on fields never tells of deletions, which have no fields.
 *
 * @see <a href="https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_other_events_gap.htm">Gap
 *     events</a>
 */
final class ChangeEventHints implements Hints {
    private static final Logger log = LoggerFactory.getLogger(ChangeEventHints.class);

    private static final String PSR_EVENT = ChangeChannel.event(PendingServiceRouting.TYPE);

    private final SalesforceRest rest;
    private final String channel;
    private final WorkSource.Listener listener;
    private final Rereads<Psr> psrs;
    private final Rereads<AgentWork> works;
    private final Consumer<String> overflow;
    private @Nullable Schema schema;
    private boolean filtered;

    /**
     * @param psrs reads PSRs again
     * @param works reads AgentWorks again
     * @param overflow is told that more changed than is told one by one
     */
    ChangeEventHints(
            SalesforceRest rest,
            ExternalRoutingOptions options,
            WorkSource.Listener listener,
            Rereads<Psr> psrs,
            Rereads<AgentWork> works,
            Consumer<String> overflow) {
        this.rest = rest;
        this.channel = options.changeChannel();
        this.listener = listener;
        this.psrs = psrs;
        this.works = works;
        this.overflow = overflow;
    }

    @Override
    public List<String> channels() {
        return List.of("/data/" + channel);
    }

    /** Channels and their members are read where the user may; where not, the subscription tells whether there is a channel. */
    @Override
    public CompletableFuture<Void> ensure(Schema known) {
        schema = known;
        return ChangeChannel.read(rest, channel).handle((found, failure) -> {
            if (found == null) {
                unknown(Cached.cause(failure));
            } else {
                check(found);
            }
            return null;
        });
    }

    private void unknown(Throwable cause) {
        if (!(cause instanceof PeerRefusedException refused) || refused.retryable()) {
            throw new CompletionException(cause);
        }
        filtered = true;
        log.info(
                "salesforce channel={} members=unknown reason=\"{}\": deletions are asked for often, in case it filters them",
                channel,
                cause.getMessage());
    }

    private void check(ChangeChannel found) {
        if (found.member(PSR_EVENT).isEmpty()) {
            throw new PeerRefusedException(
                    "listening to the channel " + channel,
                    "NO_SUCH_CHANNEL",
                    (found.record().isEmpty() ? "it is not there" : "it does not tell of " + PSR_EVENT)
                            + "; ./connects salesforce setup creates what is missing",
                    false);
        }
        for (String entity : ChangeChannel.ENTITIES) {
            if (found.member(entity).isEmpty()) {
                log.warn("salesforce channel={} lacks {}: what agents do is heard of late", channel, entity);
            }
        }
        filtered = found.filter(PSR_EVENT).isPresent();
        if (filtered) {
            log.warn(
                    "salesforce channel={} filters {}: deletions are never told and are asked for often; remove the filter",
                    channel,
                    PendingServiceRouting.TYPE);
        }
    }

    @Override
    public boolean mayMissDeletions() {
        return filtered;
    }

    @Override
    public void event(StreamEvent event) {
        ChangeEvent change = ChangeEvent.of(event);
        if (change.type() == ChangeEvent.Type.GAP_OVERFLOW) {
            overflow.accept("more " + change.entity() + " changed at once than is told one by one");
        } else if (change.entity().equals(PendingServiceRouting.TYPE)) {
            psr(change, event);
        } else if (change.entity().equals(AgentWorkRecord.TYPE)) {
            agentWork(change, event);
        }
    }

    private void psr(ChangeEvent change, StreamEvent event) {
        for (String id : change.recordIds()) {
            switch (change.type()) {
                case DELETE -> listener.removed(id, event.received());
                case CREATE ->
                    created(change, id, schema == null ? List.of() : schema.psrFields())
                            .filter(ChangeEventHints::external)
                            .flatMap(Mapped::psr)
                            .ifPresentOrElse(psr -> listener.changed(psr, event.received()), () -> psrs.add(id));
                default -> psrs.add(id);
            }
        }
    }

    private void agentWork(ChangeEvent change, StreamEvent event) {
        for (String id : change.recordIds()) {
            if (change.type() == ChangeEvent.Type.CREATE) {
                created(change, id, AgentWorkRecord.FIELDS)
                        .filter(ChangeEventHints::external)
                        .flatMap(Mapped::agentWork)
                        .ifPresentOrElse(work -> listener.agentWork(work, event.received()), () -> works.add(id));
            } else if (change.type() != ChangeEvent.Type.DELETE && change.type() != ChangeEvent.Type.GAP_DELETE) {
                works.add(id);
            }
        }
    }

    /** A new record with its empty fields, which are not told; empty when one event tells of several, whose fields may differ. */
    private static Optional<SObject> created(ChangeEvent change, String id, List<String> fields) {
        if (change.recordIds().size() != 1) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        fields.forEach(field -> all.put(field, null));
        all.putAll(change.fields());
        all.put("Id", id);
        return Optional.of(new SObject(change.entity(), all));
    }

    /** What is routed by Salesforce itself is read again, and not found among what is routed from outside. */
    private static boolean external(SObject record) {
        return "ExternalRouting".equals(record.fields().get("RoutingModel"));
    }
}
