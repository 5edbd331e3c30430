package io.connects.simulators.salesforce;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cometd.bayeux.Channel;
import org.cometd.bayeux.Message;
import org.cometd.bayeux.client.ClientSession;
import org.cometd.client.BayeuxClient;
import org.cometd.client.http.jetty.JettyHttpClientTransport;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;

/** CometD's own client with a small replay extension: what any partner could write. Subscribes anew in every handshake. */
final class StockClient implements ClientSession.Extension, AutoCloseable {
    /** Instead of a replay id: leaves the channel out of the replay map. */
    static final long NO_KEY = Long.MIN_VALUE;

    private final HttpClient http = new HttpClient();
    private final BayeuxClient bayeux;
    private final Map<String, Object> replay = new ConcurrentHashMap<>();
    final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
    final List<Message> replies = new CopyOnWriteArrayList<>();
    volatile String token;

    StockClient(SalesforceOrg org, String token, Map<String, Long> from) {
        this(org, token, from, org.port());
    }

    StockClient(SalesforceOrg org, String token, Map<String, Long> from, int port) {
        this.token = token;
        replay.putAll(from);
        replay.values().removeIf(id -> id.equals(NO_KEY));
        try {
            http.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        var transport = new JettyHttpClientTransport(new HashMap<>(), http) {
            @Override
            protected void customize(Request request) {
                request.headers(headers -> headers.put("Authorization", "Bearer " + StockClient.this.token));
            }
        };
        bayeux = new BayeuxClient("http://127.0.0.1:" + port + "/cometd/67.0", transport);
        bayeux.addExtension(this);
        bayeux.getChannel(Channel.META_HANDSHAKE)
                .addListener((org.cometd.bayeux.client.ClientSessionChannel.MessageListener) (channel, message) -> {
                    replies.add(message);
                    if (message.isSuccessful()) {
                        from.keySet().forEach(name -> bayeux.getChannel(name).subscribe(this::event, replies::add));
                    }
                });
        bayeux.getChannel(Channel.META_CONNECT)
                .addListener((org.cometd.bayeux.client.ClientSessionChannel.MessageListener)
                        (channel, message) -> replies.add(message));
        bayeux.handshake();
    }

    private void event(org.cometd.bayeux.client.ClientSessionChannel channel, Message message) {
        events.add(message.getDataAsMap());
        replay.put(channel.getId(), replayId(message.getDataAsMap()));
    }

    static long replayId(Map<String, Object> data) {
        return ((Number) event(data).get("replayId")).longValue();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> event(Map<String, Object> data) {
        return (Map<String, Object>) data.get("event");
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> sobject(Map<String, Object> data) {
        return (Map<String, Object>) data.get("sobject");
    }

    List<Object> types() {
        return events.stream().map(data -> event(data).get("type")).toList();
    }

    /** Whether the reply to a request on this channel said so. */
    boolean heard(String channel, String error) {
        return replies.stream()
                .anyMatch(reply -> channel.equals(reply.getChannel())
                        && String.valueOf(reply.get(Message.ERROR_FIELD)).contains(error));
    }

    boolean subscribed() {
        return replies.stream()
                .anyMatch(reply -> Channel.META_SUBSCRIBE.equals(reply.getChannel()) && reply.isSuccessful());
    }

    /** Whether a /meta/connect failed and a later one succeeded. */
    boolean reconnected() {
        List<Boolean> connects = replies.stream()
                .filter(reply -> Channel.META_CONNECT.equals(reply.getChannel()))
                .map(Message::isSuccessful)
                .toList();
        return connects.contains(false) && connects.lastIndexOf(true) > connects.indexOf(false);
    }

    long handshakes() {
        return replies.stream()
                .filter(reply -> Channel.META_HANDSHAKE.equals(reply.getChannel()) && reply.isSuccessful())
                .count();
    }

    @Override
    public boolean sendMeta(ClientSession session, Message.Mutable message) {
        if (Channel.META_HANDSHAKE.equals(message.getChannel())) {
            message.getExt(true).put("replay", true);
        } else if (Channel.META_SUBSCRIBE.equals(message.getChannel())) {
            message.getExt(true).put("replay", new HashMap<>(replay));
        }
        return true;
    }

    @Override
    public void close() {
        bayeux.disconnect(2_000);
        try {
            http.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
