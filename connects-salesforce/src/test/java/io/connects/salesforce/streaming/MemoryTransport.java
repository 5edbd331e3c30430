package io.connects.salesforce.streaming;

import io.connects.core.http.VirtualTime;
import io.connects.salesforce.internal.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.cometd.bayeux.Message;
import org.cometd.client.transport.ClientTransport;
import org.cometd.client.transport.TransportListener;

/** Long polling without sockets: whatever is sent arrives after a delay, and so does what is replied. Not thread-safe. */
final class MemoryTransport extends ClientTransport {
    private final VirtualTime time;
    private final LongSupplier delayMillis;
    private final BiConsumer<Exchange, List<Message.Mutable>> server;
    private final Set<Exchange> open = new HashSet<>();

    /** One request. Only what is said first about it counts. */
    final class Exchange {
        private final TransportListener listener;
        private final List<Message.Mutable> messages;

        Exchange(TransportListener listener, List<Message.Mutable> messages) {
            this.listener = listener;
            this.messages = List.copyOf(messages);
        }

        List<Message.Mutable> messages() {
            return messages;
        }

        void reply(Map<String, Object> reply) {
            reply(List.of(reply));
        }

        void reply(List<Map<String, Object>> replies) {
            byte[] json = Json.write(replies);
            end(() -> listener.onMessages(BayeuxJson.messages(json)));
        }

        void fail(String why) {
            fail(new IOException(why));
        }

        void fail(Throwable failure) {
            end(() -> listener.onFailure(failure, messages));
        }

        private void end(Runnable how) {
            time.in(delayMillis.getAsLong(), () -> {
                if (open.remove(this)) {
                    how.run();
                }
            });
        }
    }

    MemoryTransport(VirtualTime time, LongSupplier delayMillis, BiConsumer<Exchange, List<Message.Mutable>> server) {
        super("long-polling", null, new HashMap<>(), time);
        this.time = time;
        this.delayMillis = delayMillis;
        this.server = server;
    }

    /** The beginnings of a reply to this. */
    static Map<String, Object> reply(Message request, boolean successful) {
        var reply = new HashMap<String, Object>();
        reply.put("channel", request.getChannel());
        reply.put("id", request.getId());
        reply.put("successful", successful);
        if (request.getClientId() != null) {
            reply.put("clientId", request.getClientId());
        }
        if (request.get(Message.SUBSCRIPTION_FIELD) != null) {
            reply.put(Message.SUBSCRIPTION_FIELD, request.get(Message.SUBSCRIPTION_FIELD));
        }
        return reply;
    }

    /** How many requests wait for a reply. */
    int open() {
        return open.size();
    }

    @Override
    public boolean accept(String version) {
        return true;
    }

    @Override
    public void send(TransportListener listener, List<Message.Mutable> messages) {
        var exchange = new Exchange(listener, messages);
        open.add(exchange);
        listener.onSending(messages);
        time.in(delayMillis.getAsLong(), () -> {
            if (open.contains(exchange)) {
                server.accept(exchange, messages);
            }
        });
    }

    @Override
    public void abort(Throwable failure) {
        var aborted = List.copyOf(open);
        open.clear();
        aborted.forEach(exchange -> time.execute(() -> exchange.listener.onFailure(failure, exchange.messages)));
    }
}
