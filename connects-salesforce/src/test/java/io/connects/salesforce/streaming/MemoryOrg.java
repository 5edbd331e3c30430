package io.connects.salesforce.streaming;

import io.connects.core.Secret;
import io.connects.core.http.VirtualTime;
import io.connects.salesforce.internal.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.cometd.bayeux.Message;
import org.cometd.client.transport.ClientTransport;

/**
 * Salesforce's end of a stream without sockets, in virtual time: one channel, whose events are retained for 24 hours, and what goes wrong on
 * demand. Not thread-safe.
 */
final class MemoryOrg {
    static final String CHANNEL = "/topic/T";
    private static final long RETAINED_MILLIS = Duration.ofHours(24).toMillis();
    private static final long POLL_MILLIS = 110_000;

    private record Retained(long replayId, long atMillis, Map<String, Object> data) {}

    private static final class Session {
        private final String id;
        private final List<Map<String, Object>> waiting = new ArrayList<>();
        private boolean connected;
        private boolean subscribed;
        private boolean replays;
        private MemoryTransport.Exchange poll;
        private Future<?> held;

        Session(String id) {
            this.id = id;
        }
    }

    final Map<Mishap, Integer> happened = new EnumMap<>(Mishap.class);
    /** The replay ids that subscriptions asked for. */
    final List<Long> asked = new ArrayList<>();

    private final List<MemoryTransport> transports = new ArrayList<>();
    private final Deque<MemoryRefusal> refusals = new ArrayDeque<>();
    private MemoryRefusal standing;
    private int refused;
    private final VirtualTime time;
    private final Random random;
    private final Deque<Retained> retained = new ArrayDeque<>();
    private Session session;
    private String subscription = CHANNEL;
    private int sessions;
    private int tokens;
    private boolean tokenExpired;
    private long nextReplayId = 1_000;
    private long forgotten = -1;
    private long downUntil;
    private long busyUntil;
    private long limitedUntil;
    private boolean losesNext;
    private boolean doublesNext;

    MemoryOrg(VirtualTime time, Random random) {
        this.time = time;
        this.random = random;
    }

    /** HTTP that ends here. */
    OkHttpClient http() {
        return new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(time))
                .addInterceptor(this::answer)
                .build();
    }

    private Response answer(Interceptor.Chain chain) throws IOException {
        if (time.millis() < downUntil) {
            throw new IOException("unreachable");
        }
        boolean login = chain.request().url().encodedPath().endsWith("/oauth2/token");
        if (login) {
            tokens++;
            tokenExpired = false;
        }
        byte[] json = Json.write(
                login
                        ? Map.of("access_token", "token-" + tokens, "instance_url", "https://org.my.salesforce.com")
                        : List.of(Map.of("version", "66.0")));
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create(json, MediaType.get("application/json")))
                .build();
    }

    ClientTransport transport(Secret token) {
        var transport = new MemoryTransport(
                time,
                () -> 20 + random.nextInt(80),
                (exchange, messages) -> messages.forEach(message -> serve(token, exchange, message)));
        transports.add(transport);
        return transport;
    }

    int tokens() {
        return tokens;
    }

    /** How many handshakes have succeeded. */
    int sessions() {
        return sessions;
    }

    /** How many requests wait for a reply. */
    int requestsOpen() {
        return transports.stream().mapToInt(MemoryTransport::open).sum();
    }

    long lastReplayId() {
        return nextReplayId;
    }

    /** What was published so far is not known any more. */
    void forgetAll() {
        forgotten = nextReplayId;
        retained.clear();
    }

    /** Refuses the next request of this channel. */
    void refuseNext(String channel, String error, String failureReason, String reconnect) {
        refusals.add(new MemoryRefusal(channel, error, failureReason, reconnect));
    }

    /** Refuses every request of this channel until it is null. */
    void refuse(MemoryRefusal always) {
        standing = always;
    }

    /** How many requests were refused so. */
    int refused() {
        return refused;
    }

    private void serve(Secret token, MemoryTransport.Exchange exchange, Message message) {
        String channel = message.getChannel();
        boolean authorised = !tokenExpired && token.reveal().equals("token-" + tokens);
        if (time.millis() < downUntil) {
            exchange.fail("connection refused");
        } else if (standing != null && standing.channel().equals(channel)) {
            refused++;
            standing.answer(exchange, message);
        } else if (!refusals.isEmpty() && refusals.peek().channel().equals(channel)) {
            refusals.remove().answer(exchange, message);
        } else if (time.millis() < busyUntil) {
            happens(Mishap.BUSY_WITH_MISLEADING_401);
            exchange.reply(
                    MemoryRefusal.reply(message, "401::Authentication invalid", "503::Server is too busy.", "none"));
        } else if (channel.equals("/meta/handshake")) {
            if (authorised) {
                handshake(exchange, message);
            } else {
                happens(Mishap.TOKEN_REFUSED_IN_HANDSHAKE);
                exchange.reply(
                        MemoryRefusal.reply(message, "403::Handshake denied", "401::Authentication invalid", "none"));
            }
        } else if (session == null || !session.id.equals(message.getClientId())) {
            exchange.reply(MemoryRefusal.reply(message, "403::Unknown client", null, "handshake"));
        } else if (!authorised) {
            happens(Mishap.TOKEN_REFUSED_IN_CONNECT);
            exchange.reply(MemoryRefusal.reply(message, "401::Authentication invalid", null, "none"));
        } else if (channel.equals("/meta/connect")) {
            connect(exchange, message);
        } else if (channel.equals("/meta/subscribe")) {
            subscribe(exchange, message);
        } else {
            exchange.reply(accepted(message));
        }
    }

    private void handshake(MemoryTransport.Exchange exchange, Message message) {
        if (session != null) {
            takePoll();
        }
        session = new Session("client-" + ++sessions);
        session.replays = message.getExt() != null && message.getExt().containsKey("replay");
        Map<String, Object> reply = accepted(message);
        reply.put("clientId", session.id);
        reply.put("version", "1.0");
        reply.put("supportedConnectionTypes", List.of("long-polling"));
        reply.put("ext", Map.of("replay", true, "payload.format", true));
        exchange.reply(reply);
    }

    private void connect(MemoryTransport.Exchange exchange, Message message) {
        if (time.millis() < limitedUntil) {
            happens(Mishap.DAILY_LIMIT);
            exchange.reply(
                    MemoryRefusal.reply(message, "403::Organization total events daily limit exceeded", null, null));
            return;
        }
        session.poll = exchange;
        if (!session.connected) {
            session.connected = true;
            answerPoll();
            return;
        }
        Runnable answer = () -> {
            if (session != null && session.poll == exchange) {
                answerPoll();
            }
        };
        session.held = time.schedule(answer, POLL_MILLIS, TimeUnit.MILLISECONDS);
        deliver();
    }

    private void subscribe(MemoryTransport.Exchange exchange, Message message) {
        forget();
        long after = ((Number) ((Map<?, ?>) message.getExt().get("replay")).get(CHANNEL)).longValue();
        asked.add(after);
        subscription = (String) message.get(Message.SUBSCRIPTION_FIELD);
        if (after >= 0 && after <= forgotten) {
            happens(Mishap.REPLAY_ID_EXPIRED);
            exchange.reply(MemoryRefusal.reply(
                    message,
                    "400::The replayId {" + after
                            + "} you provided was invalid.  Please provide a valid ID, -2 to replay all events, or -1 to"
                            + " replay only new events.",
                    null,
                    null));
            return;
        }
        session.subscribed = true;
        retained.stream()
                .filter(one -> session.replays && after >= 0 && one.replayId() > after)
                .forEach(one -> session.waiting.add(event(one)));
        exchange.reply(accepted(message));
        deliver();
    }

    private void forget() {
        while (!retained.isEmpty() && retained.peekFirst().atMillis() < time.millis() - RETAINED_MILLIS) {
            forgotten = retained.removeFirst().replayId();
        }
    }

    /** Publishes an event with this number. */
    void publish(int number) {
        forget();
        nextReplayId += 1 + random.nextInt(3);
        var event = Map.of("replayId", nextReplayId, "type", "updated", "createdDate", "2026-05-04T12:00:00.000Z");
        var one = new Retained(nextReplayId, time.millis(), Map.of("event", event, "sobject", Map.of("N", number)));
        retained.addLast(one);
        if (session != null && session.subscribed) {
            session.waiting.add(event(one));
            deliver();
        }
    }

    private Map<String, Object> event(Retained one) {
        return Map.of("channel", subscription, "data", one.data());
    }

    private void deliver() {
        if (session.poll != null && !session.waiting.isEmpty()) {
            answerPoll();
        }
    }

    private void answerPoll() {
        var replies = new ArrayList<>(session.waiting);
        session.waiting.clear();
        if (doublesNext && !replies.isEmpty()) {
            doublesNext = false;
            happens(Mishap.DELIVERED_TWICE);
            replies.addAll(List.copyOf(replies));
        }
        MemoryTransport.Exchange poll = takePoll();
        Map<String, Object> reply = accepted(poll.messages().get(0));
        reply.put("advice", Map.of("reconnect", "retry", "interval", 0, "timeout", POLL_MILLIS));
        replies.add(reply);
        if (losesNext && replies.size() > 1) {
            losesNext = false;
            happens(Mishap.REPLY_LOST);
            poll.fail("connection reset");
        } else {
            poll.reply(replies);
        }
    }

    private MemoryTransport.Exchange takePoll() {
        MemoryTransport.Exchange poll = session.poll;
        session.poll = null;
        if (session.held != null) {
            session.held.cancel(false);
        }
        return poll;
    }

    /** Makes this go wrong now, or the next time that it can; without effect when nothing is there to go wrong. */
    void strike(Mishap mishap) {
        long now = time.millis();
        switch (mishap) {
            case TOKEN_REFUSED_IN_HANDSHAKE -> {
                tokenExpired = true;
                hangUp("connection reset");
            }
            case DAILY_LIMIT -> limitedUntil = now + minutes(1, 180);
            case BUSY_WITH_MISLEADING_401 -> {
                busyUntil = now + minutes(1, 15);
                hangUp("connection reset");
            }
            case REPLY_LOST -> losesNext = true;
            case DELIVERED_TWICE -> doublesNext = true;
            case OUTAGE -> outage(minutes(1, 120));
            case REPLAY_ID_EXPIRED -> outage(RETAINED_MILLIS + minutes(30, 240));
            default -> {
                if (session != null && session.poll != null) {
                    strikePoll(mishap);
                }
            }
        }
    }

    private void strikePoll(Mishap mishap) {
        MemoryTransport.Exchange poll = takePoll();
        Message asked = poll.messages().get(0);
        switch (mishap) {
            case TOKEN_REFUSED_IN_CONNECT -> {
                tokenExpired = true;
                poll.reply(MemoryRefusal.reply(asked, "401::Authentication invalid", null, "none"));
                session = null;
            }
            case SESSION_KILLED -> {
                poll.reply(MemoryRefusal.reply(
                        asked, "403::Unknown client", null, random.nextBoolean() ? "handshake" : "none"));
                session = null;
            }
            case META_DISCONNECT -> {
                poll.reply(List.of(Map.of("channel", "/meta/disconnect", "clientId", session.id, "successful", true)));
                session = null;
            }
            case HALF_OPEN_POLL -> {} // the poll is taken, and nobody will ever answer it
            default -> throw new IllegalArgumentException(mishap.name());
        }
        happens(mishap);
    }

    /** Nothing is answered for so long. */
    void outage(long millis) {
        happens(Mishap.OUTAGE);
        downUntil = Math.max(downUntil, time.millis() + millis);
        hangUp("connection reset");
    }

    /** Ends the session with an answer that also brings the news of this event. */
    void endWith(int number) {
        MemoryTransport.Exchange poll = takePoll();
        session = null;
        publish(number);
        poll.reply(List.of(
                event(retained.getLast()),
                MemoryRefusal.reply(poll.messages().get(0), "403::Unknown client", null, "handshake")));
    }

    private void hangUp(String why) {
        if (session != null && session.poll != null) {
            takePoll().fail(why);
        }
        session = null;
    }

    private long minutes(int least, int most) {
        return Duration.ofMinutes(least + random.nextInt(most - least)).toMillis();
    }

    private void happens(Mishap mishap) {
        happened.merge(mishap, 1, Integer::sum);
    }

    private static Map<String, Object> accepted(Message request) {
        return MemoryTransport.reply(request, true);
    }
}
