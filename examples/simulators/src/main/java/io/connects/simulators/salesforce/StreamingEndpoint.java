package io.connects.simulators.salesforce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.cometd.bayeux.Channel;
import org.cometd.bayeux.Message;
import org.cometd.bayeux.Promise;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.bayeux.server.ServerChannel;
import org.cometd.bayeux.server.ServerMessage;
import org.cometd.bayeux.server.ServerSession;
import org.cometd.server.ServerSessionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Makes a CometD server behave as Salesforce's: tokens, Salesforce's error texts and advice, the replay extension. Events do not go through
 * CometD's broadcast but to each subscriber by itself, on the org's thread, so that replay and live events join without gap or repetition.
 */
final class StreamingEndpoint
        implements BayeuxServer.Extension,
                BayeuxServer.SessionListener,
                BayeuxServer.SubscriptionListener,
                ServerSession.DeQueueListener,
                Consumer<StreamEvent> {
    private static final String REFUSAL = "connects.refusal";
    private static final String REPLAY = "replay";
    private final BayeuxServer bayeux;
    private final OrgCore core;
    private final Tokens tokens;
    private final OrgFaults faults;
    /** By channel and session; confined to the org's thread. */
    private final Map<String, Map<String, ServerSession>> subscribers = new HashMap<>();

    private @Nullable StreamEvent heldBack;
    /** Replay ids written to a session and not yet seen to have arrived. */
    private final Map<String, Queue<Long>> written = new ConcurrentHashMap<>();

    StreamingEndpoint(BayeuxServer bayeux, OrgCore core, Tokens tokens, OrgFaults faults) {
        this.bayeux = bayeux;
        this.core = core;
        this.tokens = tokens;
        this.faults = faults;
    }

    void start() {
        bayeux.addExtension(this);
        bayeux.addListener(this);
        core.subscribe(this);
    }

    void stop() {
        core.unsubscribe(this);
    }

    /** Forgets every session without telling its client, who learns it by 403::Unknown client. */
    void killSessions() {
        List<ServerSession> sessions = List.copyOf(bayeux.getSessions());
        endConnects();
        sessions.forEach(bayeux::removeSession);
    }

    /** Answers every held {@code /meta/connect} now. */
    void endConnects() {
        for (ServerSession session : bayeux.getSessions()) {
            if (session instanceof ServerSessionImpl held) {
                held.flush();
            }
        }
    }

    @Override
    public boolean rcvMeta(ServerSession session, ServerMessage.Mutable message) {
        boolean authorised = tokens.authorises(message.getBayeuxContext().getHeader("Authorization"));
        return switch (Objects.requireNonNullElse(message.getChannel(), "")) {
            case Channel.META_HANDSHAKE ->
                faults.nextHandshakeRefusal()
                        .map(refusal -> refuse(message, refusal))
                        .orElseGet(() ->
                                authorised || refuse(message, StreamRefusal.handshake("401::Authentication invalid")));
            case Channel.META_CONNECT -> {
                if (session != null) {
                    confirm(session);
                }
                if (authorised && faults.isEventLimitExceeded()) {
                    yield refuse(message, StreamRefusal.EVENT_LIMIT);
                }
                yield authorised || refuse(message, StreamRefusal.AUTHENTICATION);
            }
            case Channel.META_SUBSCRIBE ->
                authorised ? subscribable(message) : refuse(message, StreamRefusal.AUTHENTICATION);
            default -> true;
        };
    }

    /** Clients do not publish. */
    @Override
    public boolean rcv(ServerSession session, ServerMessage.Mutable message) {
        return false;
    }

    private static boolean refuse(ServerMessage.Mutable message, StreamRefusal refusal) {
        message.put(REFUSAL, refusal);
        return false;
    }

    private boolean subscribable(ServerMessage.Mutable message) {
        for (String channel : channels(message)) {
            StreamRefusal refusal = core.call(() -> check(channel, message));
            if (refusal != null) {
                return refuse(message, refusal);
            }
        }
        return true;
    }

    private @Nullable StreamRefusal check(String channel, Message message) {
        Optional<String> refused = faults.subscriptionRefusal(channel);
        if (refused.isPresent()) {
            return StreamRefusal.subscribe(refused.get());
        }
        if (!core.topics().exists(channel) && !core.channels().exists(channel)) {
            return StreamRefusal.subscribe("400::The channel specified does not exist {" + channel + "}");
        }
        Map<?, ?> replay = replayMap(message);
        if (replay == null) {
            return null;
        }
        if (!(replay.get(channel) instanceof Number from)) {
            return StreamRefusal.subscribe("400::The replayId for channel {" + channel
                    + "} wasn't found using the provided replay ID map {" + bounded(replay) + "}");
        }
        long id = from.longValue();
        if (id != -1 && id != -2 && !core.log().knows(channel, id, core.now())) {
            return StreamRefusal.subscribe("400::The replayId {" + id
                    + "} you provided was invalid.  Please provide a valid ID, -2 to replay all events, or -1 to replay"
                    + " only new events.");
        }
        return null;
    }

    private static String bounded(Map<?, ?> map) {
        String text = map.toString();
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }

    private static @Nullable Map<?, ?> replayMap(Message message) {
        Map<String, Object> ext = message.getExt();
        return ext != null && ext.get(REPLAY) instanceof Map<?, ?> map ? map : null;
    }

    private static List<String> channels(Message message) {
        Object given = message.get(Message.SUBSCRIPTION_FIELD);
        var channels = new ArrayList<String>();
        if (given instanceof Object[] many) {
            for (Object one : many) {
                channels.add(String.valueOf(one));
            }
        } else if (given instanceof List<?> many) {
            many.forEach(one -> channels.add(String.valueOf(one)));
        } else if (given instanceof String one) {
            channels.add(one);
        }
        return channels;
    }

    @Override
    public boolean sendMeta(ServerSession session, ServerMessage.Mutable reply) {
        ServerMessage.Mutable request = reply.getAssociated();
        if (request != null && request.get(REFUSAL) instanceof StreamRefusal refusal) {
            refusal.write(reply);
        } else if (String.valueOf(reply.get(Message.ERROR_FIELD)).startsWith("402")) {
            // CometD says 402::session_unknown; its advice to handshake is Salesforce's too.
            reply.put(Message.ERROR_FIELD, "403::Unknown client");
        } else if (Channel.META_HANDSHAKE.equals(reply.getChannel()) && reply.isSuccessful()) {
            Map<String, Object> ext = reply.getExt(true);
            ext.put(REPLAY, true);
            ext.put("payload.format", true);
        }
        return true;
    }

    @Override
    public void sessionAdded(ServerSession session, ServerMessage message) {
        written.put(session.getId(), new ConcurrentLinkedQueue<>());
        session.addListener(this);
    }

    @Override
    public void sessionRemoved(ServerSession session, ServerMessage message, boolean timeout) {
        written.remove(session.getId());
        core.execute(() -> subscribers.values().forEach(sessions -> sessions.remove(session.getId())));
    }

    @Override
    public void subscribed(ServerSession session, ServerChannel channel, ServerMessage message) {
        Map<?, ?> replay = replayMap(message);
        long from = replay != null && replay.get(channel.getId()) instanceof Number id ? id.longValue() : -1;
        core.call(() -> {
            begin(session, channel.getId(), from);
            return null;
        });
    }

    private void begin(ServerSession session, String channel, long from) {
        subscribers.computeIfAbsent(channel, c -> new LinkedHashMap<>()).put(session.getId(), session);
        if (from == -1) {
            return;
        }
        if (from != -2) {
            core.deliveredUpTo(channel, from);
        }
        core.log().after(channel, from, core.now()).forEach(event -> deliver(session, event));
    }

    @Override
    public void unsubscribed(ServerSession session, ServerChannel channel, ServerMessage message) {
        core.execute(
                () -> subscribers.getOrDefault(channel.getId(), new HashMap<>()).remove(session.getId()));
    }

    /** An event was logged: sends it to the subscribers of its channel, with the faults that are switched on. */
    @Override
    public void accept(StreamEvent event) {
        if (subscribers.getOrDefault(event.channel(), Map.of()).isEmpty()) {
            return;
        }
        if (faults.isEventLimitExceeded() || faults.nextEventIsDropped()) {
            return;
        }
        if (heldBack == null && faults.nextEventIsHeldBack()) {
            heldBack = event;
            return;
        }
        broadcast(event);
        if (faults.nextEventIsDuplicated()) {
            broadcast(event);
        }
        StreamEvent earlier = heldBack;
        if (earlier != null && earlier.channel().equals(event.channel())) {
            heldBack = null;
            broadcast(earlier);
        }
    }

    private void broadcast(StreamEvent event) {
        List.copyOf(subscribers.getOrDefault(event.channel(), Map.of()).values())
                .forEach(session -> deliver(session, event));
    }

    private void deliver(ServerSession session, StreamEvent event) {
        ServerMessage.Mutable message = bayeux.newMessage();
        message.setChannel(event.channel());
        message.setData(event.data());
        session.deliver(null, message, Promise.noop());
    }

    @Override
    public void deQueue(ServerSession session, Queue<ServerMessage> queue) {
        Queue<Long> ids = written.get(session.getId());
        if (ids != null) {
            for (ServerMessage message : queue) {
                if (message.getData() instanceof Map<?, ?> data
                        && data.get("event") instanceof Map<?, ?> event
                        && event.get("replayId") instanceof Long id) {
                    ids.add(id);
                }
            }
        }
    }

    /** A client sends its next /meta/connect only when it has the answer to the last one. */
    private void confirm(ServerSession session) {
        Queue<Long> ids = written.get(session.getId());
        if (ids == null) {
            return;
        }
        var arrived = new ArrayList<Long>();
        for (Long id = ids.poll(); id != null; id = ids.poll()) {
            arrived.add(id);
        }
        if (!arrived.isEmpty()) {
            core.execute(() -> core.delivered(arrived));
        }
    }
}
