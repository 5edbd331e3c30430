package io.connects.finesse.xmpp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ProtocolViolationException;
import io.connects.core.Secret;
import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xml.XmlWriter;
import io.connects.finesse.xmpp.message.IqPayload;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.Stanza.Iq;
import io.connects.finesse.xmpp.message.Stanza.PubSubEvent;
import io.connects.finesse.xmpp.message.Stanza.PubSubEvent.Item;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StanzaCodecTest {
    private static final String DOMAIN = "finesse.example.com";
    private static final String PUBSUB = "pubsub." + DOMAIN;
    private static final String JID = "1001@" + DOMAIN + "/connects";
    private static final String NODE = "/finesse/api/Team/5/Users";
    private static final WebSocketFraming FRAMING = new WebSocketFraming(1_000_000);

    static Stream<Arguments> golden() {
        return Stream.of(
                of(
                        "event",
                        new PubSubEvent(
                                PUBSUB,
                                "1001@" + DOMAIN,
                                "/finesse/api/User/1001",
                                List.of(
                                        new Item(
                                                "6f2b-330",
                                                "<Update><event>PUT</event><source>/finesse/api/User/1001</source><data><user><lastName>O&amp;K</lastName></user></data></Update>")))),
                of("bind-request", set("7-bind", "", new IqPayload.Bind("connects", ""))),
                of("bind-answer", new Iq(Iq.Type.RESULT, "7-bind", "", "", new IqPayload.Bind("", JID))),
                of("session-request", set("7-session", "", new IqPayload.Session())),
                of("ping", new Iq(Iq.Type.GET, "7-p1", "", DOMAIN, new IqPayload.Ping())),
                of("pong", new Iq(Iq.Type.RESULT, "7-p1", DOMAIN, JID, new IqPayload.Empty())),
                of("subscribe", set("7-r1", PUBSUB, new IqPayload.Subscribe(NODE, JID))),
                of("subscribed", result("7-r1", new IqPayload.Subscription(NODE, JID, "ba49", "subscribed"))),
                of("unsubscribe", set("7-r2", PUBSUB, new IqPayload.Unsubscribe(NODE, JID, "ba49"))),
                of(
                        "subscriptions",
                        result(
                                "7-r3",
                                new IqPayload.Subscriptions(List.of(
                                        new IqPayload.Subscription("/a", "1001@" + DOMAIN + "/x", "", "subscribed"),
                                        new IqPayload.Subscription("/b", "1001@" + DOMAIN + "/y", "2", "pending"))))),
                of(
                        "refusal",
                        new Iq(
                                Iq.Type.ERROR,
                                "7-r4",
                                PUBSUB,
                                "",
                                new IqPayload.Refusal("item-not-found", "cancel", "no such node"))),
                of("presence", Stanza.Presence.available(0)),
                of(
                        "presence-unavailable",
                        new Stanza.Presence("finesse@" + DOMAIN + "/finesse", "1001@" + DOMAIN, "unavailable", 0)),
                of("features-login", new Stanza.Features(List.of("SCRAM-SHA-1", "PLAIN"), false, false)),
                of("features-bind", new Stanza.Features(List.of(), true, true)),
                of("stream-error", new Stanza.StreamError("conflict", "Replaced by new connection")),
                of("auth", new Stanza.SaslPlain("1001", Secret.of("s3cret"))),
                of("success", new Stanza.SaslSuccess()),
                of("failure", new Stanza.SaslFailure("not-authorized", "")),
                of("open", new Stanza.Open("", DOMAIN, "")),
                of("close", new Stanza.Close("")));
    }

    private static Arguments of(String name, Stanza stanza) {
        return Arguments.of(name, stanza);
    }

    private static Iq set(String id, String to, IqPayload payload) {
        return new Iq(Iq.Type.SET, id, "", to, payload);
    }

    private static Iq result(String id, IqPayload payload) {
        return new Iq(Iq.Type.RESULT, id, PUBSUB, "", payload);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void reads_what_is_on_the_wire(String name, Stanza stanza) {
        assertThat(FRAMING.read(Golden.text(name))).isEqualTo(stanza);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void writes_what_goes_over_the_wire(String name, Stanza stanza) {
        assertThat(WebSocketFraming.write(stanza).replace("&gt;", ">")).isEqualTo(Golden.text(name));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void every_beginning_is_incomplete(String name, Stanza stanza) {
        String whole = Golden.text(name);
        for (int i = 0; i < whole.length(); i++) {
            String part = whole.substring(0, i);
            assertThatThrownBy(() -> FRAMING.read(part), part).isInstanceOf(ProtocolViolationException.class);
        }
    }

    @Test
    void an_event_is_told_by_local_names_in_whatever_namespace() {
        assertThat(FRAMING.read(Golden.text("event-other-namespaces")))
                .isEqualTo(new PubSubEvent(
                        PUBSUB,
                        JID,
                        "/finesse/api/User/1001/Dialogs",
                        List.of(new Item("1", "one"), new Item("2", ""), new Item("", "<Update/>"))));
    }

    @Test
    void what_is_not_known_reads_as_such() {
        assertThat(FRAMING.read("<r xmlns='urn:xmpp:sm:3'/>")).isInstanceOf(Stanza.Unrecognised.class);
        assertThat(FRAMING.read("<message><body>hi</body></message>")).isInstanceOf(Stanza.OtherMessage.class);
        assertThat(FRAMING.read("<message type='error'><event><items node='a'/></event></message>"))
                .isInstanceOf(Stanza.OtherMessage.class);
        assertThat(FRAMING.read("<iq type='maybe' id='1'/>")).isInstanceOf(Stanza.Unrecognised.class);
        assertThat(FRAMING.read("<iq type='get' id='1'><query xmlns='jabber:iq:version'/></iq>"))
                .isInstanceOfSatisfying(
                        Iq.class,
                        iq -> assertThat(iq.payload())
                                .isEqualTo(new IqPayload.Other(XmlElement.named("query", "jabber:iq:version")
                                        .build())));
        assertThat(FRAMING.read("<iq type='error' id='1'/>"))
                .isInstanceOfSatisfying(
                        Iq.class,
                        iq -> assertThat(iq.payload()).isEqualTo(new IqPayload.Refusal("undefined-condition", "", "")));
    }

    @Test
    void a_priority_that_is_none_counts_as_zero() {
        assertThat(FRAMING.read("<presence from='a@b/c'><priority>high</priority></presence>"))
                .isEqualTo(new Stanza.Presence("a@b/c", "", "", 0));
        assertThat(FRAMING.read("<presence from='a@b/c'><priority>-5</priority></presence>"))
                .isEqualTo(new Stanza.Presence("a@b/c", "", "", -5));
    }

    @Test
    void the_peers_words_are_cut_and_on_one_line() {
        var error = (Stanza.StreamError)
                FRAMING.read("<error><reset/><text>a\nb\tc" + "x".repeat(5000) + "</text></error>");
        assertThat(error.text()).startsWith("a b cxx").hasSize(200);
    }

    @Test
    void credentials_are_in_no_text_and_in_no_log() {
        var plain = new Stanza.SaslPlain("1001", Secret.of("s3cret"));
        assertThat(plain.toString()).doesNotContain("s3cret");
        assertThat(XmlWriter.write(StanzaCodec.loggable(plain)))
                .contains("****")
                .doesNotContain("ADEwMDEAczNjcmV0");
        assertThat(FRAMING.read("<auth mechanism='PLAIN'>?ADEwMDEAczNjcmV0</auth>")
                        .toString())
                .doesNotContain("ADEw");
        assertThat(FRAMING.read("<auth mechanism='OTHER'>ADEwMDEAczNjcmV0</auth>")
                        .toString())
                .doesNotContain("ADEw");
    }

    @Test
    void what_is_read_only_is_not_written() {
        var unknown = new Stanza.Unrecognised(XmlElement.text("r", ""));
        assertThatThrownBy(() -> WebSocketFraming.write(unknown))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stanza");
    }

    @Test
    void hostile_documents_are_refused() {
        for (String hostile : List.of(
                "<!DOCTYPE message [<!ENTITY a 'b'>]><message>&a;</message>",
                "<message>".repeat(10_000) + "</message>".repeat(10_000),
                "<message>" + "x".repeat(1_000_001) + "</message>",
                "<message/><message/>")) {
            assertThatThrownBy(() -> FRAMING.read(hostile)).isInstanceOf(ProtocolViolationException.class);
        }
    }

    @Test
    void random_damage_ends_in_a_stanza_or_a_refusal() {
        List<Arguments> all = golden().toList();
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            String name = (String) all.get(random.nextInt(all.size())).get()[0];
            char[] bad = Golden.text(name).toCharArray();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bad[random.nextInt(bad.length)] = (char) random.nextInt(256);
            }
            try {
                assertThat(FRAMING.read(new String(bad))).as("seed %d", seed).isNotNull();
            } catch (ProtocolViolationException e) {
                assertThat(e).as("seed %d", seed).isNotNull();
            }
        }
    }
}
