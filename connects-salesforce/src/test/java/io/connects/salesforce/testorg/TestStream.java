package io.connects.salesforce.testorg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.cometd.bayeux.Channel;
import org.cometd.bayeux.Promise;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.bayeux.server.ServerChannel;
import org.cometd.bayeux.server.ServerMessage;
import org.cometd.bayeux.server.ServerSession;

/** The Streaming API: CometD with Salesforce's replay extension and Salesforce's words for what goes wrong. Thread-safe. */
public final class TestStream implements BayeuxServer.Extension, BayeuxServer.SubscriptionListener {
    private record Retained(long replayId, String channel, Map<String, Object> data) {}

    /** A reply to be given instead of the server's own, once. */
    public record Refusal(String channel, String error, String failureReason, String reconnect) {}

    private static final String TOLD = "io.connects.test.refusal";

    private final List<Retained> retained = new ArrayList<>();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> refusedSubscriptions = new ConcurrentHashMap<>();
    private final Map<String, Integer> lostAnswers = new ConcurrentHashMap<>();
    private final Map<String, Long> lastReplayAsked = new ConcurrentHashMap<>();
    private final List<String> handshakeCookies = new ArrayList<>();
    private final AtomicInteger handshakes = new AtomicInteger();
    private final Predicate<String> validToken;
    private volatile BayeuxServer bayeux;
    private long nextReplayId = 1_000;
    private long forgottenBefore;

    TestStream(Predicate<String> validToken) {
        this.validToken = validToken;
    }

    /** Serves from now on; what is retained survives a change of server. */
    void serve(BayeuxServer server) {
        bayeux = server;
        server.addExtension(this);
        server.addListener(this);
    }

    /** Publishes an event of a PushTopic, and gives its replay id. */
    public long publish(String topic, String type, Map<String, ?> sobject) {
        var event = new HashMap<String, Object>(Map.of("type", type, "createdDate", "2026-05-04T12:00:00.000Z"));
        return publish("/topic/" + topic, event, "sobject", sobject);
    }

    /** Publishes an event of Change Data Capture, and gives its replay id. */
    public long publishChange(String channel, Map<String, ?> payload) {
        return publish("/data/" + channel, new HashMap<>(), "payload", payload);
    }

    private synchronized long publish(String channel, Map<String, Object> event, String name, Map<String, ?> content) {
        // Salesforce's ids have holes.
        long replayId = nextReplayId;
        nextReplayId += 3;
        event.put("replayId", replayId);
        var data = new HashMap<String, Object>();
        data.put("event", event);
        data.put(name, new HashMap<>(content));
        retained.add(new Retained(replayId, channel, data));
        deliver(channel, data);
        return replayId;
    }

    /** To whom had what is older: an event never arrives before those that it follows. */
    private void deliver(String channel, Map<String, Object> data) {
        ServerChannel subscribed = bayeux.getChannel(channel);
        if (subscribed != null) {
            subscribed.getSubscribers().stream()
                    .filter(session -> session.getAttribute(channel) != null)
                    .forEach(session -> session.deliver(null, channel, data, Promise.noop()));
        }
    }

    /** Replay ids up to now are no longer known. */
    public synchronized void forgetRetained() {
        forgottenBefore = nextReplayId;
        retained.clear();
    }

    /** Ends every session without telling the clients, as when the server was moved. */
    public void killSessions() {
        bayeux.getSessions().forEach(session -> bayeux.removeSession(session));
    }

    public void refuseNext(Refusal refusal) {
        refusals.add(refusal);
        if (refusal.channel().equals(Channel.META_CONNECT)) {
            // The poll that is being held was answered in all but bytes: end it, so that the next one is refused.
            bayeux.getSessions()
                    .forEach(session -> session.deliver(null, "/nudge", Map.of("event", Map.of()), Promise.noop()));
        }
    }

    /** Refuses the next so many subscriptions to this channel. */
    public void refuseSubscriptions(String channel, int times) {
        refusedSubscriptions.put(channel, times);
    }

    /** Accepts the next so many subscriptions to this channel, and answers nothing. */
    public void loseAnswers(String channel, int times) {
        lostAnswers.put(channel, times);
    }

    public int handshakes() {
        return handshakes.get();
    }

    public boolean allRefused() {
        return refusals.isEmpty();
    }

    /** The replay id that the last subscription to this channel asked for. */
    public long lastReplayAsked(String channel) {
        return lastReplayAsked.getOrDefault(channel, Long.MIN_VALUE);
    }

    /** Cookie headers that came with handshakes. */
    public synchronized List<String> handshakeCookies() {
        return List.copyOf(handshakeCookies);
    }

    @Override
    public boolean rcvMeta(ServerSession from, ServerMessage.Mutable message) {
        String channel = message.getChannel();
        if (channel.equals(Channel.META_HANDSHAKE)) {
            handshakes.incrementAndGet();
            String cookies = message.getBayeuxContext().getHeader("Cookie");
            synchronized (this) {
                handshakeCookies.add(cookies == null ? "" : cookies);
            }
        }
        String authorization = message.getBayeuxContext().getHeader("Authorization");
        if (!channel.equals(Channel.META_DISCONNECT)
                && (authorization == null || !validToken.test(authorization.replace("Bearer ", "")))) {
            return refuse(message, new Refusal(channel, "401::Authentication invalid", null, "none"));
        }
        if (channel.equals(Channel.META_SUBSCRIBE)) {
            long asked = replayAsked(message);
            lastReplayAsked.put((String) message.get("subscription"), asked);
            if (asked >= 0 && asked < forgottenBefore) {
                return refuse(
                        message,
                        new Refusal(
                                channel,
                                "400::The replayId {" + asked
                                        + "} you provided was invalid.  Please provide a valid ID,"
                                        + " -2 to replay all events, or -1 to replay only new events.",
                                null,
                                null));
            }
        }
        if (channel.equals(Channel.META_SUBSCRIBE)) {
            Integer left = refusedSubscriptions.computeIfPresent(
                    (String) message.get("subscription"), (subscription, times) -> times - 1);
            if (left != null && left >= 0) {
                return refuse(message, new Refusal(channel, "403::No access to the channel", null, null));
            }
        }
        Refusal refusal = refusals.peek();
        if (refusal != null && refusal.channel().equals(channel)) {
            refusals.poll();
            return refuse(message, refusal);
        }
        return true;
    }

    private static boolean refuse(ServerMessage.Mutable message, Refusal refusal) {
        message.put(TOLD, refusal);
        return false;
    }

    @Override
    public boolean sendMeta(ServerSession to, ServerMessage.Mutable reply) {
        ServerMessage.Mutable request = reply.getAssociated();
        if (request != null && request.remove(TOLD) instanceof Refusal refusal) {
            reply.setSuccessful(false);
            if (refusal.error() != null) {
                reply.put("error", refusal.error());
            }
            if (refusal.failureReason() != null) {
                reply.getExt(true).put("sfdc", Map.of("failureReason", refusal.failureReason()));
            }
            if (refusal.reconnect() != null) {
                reply.put("advice", new HashMap<>(Map.of("reconnect", refusal.reconnect(), "interval", 0)));
            }
            return true;
        }
        if (reply.getChannel().equals(Channel.META_SUBSCRIBE)) {
            Integer left = lostAnswers.computeIfPresent(
                    (String) reply.get("subscription"), (subscription, times) -> times - 1);
            if (left != null && left >= 0) {
                return false;
            }
        }
        Object error = reply.get("error");
        if (error instanceof String text && text.contains("session_unknown")) {
            reply.put("error", "403::Unknown client");
        }
        if (reply.getChannel().equals(Channel.META_HANDSHAKE) && reply.isSuccessful()) {
            reply.getExt(true).put("replay", true);
            reply.getExt(true).put("payload.format", true);
        }
        return true;
    }

    @Override
    public void subscribed(ServerSession session, ServerChannel channel, ServerMessage message) {
        long asked = message == null ? -1 : replayAsked(message);
        synchronized (this) {
            session.setAttribute(channel.getId(), "replayed");
            retained.stream()
                    .filter(one -> asked != -1 && one.channel().equals(channel.getId()) && one.replayId() > asked)
                    .forEach(one -> session.deliver(null, one.channel(), one.data(), Promise.noop()));
        }
    }

    private static long replayAsked(ServerMessage message) {
        Object replay = message.getExt() == null ? null : message.getExt().get("replay");
        Object asked = replay instanceof Map<?, ?> map ? map.get(message.get("subscription")) : null;
        return asked instanceof Number number ? number.longValue() : -1;
    }
}
