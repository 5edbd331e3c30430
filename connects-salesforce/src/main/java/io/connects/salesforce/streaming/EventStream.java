package io.connects.salesforce.streaming;

import io.connects.core.Secret;
import io.connects.core.SerialExecutor;
import io.connects.core.http.ClientResources;
import io.connects.salesforce.AccessToken;
import io.connects.salesforce.ApiVersion;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceOptions;
import io.connects.salesforce.internal.Cached;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.cometd.client.transport.ClientTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events of some channels of one org, for ever: whatever ends a connection, another follows, and goes on after the last event that the
 * listener has processed. Every event that Salesforce still retains is reported at least once. Thread-safe.
 *
 * <p>All state belongs to one serial executor, where the listener is called too. A slow listener makes the server wait, not the heap grow.
 *
 * @see <a href="https://developer.salesforce.com/docs/platform/api-streaming/guide/client-recommendations.html">Streaming API clients</a>
 */
public final class EventStream implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final Duration GOODBYE = Duration.ofSeconds(1);
    /** A connection that lived for this many first steps of the back-off was healthy. */
    private static final long HEALTHY_STEPS = 10;

    private final SalesforceClient client;
    private final SalesforceOptions options;
    private final ClientResources resources;
    private final Set<String> channels;
    private final StreamListener listener;
    private final SerialExecutor serial;
    private final Room room;
    private final Function<Secret, ClientTransport> transports;

    private final Positions positions;

    // Owned by the serial executor.
    private final ReportedState state;
    private Subscriptions subscriptions;
    private @Nullable StreamConnection connection;
    private @Nullable Secret token;
    private boolean polled;
    private int failures;
    private boolean unreadable;
    private long openedNanos;
    private volatile boolean closed;

    /**
     * A stream that begins with what happens from now on, and remembers its positions while it lives.
     *
     * @param channels such as {@code /topic/Name}; at least one
     * @param callbacks where the listener is called, one call at a time
     */
    public EventStream(
            SalesforceClient client, Collection<String> channels, StreamListener listener, Executor callbacks) {
        this(client, channels, listener, callbacks, ReplayStore.inMemory(), ReplayId.NEW_ONLY);
    }

    /**
     * A stream that goes on where an earlier one ended.
     *
     * @param store keeps the positions
     * @param unknown where a channel begins of which the store knows nothing: {@link ReplayId#NEW_ONLY} or {@link ReplayId#ALL_RETAINED}
     */
    public EventStream(
            SalesforceClient client,
            Collection<String> channels,
            StreamListener listener,
            Executor callbacks,
            ReplayStore store,
            ReplayId unknown) {
        this(client, channels, listener, callbacks, store, unknown, OkHttpTransport.of(client));
    }

    /** @param transports makes what carries the messages of one connection, which shows this token */
    EventStream(
            SalesforceClient client,
            Collection<String> channels,
            StreamListener listener,
            Executor callbacks,
            ReplayStore store,
            ReplayId unknown,
            Function<Secret, ClientTransport> transports) {
        this.client = client;
        this.options = client.options();
        this.resources = client.resources();
        this.channels = FilteredChannel.checked(channels);
        this.state = new ReportedState(this.channels, listener);
        this.subscriptions = new Subscriptions(this.channels);
        this.listener = listener;
        this.serial = new SerialExecutor(callbacks);
        this.room = new Room(options.maxWaitingEvents());
        this.transports = transports;
        this.positions = new Positions(store, unknown, options, resources);
    }

    /** Begins to report. Called once. */
    public void start() {
        run(() -> {
            state.report(StreamListener.State.DOWN, StreamListener.Trouble.PASSING, "connecting");
            connect();
        });
    }

    /** As {@link #stop()}, without waiting. */
    @Override
    public void close() {
        var unused = stop();
    }

    /** Stops reporting, saves the positions and says good-bye to the server; complete when that was answered, or a second later. The client stays open. */
    public CompletableFuture<Void> stop() {
        var gone = new CompletableFuture<Void>();
        var saved = new CompletableFuture<Void>();
        closed = true;
        room.open();
        boolean accepted = execute(() -> {
            var unused = positions.flush().whenComplete((done, failure) -> saved.complete(null));
            StreamConnection last = connection;
            connection = null;
            if (last == null) {
                gone.complete(null);
                return;
            }
            Runnable end = () -> {
                last.abandon();
                gone.complete(null);
            };
            last.disconnect(end);
            if (!schedule(GOODBYE, end)) {
                end.run();
            }
        });
        if (!accepted) {
            gone.complete(null);
            saved.complete(null);
        }
        return CompletableFuture.allOf(gone, saved);
    }

    private void connect() {
        if (closed) {
            return;
        }
        var unused = client.rest()
                .version()
                .thenCombine(client.tokens().accessToken(), Map::entry)
                .thenCompose(both -> positions.load(both.getValue()).thenApply(asked ->
                        (Runnable) () -> open(both.getKey(), both.getValue())))
                .whenComplete((opening, failure) -> run(() -> {
                    if (failure == null) {
                        opening.run();
                    } else {
                        retry(Fault.ofPrerequisite(Cached.cause(failure)));
                    }
                }));
    }

    private void open(ApiVersion version, AccessToken access) {
        token = access.secret();
        subscriptions = new Subscriptions(channels);
        polled = false;
        positions.connecting();
        openedNanos = resources.nanos().getAsLong();
        connection = new StreamConnection(
                access.instanceUri().resolve("/cometd/" + version).toString(),
                transports.apply(access.secret()),
                resources.timer(),
                resources.clock(),
                resources.nanos(),
                options.maxNetworkDelay().toMillis(),
                positions::of,
                new Reports());
        connection.open();
    }

    private void subscribe(StreamConnection on, String channel) {
        if (!positions.knows(channel)) {
            subscriptions.missed(channel);
        }
        on.subscribe(channel);
    }

    private void refused(StreamConnection on, String channel, Fault fault) {
        if (fault.reaction() == Fault.Reaction.REPLAY_INVALID && positions.forget(channel)) {
            log.warn(
                    "salesforce stream={} replay=lost reason=\"{}\" events since the last one may be missing",
                    channel,
                    fault.text());
            subscribe(on, channel);
            return;
        }
        log.warn("salesforce stream={} subscribed=false reason=\"{}\"", channel, fault.text());
        boolean first = subscriptions.refused(channel, fault.text());
        later(options.reconnectSlowly().delay(1, resources.random()), () -> {
            if (on == connection) {
                subscribe(on, channel);
            }
        });
        settled(first);
    }

    /**
     * Tells the listener once every channel has its answer, and again when one that was refused has been accepted.
     *
     * @param news whether a channel was answered for the first time, or accepted
     */
    private void settled(boolean news) {
        if (!subscriptions.answered()) {
            return;
        }
        if (subscriptions.accepted().isEmpty()) {
            state.report(StreamListener.State.DOWN, StreamListener.Trouble.LASTING, subscriptions.reason());
            return;
        }
        if (news) {
            listener.subscribed(subscriptions.accepted(), subscriptions.gapless());
        }
        health();
    }

    private void health() {
        if (!polled || !subscriptions.answered() || subscriptions.accepted().isEmpty()) {
            return;
        }
        if (subscriptions.complete()) {
            state.report(StreamListener.State.LIVE, StreamListener.Trouble.NONE, "subscribed");
        } else {
            state.report(StreamListener.State.PARTIAL, StreamListener.Trouble.LASTING, subscriptions.reason());
        }
    }

    /** @param all whether everything before it has come too */
    private void process(StreamEvent event, boolean all) {
        try {
            listener.event(event);
        } catch (RuntimeException e) {
            log.error("The listener failed on an event of {} and will not see it again", event.channel(), e);
        }
        ReplayId replayId = event.replayId();
        if (replayId != null) {
            positions.processed(event.channel(), replayId, all);
        }
        unreadable = false;
    }

    private void failed(Fault fault) {
        connection = null;
        Secret used = token;
        if (fault.reaction() == Fault.Reaction.NEW_TOKEN && used != null) {
            client.tokens().reject(used);
        }
        if (fault.reaction() == Fault.Reaction.UNREADABLE) {
            if (unreadable) {
                log.warn("salesforce stream={} replay=lost reason=\"unreadable twice: {}\"", channels, fault.text());
                positions.forgetAll();
            }
            unreadable = !unreadable;
        }
        if (resources.nanos().getAsLong() - openedNanos
                > HEALTHY_STEPS * options.reconnect().first().toNanos()) {
            failures = 0;
        }
        retry(fault);
    }

    private void retry(Fault fault) {
        failures++;
        boolean slowly = fault.reaction() == Fault.Reaction.WAIT;
        Duration delay = (slowly ? options.reconnectSlowly() : options.reconnect()).delay(failures, resources.random());
        state.report(
                StreamListener.State.DOWN,
                slowly ? StreamListener.Trouble.LASTING : StreamListener.Trouble.PASSING,
                fault.text());
        log.debug("salesforce stream={} attempt={} in={} ms", channels, failures, delay.toMillis());
        later(delay, this::connect);
    }

    private void later(Duration delay, Runnable task) {
        if (!schedule(delay, () -> run(task))) {
            log.info("salesforce stream={} state=ended reason=\"the client is closed\"", channels);
        }
    }

    private boolean schedule(Duration delay, Runnable task) {
        try {
            var unused = resources.timer().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void run(Runnable task) {
        boolean accepted = execute(() -> {
            if (!closed) {
                task.run();
            }
        });
        if (!accepted && !closed) {
            log.info("salesforce stream={} state=ended reason=\"the callback executor is closed\"", channels);
        }
    }

    private boolean execute(Runnable task) {
        try {
            serial.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Brings what a connection reports onto the serial executor, and drops what an earlier connection still says. */
    private final class Reports implements StreamConnection.Owner {
        private void of(StreamConnection from, Runnable task) {
            run(() -> {
                if (from == connection) {
                    task.run();
                }
            });
        }

        @Override
        public void handshaken(StreamConnection from) {
            of(from, () -> channels.forEach(channel -> subscribe(from, channel)));
        }

        @Override
        public void subscribed(StreamConnection from, String channel) {
            of(from, () -> {
                subscriptions.accepted(channel);
                settled(true);
            });
        }

        @Override
        public void refused(StreamConnection from, String channel, Fault fault) {
            of(from, () -> EventStream.this.refused(from, channel, fault));
        }

        @Override
        public void polled(StreamConnection from) {
            of(from, () -> {
                polled = true;
                health();
            });
        }

        @Override
        public void events(StreamConnection from, List<StreamEvent> events, boolean all) {
            room.added(events.size());
            for (StreamEvent event : events) {
                run(() -> {
                    try {
                        if (from == connection) {
                            process(event, all);
                        }
                    } finally {
                        room.processed();
                    }
                });
            }
        }

        @Override
        public void caughtUp(StreamConnection from) {
            of(from, positions::caughtUp);
        }

        @Override
        public void failed(StreamConnection from, Fault fault) {
            of(from, () -> EventStream.this.failed(fault));
        }

        @Override
        public void whenRoom(Runnable proceed) {
            room.whenRoom(proceed);
        }
    }
}
