package io.connects.benchmarks.salesforce;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.cometd.bayeux.Channel;
import org.cometd.bayeux.Promise;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.bayeux.server.ServerChannel;
import org.cometd.bayeux.server.ServerMessage;
import org.cometd.bayeux.server.ServerSession;
import org.cometd.server.ServerMessageImpl;
import org.jspecify.annotations.Nullable;

/**
 * Events with replay ids 1, 2, 3 and so on, the same for everybody: a session goes on after the replay id that it subscribed with, and has the
 * next ones queued whenever it polls.
 */
final class Events implements BayeuxServer.Extension, BayeuxServer.SubscriptionListener {
    private static final String POSITION = "connects.position";

    private final int batch;
    private volatile AtomicLong latest = new AtomicLong();

    Events(int batch) {
        this.batch = batch;
    }

    void join(BayeuxServer bayeux) {
        bayeux.addExtension(this);
        bayeux.addListener(this);
    }

    long sent() {
        return latest.get();
    }

    @Override
    public boolean rcvMeta(@Nullable ServerSession session, ServerMessage.Mutable message) {
        if (session != null
                && Channel.META_CONNECT.equals(message.getChannel())
                && session.getAttribute(POSITION) instanceof AtomicLong position) {
            fill(session, position);
        }
        return true;
    }

    @Override
    public boolean sendMeta(ServerSession session, ServerMessage.Mutable reply) {
        if (Channel.META_HANDSHAKE.equals(reply.getChannel())) {
            reply.getExt(true).put("replay", true);
        }
        return true;
    }

    @Override
    public void subscribed(ServerSession session, ServerChannel channel, ServerMessage message) {
        Map<String, Object> ext = message.getExt();
        Object from = ext != null && ext.get("replay") instanceof Map<?, ?> replay ? replay.get(channel.getId()) : null;
        var position = new AtomicLong(from instanceof Number id ? Math.max(0, id.longValue()) : 0);
        latest = position;
        session.setAttribute(POSITION, position);
        fill(session, position);
    }

    private void fill(ServerSession session, AtomicLong position) {
        // A poll may come while the first events are still being queued.
        synchronized (position) {
            for (int i = 0; i < batch; i++) {
                session.deliver(null, new Event(position.incrementAndGet()), Promise.noop());
            }
        }
    }

    /** Written once, so that the server costs little beside its clients. */
    private static final class Event extends ServerMessageImpl {
        private static final long serialVersionUID = 1L;

        Event(long id) {
            setChannel(EventServer.CHANNEL);
            freeze("{\"data\":{\"event\":{\"createdDate\":\"2026-11-27T13:00:00.000Z\",\"replayId\":" + id
                    + ",\"type\":\"created\"},\"sobject\":{\"Id\":\"0JR" + String.format("%012d", id)
                    + "AAA\",\"Serial\":1,\"QueueId\":\"00G000000000001AAA\",\"GroupId\":\"00G000000000001AAA\","
                    + "\"WorkItemId\":\"500000000000001AAA\",\"IsPushed\":false,\"IsReadyForRouting\":true,"
                    + "\"ServiceChannelId\":\"0N9000000000001AAA\",\"RoutingPriority\":1,\"CapacityWeight\":1.0,"
                    + "\"LastDeclinedAgentSession\":null,\"PreferredUserId\":null,"
                    + "\"CreatedDate\":\"2026-11-27T13:00:00.000Z\"}},\"channel\":\"" + EventServer.CHANNEL + "\"}");
        }
    }
}
