package io.connects.benchmarks.salesforce;

import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceOptions;
import io.connects.salesforce.streaming.EventStream;
import io.connects.salesforce.streaming.StreamEvent;
import io.connects.salesforce.streaming.StreamListener;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.cometd.bayeux.Channel;
import org.cometd.bayeux.Message;
import org.cometd.bayeux.client.ClientSession;
import org.cometd.bayeux.client.ClientSessionChannel;
import org.cometd.client.BayeuxClient;
import org.cometd.client.http.jetty.JettyHttpClientTransport;
import org.cometd.client.transport.ClientTransport;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;

/** One of the two clients that are compared, reading from an {@link EventServer} until it is closed. */
interface EventReader extends AutoCloseable {
    @Override
    void close();

    /** Our own, as an embedder would open it. */
    static EventReader ours(URI server, Receiver receiver) {
        SalesforceOptions options =
                CountedClient.options(server, "bench", "a fixture").build();
        SalesforceClient client = SalesforceClient.open(options);
        ExecutorService callbacks = Executors.newCachedThreadPool();
        var stream = new EventStream(
                client,
                List.of(EventServer.CHANNEL),
                new StreamListener() {
                    @Override
                    public void state(State state, Trouble trouble, String reason) {}

                    @Override
                    public void subscribed(Set<String> channels, boolean gapless) {}

                    @Override
                    public void event(StreamEvent event) {
                        receiver.take(event.data());
                    }
                },
                callbacks);
        stream.start();
        return () -> {
            stream.stop().join();
            client.close();
            callbacks.shutdown();
        };
    }

    /** CometD's with its Jetty transport and its own JSON, and the replay extension that Salesforce asks for. */
    static EventReader stock(URI server, Receiver receiver) {
        var http = new HttpClient();
        try {
            http.start();
        } catch (Exception e) {
            throw new IllegalStateException("the stock client could not start", e);
        }
        var options = new HashMap<String, Object>();
        options.put(ClientTransport.MAX_MESSAGE_SIZE_OPTION, 10 * 1024 * 1024);
        var bayeux = new BayeuxClient(
                server + "/cometd/" + EventServer.VERSION, new JettyHttpClientTransport(options, http) {
                    @Override
                    protected void customize(Request request) {
                        request.headers(headers -> headers.put("Authorization", "Bearer a-fixture"));
                    }
                });
        bayeux.addExtension(new ClientSession.Extension() {
            @Override
            public boolean sendMeta(ClientSession session, Message.Mutable message) {
                if (Channel.META_HANDSHAKE.equals(message.getChannel())) {
                    message.getExt(true).put("replay", true);
                } else if (Channel.META_SUBSCRIBE.equals(message.getChannel())) {
                    message.getExt(true).put("replay", Map.of(EventServer.CHANNEL, -1));
                }
                return true;
            }
        });
        bayeux.getChannel(Channel.META_HANDSHAKE).addListener((ClientSessionChannel.MessageListener) (where, reply) -> {
            if (reply.isSuccessful()) {
                bayeux.getChannel(EventServer.CHANNEL)
                        .subscribe((channel, message) -> receiver.take(message.getData()));
            }
        });
        bayeux.handshake();
        return () -> {
            bayeux.disconnect(1_000);
            try {
                http.stop();
            } catch (Exception e) {
                throw new IllegalStateException("the stock client could not stop", e);
            }
        };
    }
}
