package io.connects.finesse.xmpp.internal.transport;

import io.connects.core.ProtocolViolationException;
import io.connects.finesse.xmpp.codec.WebSocketFraming;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A stream over WebSocket. */
public final class WebSocketTransport implements XmppTransport {
    private static final int NORMAL = 1000;
    private static final String PROTOCOL_HEADER = "Sec-WebSocket-Protocol";
    private static final long POLITE_SECONDS = 2;

    private final Request request;
    private final String domain;
    private final OkHttpClient http;
    private final WebSocketFraming framing;
    private final ScheduledExecutorService timer;
    private final TransportListener listener;
    private @Nullable WebSocket socket;

    /** @param endpoint of scheme ws or wss */
    public WebSocketTransport(
            URI endpoint,
            String domain,
            OkHttpClient client,
            Duration connectTimeout,
            int maxStanzaBytes,
            ScheduledExecutorService timer,
            TransportListener listener) {
        this.request = new Request.Builder()
                .url(endpoint.toString())
                .header(PROTOCOL_HEADER, WebSocketFraming.SUBPROTOCOL)
                .build();
        this.domain = domain;
        this.http = Http.of(client, connectTimeout)
                .addInterceptor(new WebSocketGuard(maxStanzaBytes))
                .build();
        this.framing = new WebSocketFraming(maxStanzaBytes);
        this.timer = timer;
        this.listener = listener;
    }

    @Override
    public void open() {
        socket = http.newWebSocket(request, new Frames());
    }

    @Override
    public void openStream(boolean again) {
        send(new Stanza.Open("", domain, ""));
    }

    @Override
    public void send(Stanza stanza) {
        Wire.sent(stanza);
        if (socket != null && !socket.send(WebSocketFraming.write(stanza))) {
            // Closed already, or 16 MiB wait: OkHttp has given up the connection then.
            listener.failed(XmppEnd.lost("the connection takes no more"));
        }
    }

    @Override
    public void closeStream() {
        send(new Stanza.Close(""));
    }

    @Override
    public void disconnect(boolean politely) {
        WebSocket open = socket;
        if (open == null) {
            return;
        }
        if (!politely || !open.close(NORMAL, null)) {
            open.cancel();
            return;
        }
        try {
            var unused = timer.schedule(open::cancel, POLITE_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            open.cancel();
        }
    }

    /** Reads on OkHttp's thread. */
    private final class Frames extends WebSocketListener {
        private volatile boolean upgraded;

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            upgraded = true;
            String chosen = response.header(PROTOCOL_HEADER);
            // Without a header the framing shows whether it is the one; a proxy may have lost it.
            if (chosen != null && !chosen.equals(WebSocketFraming.SUBPROTOCOL)) {
                webSocket.cancel();
                listener.failed(XmppEnd.protocol("the server chose another subprotocol than xmpp"));
                return;
            }
            listener.opened();
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            Wire.received(text);
            if (text.isBlank()) {
                listener.heard();
                return;
            }
            try {
                listener.received(framing.read(text), text.length());
            } catch (ProtocolViolationException e) {
                webSocket.cancel();
                listener.failed(XmppEnd.protocol("the server sent " + e.getMessage()));
            }
        }

        @Override
        public void onMessage(WebSocket webSocket, ByteString bytes) {
            webSocket.cancel();
            listener.failed(XmppEnd.protocol("the server sent a binary message"));
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            webSocket.close(NORMAL, null);
            listener.failed(XmppEnd.lost("the server closed the connection, code " + code));
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable cause, @Nullable Response response) {
            if (!upgraded && response != null) {
                listener.failed(new XmppEnd(
                        XmppEnd.Kind.UNREACHABLE,
                        Integer.toString(response.code()),
                        "the server does not upgrade to WebSocket: HTTP " + response.code()));
            } else if (cause instanceof BadFrameException || (upgraded && cause instanceof ProtocolException)) {
                listener.failed(XmppEnd.protocol("the server sent " + cause.getMessage()));
            } else {
                listener.failed(XmppEnd.lost(cause instanceof IOException e ? Http.words(e) : cause.toString()));
            }
        }
    }
}
