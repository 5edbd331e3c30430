package io.connects.finesse.xmpp;

import io.connects.core.Secret;
import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xmpp.codec.WebSocketFraming;
import io.connects.finesse.xmpp.message.IqPayload;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.Stanza.Iq;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** The user {@code admin} over a WebSocket of its own, step by step: makes nodes, publishes, kicks and asks others. */
final class TestAdmin implements AutoCloseable {
    private final BlockingQueue<Stanza> received = new LinkedBlockingQueue<>();
    private final WebSocketFraming framing = new WebSocketFraming(1 << 20);
    private final WebSocket socket;
    private int ids;

    TestAdmin(URI endpoint, OkHttpClient http) {
        socket = http.newWebSocket(
                new Request.Builder()
                        .url(endpoint.toString())
                        .header("Sec-WebSocket-Protocol", "xmpp")
                        .build(),
                new WebSocketListener() {
                    @Override
                    public void onMessage(WebSocket from, String text) {
                        received.add(framing.read(text));
                    }
                });
        send(new Stanza.Open("", "localhost", ""));
        await(Stanza.Features.class);
        send(new Stanza.SaslPlain("admin", Secret.of(Prosody.PASSWORD)));
        await(Stanza.SaslSuccess.class);
        send(new Stanza.Open("", "localhost", ""));
        await(Stanza.Features.class);
        ask("", Iq.Type.SET, new IqPayload.Bind("admin", ""));
    }

    private void send(Stanza stanza) {
        socket.send(WebSocketFraming.write(stanza));
    }

    private <T extends Stanza> T await(Class<T> kind) {
        while (true) {
            Stanza next = next();
            if (kind.isInstance(next)) {
                return kind.cast(next);
            }
        }
    }

    private Stanza next() {
        try {
            Stanza next = received.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("the server does not answer");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    IqPayload ask(String to, IqPayload payload) {
        return ask(to, Iq.Type.GET, payload);
    }

    private IqPayload ask(String to, Iq.Type type, IqPayload payload) {
        ids++;
        send(new Iq(type, "a" + ids, "", to, payload));
        Iq answer = await(Iq.class);
        while (!answer.id().equals("a" + ids)) {
            answer = await(Iq.class);
        }
        return answer.payload();
    }

    private void pubsub(XmlElement child) {
        XmlElement pubsub = XmlElement.named("pubsub", "http://jabber.org/protocol/pubsub")
                .add(child)
                .build();
        IqPayload answer = ask("pubsub.localhost", Iq.Type.SET, new IqPayload.Other(pubsub));
        if (answer instanceof IqPayload.Refusal) {
            throw new AssertionError(answer.toString());
        }
    }

    private static XmlElement.Builder named(String name) {
        return XmlElement.named(name, "http://jabber.org/protocol/pubsub");
    }

    void createNode(String node) {
        pubsub(named("create").attribute("node", node).build());
    }

    void publish(String node, String id, String payload) {
        pubsub(named("publish")
                .attribute("node", node)
                .add(named("item")
                        .attribute("id", id)
                        .add(XmlElement.named("notification", "urn:xmpp:push:0")
                                .text(payload)
                                .build())
                        .build())
                .build());
    }

    void kick(String user) {
        XmlElement kick = XmlElement.named("kick", "urn:test:kick")
                .attribute("user", user)
                .build();
        ask("localhost", Iq.Type.SET, new IqPayload.Other(kick));
    }

    @Override
    public void close() {
        send(new Stanza.Close(""));
        socket.close(1000, null);
    }
}
