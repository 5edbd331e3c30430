package io.connects.salesforce.streaming;

import io.connects.salesforce.internal.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.cometd.bayeux.Channel;
import org.cometd.bayeux.ChannelId;
import org.cometd.bayeux.Message;
import org.cometd.bayeux.Promise;
import org.cometd.bayeux.client.ClientSession;
import org.cometd.bayeux.client.ClientSessionChannel;
import org.cometd.client.BayeuxClient;
import org.cometd.client.transport.ClientTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One handshake and what follows it, until the first fault: a CometD client that is never allowed to recover by itself. A poll that failed half-way
 * may have carried events that its server will not send again, so the only safe recovery is a new subscription from the last event processed,
 * and {@link EventStream} decides when. Calls its owner on I/O threads.
 */
final class StreamConnection {
    private static final Logger log = LoggerFactory.getLogger(StreamConnection.class);
    private static final long MAX_POLL_MILLIS = 600_000;

    /** What a connection tells its owner. */
    interface Owner {
        void handshaken(StreamConnection connection);

        void subscribed(StreamConnection connection, String channel);

        void refused(StreamConnection connection, String channel, Fault fault);

        /** The server answered a poll for the first time. */
        void polled(StreamConnection connection);

        /**
         * What came with one answer, in order; at least one.
         *
         * @param all whether everything that the server sent before them has come too: answers that are under way at once overtake each other, and
         *     one that was overtaken may yet be lost
         */
        void events(StreamConnection connection, List<StreamEvent> events, boolean all);

        /** Now everything has come that the server sent before the last events. */
        void caughtUp(StreamConnection connection);

        /** The connection has ended; called once at most. */
        void failed(StreamConnection connection, Fault fault);

        /** Runs this when there is room for more events, at once if there is. */
        void whenRoom(Runnable proceed);
    }

    private final BayeuxClient client;
    private final ClientTransport transport;
    private final Owner owner;
    private final Function<String, ReplayId> positions;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private final long maxNetworkDelayMillis;
    private final LongSupplier nanos;
    /** Events of the answer that is being read. Guards itself, so that answers are handed over in their order. */
    private final List<StreamEvent> arrived = new ArrayList<>();

    /** Guarded by what has arrived, and so is the next: subscriptions whose answer is under way beside the polls. */
    private int unanswered;
    /** Whether a subscription was sent since a poll was answered with none under way. */
    private boolean overtaking;

    private @Nullable Future<?> watchdog;
    private boolean watching;
    private long silentAt;
    private long advisedMillis;
    private volatile boolean handshaken;
    private boolean polled;
    private boolean ended;

    /** @param positions where each channel goes on; asked when a subscription is sent */
    StreamConnection(
            String url,
            ClientTransport transport,
            ScheduledExecutorService timer,
            InstantSource clock,
            LongSupplier nanos,
            long maxNetworkDelayMillis,
            Function<String, ReplayId> positions,
            Owner owner) {
        var atOnce = new FollowUps(timer);
        if (transport instanceof OkHttpTransport http) {
            http.followUps(atOnce);
        }
        this.client = new BayeuxClient(url, atOnce, transport) {
            @Override
            protected ChannelId newChannelId(String channel) {
                return new FilteredChannel(channel);
            }
        };
        this.transport = transport;
        this.owner = owner;
        this.positions = positions;
        this.timer = timer;
        this.clock = clock;
        this.nanos = nanos;
        this.maxNetworkDelayMillis = maxNetworkDelayMillis;
    }

    void open() {
        if (transport instanceof OkHttpTransport http) {
            http.afterEachAnswer(this::handOver);
        }
        client.addExtension(new Replay());
        client.addExtension(new BackPressure());
        listen(Channel.META_HANDSHAKE, reply -> {
            handshaken = true;
            owner.handshaken(this);
        });
        listen(Channel.META_CONNECT, this::polled);
        listen(Channel.META_DISCONNECT, reply -> end(new Fault(Fault.Reaction.REOPEN, "the server disconnected us")));
        watch();
        client.handshake();
    }

    private void listen(String channel, ClientSession.MessageListener successful) {
        client.getChannel(channel).addListener((ClientSessionChannel.MessageListener) (where, reply) -> {
            if (reply.isSuccessful()) {
                successful.onMessage(reply);
            } else {
                end(Fault.of(reply));
            }
        });
    }

    private void polled(Message reply) {
        Map<String, @Nullable Object> advice = Json.object(reply.get("advice"));
        advised(advice == null ? -1 : millis(advice, "timeout") + millis(advice, "interval"));
        watch();
        if (firstPoll()) {
            owner.polled(this);
        }
    }

    private synchronized boolean firstPoll() {
        boolean first = !polled;
        polled = true;
        return first;
    }

    private synchronized void advised(long millis) {
        advisedMillis = millis < 0 ? advisedMillis : millis;
    }

    private static long millis(Map<String, @Nullable Object> advice, String name) {
        return advice.get(name) instanceof Number number ? Math.min(number.longValue(), MAX_POLL_MILLIS) : 0;
    }

    /** Begins to wait for the next reply, in case the CometD client has lost its thread: the transport has a limit of its own. */
    private synchronized void watch() {
        silentAt = nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(advisedMillis + 2 * maxNetworkDelayMillis);
        watching = true;
        if (watchdog == null && !ended) {
            lookAt(silentAt);
        }
    }

    private synchronized void unwatch() {
        watching = false;
    }

    /** One timer that looks again later costs less than one for each poll. */
    private synchronized void lookAt(long when) {
        watchdog = later(this::look, when - nanos.getAsLong());
    }

    /** Null when the client is closed: then nothing is waited for any more. */
    private @Nullable Future<?> later(Runnable task, long delayNanos) {
        try {
            return timer.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("salesforce stream watchdog=ended: the client is closed");
            return null;
        }
    }

    private void look() {
        if (isSilent()) {
            String awaited = handshaken ? Channel.META_CONNECT : Channel.META_HANDSHAKE;
            end(new Fault(Fault.Reaction.REOPEN, "silence: no reply to " + awaited + " in time"));
        }
    }

    private synchronized boolean isSilent() {
        watchdog = null;
        boolean silent = watching && silentAt - nanos.getAsLong() <= 0;
        if (watching && !silent && !ended) {
            lookAt(silentAt);
        }
        return silent;
    }

    /** Ends the connection when the answer to this does not come: the polls go on without it, so that nothing else would notice. */
    void subscribe(String channel) {
        Future<?> alarm = later(
                () -> end(new Fault(Fault.Reaction.REOPEN, "silence: no reply to /meta/subscribe of " + channel)),
                TimeUnit.MILLISECONDS.toNanos(2 * maxNetworkDelayMillis));
        synchronized (arrived) {
            unanswered++;
            overtaking = true;
        }
        client.getChannel(channel).subscribe((where, message) -> received(channel, message), reply -> {
            if (alarm != null) {
                alarm.cancel(false);
            }
            synchronized (arrived) {
                handOver();
                unanswered--;
            }
            if (reply.isSuccessful()) {
                owner.subscribed(this, channel);
                return;
            }
            Fault fault = Fault.of(reply);
            switch (fault.reaction()) {
                case REPLAY_INVALID, CHANNEL -> owner.refused(this, channel, fault);
                default -> end(fault);
            }
        });
    }

    private void received(String channel, Message message) {
        Map<String, @Nullable Object> data = Json.object(message.getData());
        if (data == null) {
            log.warn("salesforce stream={} event=skipped reason=\"data is not an object\"", channel);
            return;
        }
        Map<String, @Nullable Object> header = Json.object(data.get("event"));
        Object replayId = header == null ? null : header.get("replayId");
        synchronized (arrived) {
            arrived.add(new StreamEvent(
                    channel,
                    replayId instanceof Number id ? new ReplayId(id.longValue()) : null,
                    clock.instant(),
                    data));
        }
    }

    /** Hands over what has arrived, all at once: waking the consumer costs more than an event. */
    private void handOver() {
        synchronized (arrived) {
            if (!arrived.isEmpty()) {
                owner.events(this, List.copyOf(arrived), !overtaking);
                arrived.clear();
            }
        }
    }

    /** A poll was answered: there is one at a time, and the next asks for what is later. */
    private void caughtUp() {
        synchronized (arrived) {
            handOver();
            if (overtaking && unanswered == 0) {
                overtaking = false;
                owner.caughtUp(this);
            }
        }
    }

    private void end(Fault fault) {
        if (finish()) {
            handOver();
            client.abort();
            owner.failed(this, fault);
        }
    }

    /** Ends the connection without telling the owner. */
    void abandon() {
        finish();
        client.abort();
    }

    /** Says good-bye, so that the server need not keep a session for us, and calls back when that was answered or failed. */
    void disconnect(Runnable gone) {
        finish();
        client.disconnect(reply -> gone.run());
    }

    private synchronized boolean finish() {
        boolean first = !ended;
        ended = true;
        if (watchdog != null) {
            watchdog.cancel(false);
            watchdog = null;
        }
        return first;
    }

    /** Salesforce's replay extension: asked for in the handshake, used with each subscription. */
    private final class Replay implements ClientSession.Extension {
        @Override
        public boolean sendMeta(ClientSession session, Message.Mutable message) {
            if (Channel.META_HANDSHAKE.equals(message.getChannel())) {
                message.getExt(true).put("replay", true);
            } else if (Channel.META_SUBSCRIBE.equals(message.getChannel())) {
                String channel = Json.text(message.get(Message.SUBSCRIPTION_FIELD));
                // A filtered topic is subscribed as /topic/X?F=v, and replayed as /topic/X.
                String key = FilteredChannel.topic(channel);
                message.getExt(true)
                        .put("replay", Map.of(key, positions.apply(channel).value()));
            }
            return true;
        }
    }

    /** Holds the reply to a poll, and so the next poll, until the consumer has caught up. */
    private final class BackPressure implements ClientSession.Extension {
        @Override
        public void incoming(ClientSession session, Message.Mutable message, Promise<Boolean> promise) {
            if (Channel.META_CONNECT.equals(message.getChannel()) && message.isSuccessful()) {
                unwatch();
                caughtUp();
                owner.whenRoom(() -> promise.succeed(true));
            } else {
                promise.succeed(true);
            }
        }
    }
}
