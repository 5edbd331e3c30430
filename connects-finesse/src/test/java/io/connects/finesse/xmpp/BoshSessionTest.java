package io.connects.finesse.xmpp;

import static io.connects.finesse.xmpp.TestSessions.end;
import static io.connects.finesse.xmpp.TestSessions.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connects.finesse.xmpp.message.XmppEnd;
import io.connects.finesse.xmpp.message.XmppEnd.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client against a scripted BOSH server. */
@Timeout(60)
final class BoshSessionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MockWebServer server = new MockWebServer();
    private final TestSessions sessions = new TestSessions();
    private final Heard heard = new Heard();
    private final Peer peer = new Peer();

    /** Signs clients in, and keeps empty requests until something is to be said, or another request comes. */
    private static final class Peer extends Dispatcher {
        final List<String> bodies = new CopyOnWriteArrayList<>();
        final AtomicInteger open = new AtomicInteger();
        final AtomicInteger mostOpen = new AtomicInteger();
        private volatile MockResponse once;
        private MockResponse said;
        private long newest;

        static MockResponse body(String stanzas) {
            return new MockResponse.Builder()
                    .body("<body xmlns='http://jabber.org/protocol/httpbind'>" + stanzas + "</body>")
                    .build();
        }

        static MockResponse terminate(String attributes, String stanzas) {
            return new MockResponse.Builder()
                    .body("<body type='terminate' " + attributes + ">" + stanzas + "</body>")
                    .build();
        }

        /** The answer to the next request that says something, in place of its own. */
        void once(MockResponse response) {
            once = response;
        }

        /** The answer to the request that waits. */
        synchronized void say(MockResponse response) {
            said = response;
            notifyAll();
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            try {
                String text = request.getBody() == null ? "" : request.getBody().utf8();
                bodies.add(text);
                return answer(text);
            } finally {
                open.decrementAndGet();
            }
        }

        private MockResponse answer(String text) throws InterruptedException {
            MockResponse instead = once;
            boolean isPoll =
                    text.matches("<body [^>]*/>") && !text.contains("xmpp:") && !text.contains("type=\"terminate\"");
            long rid = Long.parseLong(rid(text));
            synchronized (this) {
                newest = Math.max(newest, rid);
                notifyAll();
            }
            if (isPoll) {
                return waited(rid);
            }
            if (instead != null) {
                once = null;
                return instead;
            }
            if (text.contains("hold=")) {
                return new MockResponse.Builder()
                        .body("<body sid='s1' wait='15' hold='1' requests='2' polling='5'>"
                                + "<features><mechanisms><mechanism>PLAIN</mechanism></mechanisms></features></body>")
                        .build();
            } else if (text.contains("<auth")) {
                return body("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
            } else if (text.contains("xmpp:restart")) {
                return body("<features><bind/></features>");
            } else if (text.contains("<bind")) {
                return body("<iq type='result' id='" + WebSocketPeer.id(text)
                        + "'><bind><jid>1001@example.com/connects</jid></bind></iq>");
            } else if (text.contains("terminate")) {
                return terminate("", "");
            }
            return body("");
        }

        private synchronized MockResponse waited(long rid) throws InterruptedException {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
            while (newest <= rid && said == null && System.nanoTime() < until) {
                TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
            }
            MockResponse response = newest <= rid && said != null ? said : body("");
            said = newest <= rid ? null : said;
            return response;
        }
    }

    @BeforeEach
    void start() throws Exception {
        server.setDispatcher(peer);
        server.start();
    }

    @AfterEach
    void stop() {
        sessions.close();
        server.close();
    }

    private XmppSession open() {
        URI endpoint = server.url("/http-bind/").uri();
        return sessions.open(
                options(endpoint).loginTimeout(Duration.ofSeconds(20)).build(), heard);
    }

    private XmppSession connected() {
        XmppSession session = open();
        await().atMost(PATIENCE).until(heard::isConnected);
        // The last request of signing in is the presence; an empty one waits with the server after it.
        await().atMost(PATIENCE)
                .until(() -> peer.open.get() == 1 && peer.bodies.stream().anyMatch(body -> body.contains("<presence")));
        return session;
    }

    private static String rid(String body) {
        return body.replaceAll("(?s).* rid=\"(\\d+)\".*", "$1");
    }

    @Test
    void signs_in_hears_events_and_ends_with_at_most_two_requests_at_once() {
        XmppSession session = connected();
        peer.say(Peer.body(WebSocketPeer.event("1", "one") + WebSocketPeer.event("2", "two")));
        await().atMost(PATIENCE).until(() -> heard.payloads.equals(List.of("one", "two")));
        session.close();
        assertThat(end(session)).isEqualTo(XmppEnd.closed());
        assertThat(peer.mostOpen.get()).isLessThanOrEqualTo(2);
        var rids = peer.bodies.stream().map(body -> Long.parseLong(rid(body))).toList();
        assertThat(new HashSet<>(rids)).hasSameSizeAs(rids);
        assertThat(peer.bodies.get(peer.bodies.size() - 1)).contains("type=\"terminate\"");
    }

    @Test
    void a_request_whose_answer_is_lost_goes_out_again_with_its_rid() {
        XmppSession session = open();
        await().atMost(PATIENCE).until(heard::isConnected);
        peer.once(new MockResponse.Builder()
                .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        var unused = session.subscribe("/n");
        await().atMost(PATIENCE)
                .until(() -> peer.bodies.stream()
                                .filter(body -> body.contains("<subscribe"))
                                .count()
                        == 2);
        assertThat(peer.bodies)
                .filteredOn(body -> body.contains("<subscribe"))
                .hasSize(2)
                .containsOnly(peer.bodies.stream()
                        .filter(body -> body.contains("<subscribe"))
                        .findFirst()
                        .orElseThrow());
        assertThat(session.ended()).isNotDone();
    }

    @Test
    void an_unknown_session_is_lost() {
        XmppSession session = connected();
        peer.say(Peer.terminate("condition='item-not-found'", ""));
        XmppEnd end = end(session);
        assertThat(end.kind()).isEqualTo(Kind.LOST);
        assertThat(end.condition()).isEqualTo("item-not-found");
    }

    @Test
    void an_unknown_session_by_http_status_is_lost_too() {
        XmppSession session = connected();
        peer.say(new MockResponse.Builder().code(404).build());
        assertThat(end(session).condition()).isEqualTo("item-not-found");
    }

    @Test
    void a_conflict_is_one() {
        XmppSession session = connected();
        peer.say(Peer.terminate(
                "condition='remote-stream-error'",
                "<error xmlns='http://etherx.jabber.org/streams'><conflict/></error>"));
        assertThat(end(session).kind()).isEqualTo(Kind.CONFLICT);
    }

    @Test
    void an_answer_above_the_limit_ends_the_session() {
        XmppSession session = connected();
        peer.say(new MockResponse.Builder()
                .chunkedBody(new Buffer().writeUtf8("<body>" + "x".repeat(20 << 20) + "</body>"), 1 << 16)
                .build());
        assertThat(end(session)).isEqualTo(XmppEnd.protocol("the server sent an answer of more than 4194304 bytes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE body [<!ENTITY a 'b'>]><body>&a;</body>",
                "<html><body>Service Unavailable</body></html>",
                "<body>",
                "",
                "DEEP",
                "UTF-8"
            })
    void an_answer_that_is_no_body_breaks_the_protocol(String text) {
        XmppSession session = connected();
        var buffer = new Buffer();
        switch (text) {
            case "DEEP" -> buffer.writeUtf8("<body>".repeat(10_000) + "</body>".repeat(10_000));
            case "UTF-8" -> buffer.writeUtf8("<body>").writeByte(0xC3).writeUtf8("(</body>");
            default -> buffer.writeUtf8(text);
        }
        peer.say(new MockResponse.Builder().body(buffer).build());
        assertThat(end(session).kind()).isEqualTo(Kind.PROTOCOL);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 503, 302})
    void no_session_at_all_is_unreachable(int status) {
        peer.once(new MockResponse.Builder()
                .code(status)
                .addHeader("Location", "/elsewhere")
                .build());
        XmppEnd end = end(open());
        assertThat(end).isEqualTo(XmppEnd.unreachable("HTTP " + status));
        assertThat(peer.bodies).hasSize(1);
    }

    @Test
    void an_answer_that_drips_counts_as_nothing_heard() {
        URI endpoint = server.url("/http-bind/").uri();
        XmppSession session = sessions.open(
                options(endpoint)
                        .pingInterval(Duration.ofMillis(300))
                        .pingTimeout(Duration.ofMillis(200))
                        .build(),
                heard);
        await().atMost(PATIENCE).until(heard::isConnected);
        peer.once(new MockResponse.Builder()
                .body("<body>" + " ".repeat(100_000) + "</body>")
                .throttleBody(10, 100, TimeUnit.MILLISECONDS)
                .build());
        assertThat(end(session).kind()).isEqualTo(Kind.LOST);
    }
}
