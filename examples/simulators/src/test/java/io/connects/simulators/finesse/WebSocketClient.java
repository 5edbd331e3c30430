package io.connects.simulators.finesse;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** XMPP over a bare WebSocket, typed by hand. */
final class WebSocketClient implements WebSocket.Listener, AutoCloseable {
    private final String domain;
    private final WebSocket socket;
    private final StringBuilder partial = new StringBuilder();
    private final List<Element> received = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    WebSocketClient(HttpClient http, URI uri, String domain) {
        this.domain = domain;
        socket = http.newWebSocketBuilder()
                .subprotocols("xmpp")
                .buildAsync(uri, this)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                received.add(XmlReader.read(partial.toString()));
            } catch (XmlReader.NotXml e) {
                throw new AssertionError(partial.toString(), e);
            }
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed = true;
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed = true;
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void open() {
        int before = count("features");
        send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='" + domain + "' version='1.0'/>");
        await().atMost(Duration.ofSeconds(10)).until(() -> count("features") > before);
    }

    void authenticate(String user, String password) {
        String plain =
                Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
        send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + plain + "</auth>");
    }

    void login(String user, String password, String resource) {
        open();
        authenticate(user, password);
        next("success");
        open();
        send("<iq xmlns='jabber:client' id='b1' type='set'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>"
                + resource + "</resource></bind></iq>");
        next("iq");
        received.clear();
    }

    /** The answer to an IQ. */
    Element ask(String id, String iq) {
        send(iq);
        return next(stanza -> stanza.attribute("id").equals(id));
    }

    private int count(String name) {
        return (int) received.stream().filter(e -> e.name().equals(name)).count();
    }

    Element next(String name) {
        return next(element -> element.name().equals(name));
    }

    Element next(Predicate<Element> wanted) {
        return await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(10))
                .until(() -> received.stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** The first event of a node. */
    Event event(String node) {
        return event(node, event -> true);
    }

    Event event(String node, Predicate<Event> wanted) {
        return await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(10))
                .until(() -> events(node).stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    List<Event> events(String node) {
        return received.stream()
                .filter(stanza -> stanza.name().equals("message"))
                .map(Event::of)
                .filter(event -> event.node().equals(node))
                .toList();
    }

    List<Element> received() {
        return received;
    }

    void forget() {
        received.clear();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** An event of Finesse in its stanza. */
    record Event(Element stanza, String node, Element update) {
        static Event of(Element stanza) {
            Element items = stanza.first("event").orElseThrow().first("items").orElseThrow();
            Element notification =
                    items.first("item").orElseThrow().first("notification").orElseThrow();
            try {
                return new Event(stanza, items.attribute("node"), XmlReader.read(notification.text()));
            } catch (XmlReader.NotXml e) {
                throw new AssertionError(notification.text(), e);
            }
        }

        String event() {
            return update.textOf("event");
        }

        String requestId() {
            return update.textOf("requestId");
        }

        String source() {
            return update.textOf("source");
        }

        Element data() {
            return update.first("data").orElseThrow().children().get(0);
        }

        /** The error of an event with apiErrors. */
        Element error() {
            return data().first("apiError").orElseThrow();
        }
    }
}
