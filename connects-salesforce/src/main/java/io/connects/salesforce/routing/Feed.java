package io.connects.salesforce.routing;

import io.connects.core.PeerRefusedException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.SerialExecutor;
import io.connects.core.http.ClientResources;
import io.connects.core.routing.AgentWork;
import io.connects.core.routing.Psr;
import io.connects.core.routing.WorkSource;
import io.connects.core.routing.WorkSource.State;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.internal.Cached;
import io.connects.salesforce.streaming.EventStream;
import io.connects.salesforce.streaming.StreamEvent;
import io.connects.salesforce.streaming.StreamListener;
import io.connects.salesforce.streaming.StreamListener.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a source reports: makes sure of the org, streams, and reads a snapshot after every subscription. While no events arrive it asks instead, and
 * stops asking by itself. Everything runs on the source's serial executor, so that events and snapshots come to the listener in one order.
 */
final class Feed {
    private static final Logger log = LoggerFactory.getLogger(Feed.class);

    private final SalesforceClient client;
    private final ClientResources resources;
    private final ExternalRoutingOptions options;
    private final Cached<Schema> schemas;
    private final OrgCheck org;
    private final SerialExecutor serial;
    private final WorkSource.Listener listener;
    private final Snapshots snapshots;
    private final @Nullable Hints hints;

    // Owned by the serial executor.
    private @Nullable Schema schema;
    private @Nullable EventStream stream;
    private StreamListener.State streamState = StreamListener.State.DOWN;
    private Trouble trouble = Trouble.PASSING;
    private String streamReason = "starting";
    private Set<String> subscribed = Set.of();
    private String snapshotFault = "";
    private boolean polling;
    private @Nullable Future<?> patience;
    private @Nullable State reported;
    private String reportedReason = "";
    private int failures;
    private volatile boolean closed;

    Feed(
            SalesforceClient client,
            ExternalRoutingOptions options,
            Cached<Schema> schemas,
            OrgCheck org,
            PsrReads reads,
            SerialExecutor serial,
            WorkSource.Listener listener) {
        this.client = client;
        this.resources = client.resources();
        this.options = options;
        this.schemas = schemas;
        this.org = org;
        this.serial = serial;
        this.listener = listener;
        this.snapshots = new Snapshots(
                client,
                resources,
                options,
                new Described<>(schemas),
                org::verify,
                this::run,
                listener,
                this::snapshotHealth);
        this.hints = hints(reads);
    }

    private @Nullable Hints hints(PsrReads reads) {
        var psrs = new Rereads<Psr>(
                reads::readAgain, Psr::id, resources.clock(), this::run, new FoundPsrs(), this::rereadFailed);
        return switch (options.feed()) {
            case PUSH_TOPIC -> new PushTopicHints(client.rest(), options, listener, psrs);
            case CHANGE_EVENTS ->
                new ChangeEventHints(
                        client.rest(),
                        options,
                        listener,
                        psrs,
                        new Rereads<>(
                                reads::works,
                                AgentWork::id,
                                resources.clock(),
                                this::run,
                                new FoundWorks(psrs),
                                this::rereadFailed),
                        snapshots::repeat);
            case NONE -> null;
        };
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
                .thenCombine(org.verify(), (known, right) -> known)
                .whenComplete((known, failure) -> run(() -> {
                    if (failure == null) {
                        schema = known;
                        openStream(known);
                    } else {
                        unprepared(Cached.cause(failure));
                    }
                }));
    }

    private void openStream(Schema known) {
        Hints channels = hints;
        if (channels == null) {
            degrade("no stream is configured");
            return;
        }
        var unused = channels.ensure(known)
                .whenComplete((done, failure) -> run(() -> {
                    if (failure == null) {
                        failures = 0;
                        snapshots.missesDeletions(channels.mayMissDeletions());
                        stream = new EventStream(client, channels.channels(), new Events(channels), serial);
                        stream.start();
                    } else {
                        unprepared(Cached.cause(failure));
                    }
                }));
    }

    /** Without knowing what to read there is nothing to ask for; without channels there is. */
    private void unprepared(Throwable cause) {
        failures++;
        boolean wrongOrg = isWrongOrg(cause);
        Duration delay =
                (wrongOrg ? client.options().reconnectSlowly() : options.retry()).delay(failures, resources.random());
        String why = String.valueOf(cause.getMessage());
        log.warn(
                "salesforce source=unprepared attempts={} again-in={}ms reason=\"{}\"",
                failures,
                delay.toMillis(),
                why);
        streamState = StreamListener.State.DOWN;
        trouble = Trouble.LASTING;
        streamReason = why;
        if (schema == null || wrongOrg) {
            report();
        } else {
            degrade(why);
        }
        var unused = later(delay, this::prepare);
    }

    private static boolean isWrongOrg(Throwable cause) {
        return cause instanceof PeerRefusedException refused && refused.code().equals(OrgCheck.WRONG_ORG);
    }

    /** Begins to ask, or says why it does. */
    private void degrade(String why) {
        streamReason = why;
        if (schema != null && !polling) {
            polling = true;
            snapshots.polls(true, "no events arrive: " + why);
            log.warn(
                    "salesforce feed=polling every={}s reason=\"{}\"",
                    snapshots.interval().toSeconds(),
                    why);
        }
        report();
    }

    /** Looks after the stream: while it is not heard, what it does not tell is asked for, at once or after some patience. */
    private void watch() {
        if (heard()) {
            if (patience != null) {
                patience.cancel(false);
                patience = null;
            }
            if (polling) {
                polling = false;
                snapshots.polls(false, "");
                log.info("salesforce feed=events");
            }
        } else if (!polling && trouble == Trouble.LASTING) {
            degrade(streamReason);
        } else if (!polling && patience == null) {
            patience = later(options.degradeAfter(), () -> {
                patience = null;
                if (!heard()) {
                    degrade(streamReason);
                }
            });
        }
    }

    private boolean heard() {
        return streamState != StreamListener.State.DOWN
                && hints != null
                && subscribed.contains(hints.channels().get(0));
    }

    private void rereadFailed(String why) {
        snapshots.repeat("events could not be read again: " + why);
    }

    private void snapshotHealth(String fault) {
        snapshotFault = fault;
        report();
    }

    private void report() {
        boolean fresh = snapshotFault.isEmpty();
        boolean live = streamState == StreamListener.State.LIVE && fresh;
        boolean hears = heard() || (polling && fresh && snapshots.complete());
        State state = live ? State.LIVE : hears ? State.DEGRADED : State.DOWN;
        String reason = streamState == StreamListener.State.LIVE && !fresh ? snapshotFault : streamReason;
        if (polling) {
            reason = (fresh ? "asking instead of hearing: " : snapshotFault + "; no events either: ") + streamReason;
        }
        if (!closed && (state != reported || !reason.equals(reportedReason))) {
            reported = state;
            reportedReason = reason;
            listener.state(state, reason);
        }
    }

    private @Nullable Future<?> later(Duration delay, Runnable task) {
        try {
            return resources.timer().schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.info("salesforce source=ended reason=\"the client is closed\"");
            return null;
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

    private final class FoundPsrs implements Rereads.Found<Psr> {
        @Override
        public void there(Psr psr, Instant asked) {
            listener.changed(psr, asked);
        }

        @Override
        public void gone(String id, Instant asked) {
            listener.removed(id, asked);
        }
    }

    /** What becomes of AgentWorks tells of their PSRs too, where deletions are not told. */
    private final class FoundWorks implements Rereads.Found<AgentWork> {
        private final Rereads<Psr> psrs;

        FoundWorks(Rereads<Psr> psrs) {
            this.psrs = psrs;
        }

        @Override
        public void there(AgentWork work, Instant asked) {
            listener.agentWork(work, asked);
            if (hints != null && hints.mayMissDeletions() && work.psrId() != null) {
                psrs.add(work.psrId());
            }
        }

        /** Not one of External Routing, or deleted. */
        @Override
        public void gone(String id, Instant asked) {}
    }

    /** Called by the stream on the serial executor. */
    private final class Events implements StreamListener {
        private final Hints channels;

        Events(Hints channels) {
            this.channels = channels;
        }

        @Override
        public void state(StreamListener.State state, Trouble kind, String reason) {
            if (stream == null) {
                return; // it was given up
            }
            streamState = state;
            trouble = kind;
            streamReason = reason;
            watch();
            Feed.this.report();
        }

        @Override
        public void subscribed(Set<String> now, boolean gapless) {
            subscribed = now;
            var unused = org.verify()
                    .whenComplete((right, failure) -> run(() -> {
                        if (failure != null) {
                            wrongOrg(Cached.cause(failure));
                        } else {
                            snapshots.begin(gapless ? "subscribed again" : "subscribed");
                        }
                    }));
        }

        /** The org has moved, or the question failed: all begins anew. */
        private void wrongOrg(Throwable cause) {
            EventStream last = stream;
            stream = null;
            if (last != null) {
                last.close();
            }
            if (isWrongOrg(cause)) {
                snapshots.stop();
                polling = false;
            }
            unprepared(cause);
        }

        @Override
        public void event(StreamEvent event) {
            if (closed) {
                return;
            }
            try {
                channels.event(event);
            } catch (ProtocolViolationException e) {
                log.warn("salesforce event=unreadable channel={} reason=\"{}\"", event.channel(), e.getMessage());
                snapshots.repeat("an event could not be read: " + e.getMessage());
            }
        }
    }
}
