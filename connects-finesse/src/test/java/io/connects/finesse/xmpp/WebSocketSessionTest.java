package io.connects.finesse.xmpp;

import static io.connects.finesse.xmpp.TestSessions.end;
import static io.connects.finesse.xmpp.TestSessions.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connects.core.ClosedException;
import io.connects.finesse.xmpp.message.Jid;
import io.connects.finesse.xmpp.message.XmppEnd;
import io.connects.finesse.xmpp.message.XmppEnd.Kind;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real client against a peer that keeps to no rules. */
@Timeout(60)
final class WebSocketSessionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestSessions sessions = new TestSessions();
    private final Heard heard = new Heard();

    @AfterEach
    void stop() {
        sessions.close();
    }

    private XmppEnd endWith(WebSocketPeer.Script script) throws Exception {
        try (var peer = new WebSocketPeer(script)) {
            return end(sessions.open(options(peer.uri()).build(), heard));
        }
    }

    private XmppEnd endAfterLogin(WebSocketPeer.Script script) throws Exception {
        return endWith(peer -> {
            peer.login();
            script.run(peer);
            peer.listenOnly();
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void what_is_not_xml_breaks_the_protocol() throws Exception {
        assertThat(endAfterLogin(peer -> peer.send("<message><unclosed>")).kind())
                .isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void a_document_type_declaration_breaks_the_protocol() throws Exception {
        assertThat(endAfterLogin(peer -> peer.send("<!DOCTYPE a [<!ENTITY b 'c'>]><message>&b;</message>"))
                        .kind())
                .isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void nesting_without_an_end_breaks_the_protocol() throws Exception {
        assertThat(endAfterLogin(peer -> peer.send("<a>".repeat(10_000) + "</a>".repeat(10_000)))
                        .kind())
                .isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void text_that_is_not_utf_8_breaks_the_protocol() throws Exception {
        XmppEnd end = endAfterLogin(peer ->
                peer.write(WebSocketPeer.frame(0x81, new byte[] {'<', 'a', '>', (byte) 0xC3, '('})));
        assertThat(end).isEqualTo(XmppEnd.protocol("the server sent text that is not UTF-8"));
    }

    @Test
    void a_stanza_above_the_limit_ends_the_session_before_it_is_read() throws Exception {
        XmppEnd end = endAfterLogin(peer -> {
            peer.write(WebSocketPeer.header(0x81, 20 << 20));
            peer.write(new byte[1024]);
        });
        assertThat(end).isEqualTo(XmppEnd.protocol("the server sent a stanza of more than 4194304 bytes"));
    }

    @Test
    void a_stanza_above_the_limit_in_pieces_ends_the_session_too() throws Exception {
        XmppEnd end = endAfterLogin(peer -> {
            byte[] piece = bytes("x".repeat(1 << 20));
            peer.write(WebSocketPeer.frame(0x01, piece));
            for (int i = 0; i < 3; i++) {
                peer.write(WebSocketPeer.frame(0x00, piece));
            }
            peer.write(WebSocketPeer.header(0x00, 1));
        });
        assertThat(end.reason()).contains("more than 4194304 bytes");
    }

    @Test
    void a_binary_message_breaks_the_protocol() throws Exception {
        assertThat(endAfterLogin(peer -> peer.write(WebSocketPeer.frame(0x82, bytes("<a/>"))))
                        .kind())
                .isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void random_bytes_end_the_session() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            byte[] junk = new byte[300];
            new Random(seed).nextBytes(junk);
            XmppEnd end = endWith(peer -> {
                peer.login();
                peer.write(junk);
            });
            assertThat(end.kind()).as("seed %d: %s", seed, end).isIn(Kind.PROTOCOL, Kind.LOST);
        }
    }

    @Test
    void compression_is_not_offered_and_not_taken() throws Exception {
        try (var peer = new WebSocketPeer(
                each -> each.upgrade("Sec-WebSocket-Protocol: xmpp", "Sec-WebSocket-Extensions: permessage-deflate"))) {
            XmppEnd end = end(sessions.open(options(peer.uri()).build(), heard));
            assertThat(end.kind()).isEqualTo(Kind.PROTOCOL);
            assertThat(peer.request())
                    .contains("Sec-WebSocket-Protocol: xmpp")
                    .noneMatch(line -> line.startsWith("Sec-WebSocket-Extensions"));
        }
    }

    @Test
    void another_subprotocol_is_not_taken() throws Exception {
        assertThat(endWith(peer -> peer.upgrade("Sec-WebSocket-Protocol: chat")).kind())
                .isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void no_upgrade_is_unreachable_with_the_status() throws Exception {
        XmppEnd end = endWith(peer -> {
            peer.readRequest();
            peer.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        });
        assertThat(end.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(end.condition()).isEqualTo("404");
    }

    @Test
    void nobody_listening_is_unreachable() throws Exception {
        int port;
        try (var any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
        URI nobody = URI.create("ws://127.0.0.1:" + port + "/ws/");
        assertThat(end(sessions.open(options(nobody).build(), heard)).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(heard.calls).containsExactly("ended UNREACHABLE");
    }

    @Test
    void a_peer_that_accepts_and_says_nothing_is_unreachable_in_time() throws Exception {
        try (var peer = new WebSocketPeer(WebSocketPeer::listenOnly)) {
            XmppSession session = sessions.open(
                    options(peer.uri()).connectTimeout(Duration.ofMillis(300)).build(), heard);
            assertThat(end(session)).isEqualTo(XmppEnd.unreachable("no connection within PT0.3S"));
        }
    }

    @Test
    void a_peer_that_upgrades_and_says_nothing_is_unreachable_in_time() throws Exception {
        try (var peer = new WebSocketPeer(each -> {
            each.upgrade();
            each.listenOnly();
        })) {
            XmppSession session = sessions.open(
                    options(peer.uri()).loginTimeout(Duration.ofMillis(300)).build(), heard);
            assertThat(end(session)).isEqualTo(XmppEnd.unreachable("not signed in within PT0.3S"));
        }
    }

    @Test
    void a_peer_that_falls_silent_without_closing_is_lost() throws Exception {
        try (var peer = new WebSocketPeer(each -> {
            each.login();
            each.listenOnly();
        })) {
            XmppSession session = sessions.open(
                    options(peer.uri())
                            .pingInterval(Duration.ofMillis(200))
                            .pingTimeout(Duration.ofMillis(100))
                            .build(),
                    heard);
            assertThat(end(session)).isEqualTo(XmppEnd.lost("nothing was heard after 3 pings"));
            assertThat(heard.calls).containsExactly("connected 1001@example.com/connects", "ended LOST");
        }
    }

    @Test
    void a_cut_is_a_loss() throws Exception {
        assertThat(endWith(WebSocketPeer::login).kind()).isEqualTo(Kind.LOST);
    }

    @Test
    void a_slow_peer_is_heard_byte_by_byte() throws Exception {
        XmppEnd end = endAfterLogin(peer -> {
            for (byte b : WebSocketPeer.frame(0x81, bytes(WebSocketPeer.event("1", "\u00e4\u20ac&lt;a/>")))) {
                peer.write(new byte[] {b});
            }
            peer.send("<close/>");
        });
        assertThat(heard.payloads).containsExactly("\u00e4\u20ac<a/>");
        assertThat(end.kind()).isEqualTo(Kind.LOST);
    }

    @Test
    void an_event_without_a_payload_is_reported_and_the_session_goes_on() throws Exception {
        endAfterLogin(peer -> {
            peer.send(WebSocketPeer.event("1", ""));
            peer.send(WebSocketPeer.event("2", "two"));
            peer.send("<close/>");
        });
        assertThat(heard.calls)
                .containsExactly(
                        "connected 1001@example.com/connects",
                        "unreadable /n 1 an item without a payload",
                        "event /n 2",
                        "ended LOST");
    }

    @Test
    void a_listener_that_fails_is_told_the_rest_all_the_same() throws Exception {
        try (var peer = new WebSocketPeer(each -> {
            each.login();
            each.send(WebSocketPeer.event("1", "one"));
            each.send(WebSocketPeer.event("2", "two"));
            each.listenOnly();
        })) {
            var seen = new CopyOnWriteArrayList<String>();
            sessions.open(options(peer.uri()).build(), new XmppListener() {
                @Override
                public void event(String node, String itemId, String payload) {
                    seen.add(payload);
                    throw new IllegalStateException("a bug of the listener");
                }
            });
            await().atMost(PATIENCE).until(() -> seen.equals(List.of("one", "two")));
        }
    }

    @Test
    void a_listener_that_does_not_keep_up_costs_the_session_and_no_memory() throws Exception {
        var goOn = new CountDownLatch(1);
        try (var peer = new WebSocketPeer(each -> {
            each.login();
            for (int i = 0; i < 100_000; i++) {
                each.send(WebSocketPeer.event("" + i, "x"));
            }
        })) {
            var ends = new CopyOnWriteArrayList<XmppEnd>();
            XmppSession session = sessions.open(options(peer.uri()).build(), new XmppListener() {
                @Override
                public void connected(Jid jid) {
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }

                @Override
                public void ended(XmppEnd end) {
                    ends.add(end);
                }
            });
            // Of what it would send it cannot get rid: the client has gone.
            await().atMost(PATIENCE).until(() -> !peer.failures().isEmpty());
            goOn.countDown();
            assertThat(end(session).reason()).contains("does not keep up");
            assertThat(ends).hasSize(1);
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void a_node_that_cannot_be_written_is_refused_at_once_and_after_closing_nothing_is_sent() throws Exception {
        try (var peer = new WebSocketPeer(each -> {
            each.login();
            each.listenOnly();
        })) {
            XmppSession session = sessions.open(options(peer.uri()).build(), heard);
            assertThatThrownBy(() -> session.subscribe("")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> session.subscribe("a\u0000")).isInstanceOf(IllegalArgumentException.class);
            await().atMost(PATIENCE).until(heard::isConnected);
            CompletableFuture<Void> open = session.subscribe("/n");
            session.close();
            assertThat(end(session)).isEqualTo(XmppEnd.closed());
            assertThatThrownBy(() -> TestSessions.outcome(open)).hasCauseInstanceOf(ClosedException.class);
            assertThatThrownBy(() -> TestSessions.outcome(session.unsubscribe("/n")))
                    .hasCauseInstanceOf(ClosedException.class);
        }
    }

    @Test
    void threads_of_its_own_end_with_the_session() throws Exception {
        try (var peer = new WebSocketPeer(each -> {
            each.login();
            each.listenOnly();
        })) {
            XmppSession session = XmppSession.open(options(peer.uri()).build(), heard);
            await().atMost(PATIENCE).until(heard::isConnected);
            assertThat(heard.threads).isNotEmpty().allMatch(name -> name.startsWith("connects-xmpp-callback-"));
            session.close();
            end(session);
            await().atMost(PATIENCE)
                    .until(() -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().startsWith("connects-xmpp")));
        }
    }
}
