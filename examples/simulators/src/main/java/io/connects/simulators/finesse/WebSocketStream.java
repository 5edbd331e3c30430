package io.connects.simulators.finesse;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** XMPP over a WebSocket (RFC 7395): each message is one element, and open and close frame the stream. Public for Jetty only. */
public final class WebSocketStream extends Session.Listener.AbstractAutoDemanding implements XmppTransport {
    private static final Logger log = LoggerFactory.getLogger(WebSocketStream.class);

    private final PairCore core;
    private final XmppServer server;
    private final Queue<String> outbox = new ArrayDeque<>();
    private boolean sending;
    private boolean closing;
    private @Nullable XmppStream stream;

    WebSocketStream(PairCore core, XmppServer server) {
        this.core = core;
        this.server = server;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        super.onWebSocketOpen(session);
        synchronized (core) {
            stream = server.connect(this).orElse(null);
            if (stream == null) {
                cut();
            }
        }
    }

    @Override
    public void onWebSocketText(String message) {
        synchronized (core) {
            if (stream == null || stream.isClosed()) {
                return;
            }
            try {
                receive(XmlReader.read(message), stream);
            } catch (XmlReader.NotXml e) {
                log.debug("event=not_xml", e);
                stream.fail("not-well-formed");
            }
        }
    }

    private void receive(Element element, XmppStream to) {
        if (element.namespace().equals(Xmpp.FRAMING) && element.name().equals("open")) {
            if (!element.attribute("to").equals(to.domain())) {
                to.fail("host-unknown");
                return;
            }
            to.send(Element.of("open", Xmpp.FRAMING)
                    .attribute("from", to.domain())
                    .attribute("id", UUID.randomUUID().toString())
                    .attribute("version", "1.0")
                    .attribute("xml:lang", "en"));
            to.send(to.features());
        } else if (element.namespace().equals(Xmpp.FRAMING) && element.name().equals("close")) {
            close();
            to.ended();
        } else {
            to.receive(element);
        }
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason) {
        ended();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        log.debug("event=websocket_failed", cause);
        ended();
    }

    private void ended() {
        synchronized (core) {
            if (stream != null) {
                stream.ended();
            }
        }
    }

    @Override
    public void send(Element element) {
        synchronized (outbox) {
            if (!closing) {
                outbox.add(element.toString());
                sendNext();
            }
        }
    }

    /** Jetty takes one message at a time. */
    private void sendNext() {
        String next;
        synchronized (outbox) {
            next = sending ? null : outbox.poll();
            if (next == null) {
                if (closing && !sending && getSession() != null) {
                    getSession().close();
                }
                return;
            }
            sending = true;
        }
        getSession().sendText(next, Callback.from(this::sent, this::onWebSocketError));
    }

    private void sent() {
        synchronized (outbox) {
            sending = false;
        }
        sendNext();
    }

    @Override
    public void close() {
        send(Element.of("close", Xmpp.FRAMING));
        synchronized (outbox) {
            closing = true;
        }
        sendNext();
    }

    @Override
    public void cut() {
        getSession().disconnect();
    }
}
