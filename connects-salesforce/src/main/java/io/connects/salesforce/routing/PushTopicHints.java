package io.connects.salesforce.routing;

import io.connects.core.routing.Psr;
import io.connects.core.routing.WorkSource;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceRest;
import io.connects.salesforce.internal.Cached;
import io.connects.salesforce.streaming.PushTopicEvent;
import io.connects.salesforce.streaming.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PushTopics on PSRs and AgentWorks. Events of a topic that selects too little are read again over REST. */
final class PushTopicHints implements Hints {
    private static final Logger log = LoggerFactory.getLogger(PushTopicHints.class);

    private final Topics topics;
    private final String psrTopic;
    private final @Nullable String agentWorkTopic;
    private final WorkSource.Listener listener;
    private final Rereads<Psr> rereads;
    private @Nullable Schema schema;

    PushTopicHints(
            SalesforceRest rest, ExternalRoutingOptions options, WorkSource.Listener listener, Rereads<Psr> rereads) {
        this.topics = new Topics(rest, options.createTopics());
        this.psrTopic = options.psrTopic();
        this.agentWorkTopic = options.agentWorkTopic().orElse(null);
        this.listener = listener;
        this.rereads = rereads;
    }

    @Override
    public List<String> channels() {
        var channels = new ArrayList<>(List.of(psrChannel()));
        Optional.ofNullable(agentWorkTopic).ifPresent(name -> channels.add("/topic/" + name));
        return channels;
    }

    private String psrChannel() {
        return "/topic/" + psrTopic;
    }

    @Override
    public CompletableFuture<Void> ensure(Schema known) {
        schema = known;
        return topics.ensure(PushTopic.pending(psrTopic, known)).thenCompose(done -> agentWorkTopic());
    }

    /** Routing works without it, so its faults only warn: the stream reports the channel as refused and tries again. */
    private CompletableFuture<Void> agentWorkTopic() {
        String name = agentWorkTopic;
        if (name == null) {
            return CompletableFuture.completedFuture(null);
        }
        return topics.ensure(PushTopic.agentWork(name)).exceptionally(failure -> {
            log.warn(
                    "salesforce topic={} unusable reason=\"{}\"",
                    name,
                    Cached.cause(failure).getMessage());
            return null;
        });
    }

    @Override
    public void event(StreamEvent event) {
        if (event.channel().equals(psrChannel())) {
            psr(event);
        } else {
            Mapped.agentWork(PushTopicEvent.of(event, AgentWorkRecord.TYPE).record())
                    .ifPresent(work -> listener.agentWork(work, event.received()));
        }
    }

    private void psr(StreamEvent event) {
        PushTopicEvent topic = PushTopicEvent.of(event, PendingServiceRouting.TYPE);
        SObject record = topic.record();
        String id = record.id();
        if (topic.type() == PushTopicEvent.Type.DELETED) {
            listener.removed(id, event.received());
            return;
        }
        Schema known = schema;
        boolean complete = known != null && record.fields().keySet().containsAll(known.psrFields());
        Optional<Psr> psr = complete ? Mapped.psr(record) : Optional.empty();
        psr.ifPresentOrElse(changed -> listener.changed(changed, event.received()), () -> rereads.add(id));
    }
}
