package io.connects.salesforce.routing;

import io.connects.core.ProtocolViolationException;
import io.connects.core.SerialExecutor;
import io.connects.core.routing.Psr;
import io.connects.core.routing.WorkSource;
import io.connects.core.routing.WorkSource.State;
import io.connects.salesforce.ClientResources;
import io.connects.salesforce.SObject;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.internal.Cached;
import io.connects.salesforce.streaming.EventStream;
import io.connects.salesforce.streaming.PushTopicEvent;
import io.connects.salesforce.streaming.StreamEvent;
import io.connects.salesforce.streaming.StreamListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a source reports: prepares the topics, streams, and reads a snapshot after every subscription. Everything runs on the source's serial
 * executor, so that events and snapshots come to the listener in one order.
 */
final class Feed {
    private static final Logger log = LoggerFactory.getLogger(Feed.class);

    private final SalesforceClient client;
    private final ClientResources resources;
    private final ExternalRoutingOptions options;
    private final Cached<Schema> schemas;
    private final Topics topics;
    private final SerialExecutor serial;
    private final WorkSource.Listener listener;
    private final Snapshots snapshots;
    private final Rereads rereads;
    private final String psrChannel;
    private final @Nullable String agentWorkChannel;

    // Owned by the serial executor.
    private @Nullable Schema schema;
    private @Nullable EventStream stream;
    private StreamListener.State streamState = StreamListener.State.DOWN;
    private String streamReason = "starting";
    private Set<String> subscribed = Set.of();
    private String snapshotFault = "";
    private @Nullable State reported;
    private String reportedReason = "";
    private int failures;
    private volatile boolean closed;

    Feed(
            SalesforceClient client,
            ExternalRoutingOptions options,
            Cached<Schema> schemas,
            Function<List<String>, CompletableFuture<List<Psr>>> read,
            SerialExecutor serial,
            WorkSource.Listener listener) {
        this.client = client;
        this.resources = client.resources();
        this.options = options;
        this.schemas = schemas;
        this.topics = new Topics(client.rest(), options.createTopics());
        this.serial = serial;
        this.listener = listener;
        this.snapshots = new Snapshots(client.rest(), resources, options, this::run, listener, this::snapshotHealth);
        this.rereads = new Rereads(read, resources.clock(), this::run, listener, this::rereadFailed);
        this.psrChannel = "/topic/" + options.psrTopic();
        this.agentWorkChannel =
                options.agentWorkTopic().map(name -> "/topic/" + name).orElse(null);
    }

    void start() {
        run(() -> {
            report();
            prepare();
        });
    }

    /** Complete when the stream has said good-bye. */
    CompletableFuture<Void> stop() {
        closed = true;
        var stopped = new CompletableFuture<Void>();
        try {
            serial.execute(() -> {
                snapshots.stop();
                if (stream == null) {
                    stopped.complete(null);
                } else {
                    var unused = stream.stop().thenAccept(stopped::complete);
                }
            });
        } catch (RejectedExecutionException e) {
            stopped.complete(null);
        }
        return stopped;
    }

    private void prepare() {
        var unused = schemas.get()
                .thenCompose(known -> topics.ensure(options.psrTopic(), topicQuery(known))
                        .thenCompose(done -> agentWorkTopic())
                        .thenApply(done -> known))
                .whenComplete((known, failure) -> run(() -> {
                    if (failure == null) {
                        prepared(known);
                    } else {
                        unprepared(String.valueOf(Cached.cause(failure).getMessage()));
                    }
                }));
    }

    private static String topicQuery(Schema known) {
        return known.snapshot();
    }

    /** Routing works without it, so its faults only warn: the stream reports the channel as refused and tries again. */
    private CompletableFuture<Void> agentWorkTopic() {
        if (options.agentWorkTopic().isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        String query = Soql.select(AgentWorkRecord.FIELDS, AgentWorkRecord.TYPE, Soql.EXTERNAL);
        return topics.ensure(options.agentWorkTopic().get(), query).exceptionally(failure -> {
            log.warn(
                    "salesforce topic={} unusable reason=\"{}\"",
                    options.agentWorkTopic().get(),
                    Cached.cause(failure).getMessage());
            return null;
        });
    }

    private void unprepared(String why) {
        failures++;
        Duration delay = options.retry().delay(failures, resources.random());
        log.warn(
                "salesforce source=unprepared attempts={} again-in={}ms reason=\"{}\"",
                failures,
                delay.toMillis(),
                why);
        streamReason = why;
        report();
        try {
            var unused = resources.timer().schedule(() -> run(this::prepare), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.info("salesforce source=ended reason=\"the client is closed\"");
        }
    }

    private void prepared(Schema known) {
        schema = known;
        var channels = new ArrayList<>(List.of(psrChannel));
        Optional.ofNullable(agentWorkChannel).ifPresent(channels::add);
        stream = new EventStream(client, channels, new Events(), serial);
        stream.start();
    }

    private void rereadFailed(String why) {
        snapshots.repeat("events could not be read again: " + why);
    }

    private void snapshotHealth(String fault) {
        snapshotFault = fault;
        report();
    }

    private void report() {
        boolean live = streamState == StreamListener.State.LIVE && snapshotFault.isEmpty();
        boolean heard = streamState != StreamListener.State.DOWN && subscribed.contains(psrChannel);
        State state = live ? State.LIVE : heard ? State.DEGRADED : State.DOWN;
        String reason = streamState == StreamListener.State.LIVE && !live ? snapshotFault : streamReason;
        if (!closed && (state != reported || !reason.equals(reportedReason))) {
            reported = state;
            reportedReason = reason;
            listener.state(state, reason);
        }
    }

    private void run(Runnable task) {
        try {
            serial.execute(() -> {
                if (!closed) {
                    task.run();
                }
            });
        } catch (RejectedExecutionException e) {
            log.info("salesforce source=ended reason=\"the callback executor is closed\"");
        }
    }

    /** Called by the stream on the serial executor. */
    private final class Events implements StreamListener {
        @Override
        public void state(StreamListener.State state, Trouble trouble, String reason) {
            streamState = state;
            streamReason = reason;
            Feed.this.report();
        }

        @Override
        public void subscribed(Set<String> channels, boolean gapless) {
            subscribed = channels;
            if (!closed && schema != null) {
                snapshots.begin(schema, gapless ? "subscribed again" : "subscribed");
            }
        }

        @Override
        public void event(StreamEvent event) {
            if (closed) {
                return;
            }
            try {
                if (event.channel().equals(psrChannel)) {
                    psr(event);
                } else {
                    Mapped.agentWork(PushTopicEvent.of(event, AgentWorkRecord.TYPE)
                                    .record())
                            .ifPresent(work -> listener.agentWork(work, event.received()));
                }
            } catch (ProtocolViolationException e) {
                log.warn("salesforce event=unreadable channel={} reason=\"{}\"", event.channel(), e.getMessage());
                snapshots.repeat("an event could not be read: " + e.getMessage());
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
            boolean complete = schema != null && record.fields().keySet().containsAll(schema.psrFields());
            Optional<Psr> psr = complete ? Mapped.psr(record) : Optional.empty();
            psr.ifPresentOrElse(changed -> listener.changed(changed, event.received()), () -> rereads.add(id));
        }
    }
}
