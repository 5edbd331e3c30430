package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketTest {
    private static final String USER = "/finesse/api/User/1001";
    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    private WebSocketClient unknown() {
        return new WebSocketClient(office.http, office.pair.a().plainWebSocket(), office.pair.xmppDomain());
    }

    @Test
    void a_stream_offers_plain_and_after_login_bind() {
        var client = unknown();
        client.open();
        assertThat(client.next("open").namespace()).isEqualTo("urn:ietf:params:xml:ns:xmpp-framing");
        assertThat(client.next("features").first("mechanisms").orElseThrow().textOf("mechanism"))
                .isEqualTo("PLAIN");
        client.authenticate("1001", "one");
        client.next("success");
        client.forget();
        client.open();
        assertThat(client.next("features").has("bind")).isTrue();
    }

    @Test
    void a_bad_password_is_a_failure() {
        var client = unknown();
        client.open();
        client.authenticate("1001", "wrong");
        assertThat(client.next("failure").has("not-authorized")).isTrue();
    }

    @Test
    void an_access_token_is_good_as_a_password() {
        var client = unknown();
        client.login("1001", office.pair.accessToken("1001").reveal(), "test");
    }

    @Test
    void finesse_is_present_and_the_own_presence_is_not_echoed() {
        var client = office.listening("1001");
        assertThat(client.received())
                .filteredOn(stanza -> stanza.name().equals("presence"))
                .singleElement()
                .satisfies(stanza -> assertThat(stanza.attribute("from")).startsWith("finesse@"));
    }

    @Test
    void an_agent_hears_of_the_own_state_without_subscribing() {
        var client = office.listening("1001");
        office.rest("1001")
                .send("PUT", "/User/1001", "<User><state>LOGIN</state><extension>2001</extension></User>", "r7");
        var event = client.event(USER);
        assertThat(event.stanza().attribute("to")).isEqualTo("1001@finesse.example.test");
        assertThat(event.stanza().attribute("from")).isEqualTo("pubsub.finesse.example.test");
        assertThat(event.stanza().attribute("type")).isEmpty();
        assertThat(event.event()).isEqualTo("PUT");
        assertThat(event.requestId()).isEqualTo("r7");
        assertThat(event.source()).isEqualTo(USER);
        assertThat(event.data().name()).isEqualTo("user");
        assertThat(event.data().textOf("state")).isEqualTo("NOT_READY");
    }

    @Test
    void a_session_of_negative_priority_gets_no_events() {
        var quiet = office.listening("1001");
        quiet.send("<presence xmlns='jabber:client'><priority>-1</priority></presence>");
        Office.until(() -> office.pair.a().present().isEmpty());
        var loud = office.listening("1001", FinesseSide.A, "second");
        office.pair.signIn("1001", FinesseSide.A);
        loud.event(USER);
        assertThat(quiet.events(USER)).isEmpty();
    }

    @Test
    void pings_are_answered() {
        var client = office.listening("1001");
        Element pong = client.ask(
                "p1",
                "<iq xmlns='jabber:client' type='get' id='p1' to='finesse.example.test'><ping xmlns='urn:xmpp:ping'/></iq>");
        assertThat(pong.attribute("type")).isEqualTo("result");
        assertThat(pong.attribute("from")).isEqualTo("finesse.example.test");
    }

    @Test
    void what_is_not_known_is_not_available() {
        Element error = office.listening("1001")
                .ask("x1", "<iq xmlns='jabber:client' type='get' id='x1'><query xmlns='jabber:iq:version'/></iq>");
        assertThat(error.first("error").orElseThrow().has("service-unavailable"))
                .isTrue();
    }

    private static String pubsub(String id, String action, String node, String jid) {
        return "<iq xmlns='jabber:client' type='set' id='" + id
                + "' to='pubsub.finesse.example.test'><pubsub xmlns='http://jabber.org/protocol/pubsub'><" + action
                + " node='" + node + "' jid='" + jid + "'/></pubsub></iq>";
    }

    @Test
    void a_supervisor_subscribes_to_the_team_and_hears_of_its_agents() {
        var client = office.listening("1003");
        String team = "/finesse/api/Team/1/Users";
        String jid = "1003@finesse.example.test/test";
        assertThat(client.ask("s1", pubsub("s1", "subscribe", team, jid)).attribute("type"))
                .isEqualTo("result");
        assertThat(office.pair.a().standingSubscriptions()).isEqualTo(1);
        office.pair.signIn("1001", FinesseSide.A);
        assertThat(client.event(team).data().textOf("loginId")).isEqualTo("1001");
        assertThat(client.ask("s2", pubsub("s2", "unsubscribe", team, jid)).attribute("type"))
                .isEqualTo("result");
        assertThat(office.pair.a().standingSubscriptions()).isZero();
    }

    @Test
    void subscriptions_need_a_full_address_a_node_and_permission() {
        var client = office.listening("1001");
        String full = "1001@finesse.example.test/test";
        assertThat(error(client.ask("e1", pubsub("e1", "subscribe", USER, "1001@finesse.example.test"))))
                .isEqualTo("bad-request");
        assertThat(error(client.ask("e2", pubsub("e2", "subscribe", "/finesse/api/Nothing", full))))
                .isEqualTo("item-not-found");
        assertThat(error(client.ask("e3", pubsub("e3", "subscribe", "/finesse/api/User/1002", full))))
                .isEqualTo("forbidden");
        assertThat(error(client.ask("e4", pubsub("e4", "unsubscribe", USER, full))))
                .isEqualTo("unexpected-request");
    }

    private static String error(Element iq) {
        return iq.first("error").orElseThrow().children().get(0).name();
    }

    @Test
    void of_two_sessions_with_the_same_resource_the_older_dies() {
        var older = office.listening("1001");
        var newer = office.listening("1001");
        assertThat(older.next("error").has("conflict")).isTrue();
        Office.until(older::isClosed);
        assertThat(newer.isClosed()).isFalse();
    }

    @Test
    void a_stream_is_closed_by_close() {
        var client = office.listening("1001");
        client.send("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");
        client.next("close");
        Office.until(client::isClosed);
        Office.until(() -> office.pair.a().present().isEmpty());
    }

    @Test
    void hostile_xml_ends_the_stream() {
        var client = unknown();
        client.open();
        client.send("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>");
        assertThat(client.next("error").has("not-well-formed")).isTrue();
    }

    @Test
    void nothing_but_login_is_done_before_login() {
        var client = unknown();
        client.open();
        client.send("<iq xmlns='jabber:client' type='get' id='i'><ping xmlns='urn:xmpp:ping'/></iq>");
        assertThat(client.next("error").has("not-authorized")).isTrue();
    }

    @Test
    void the_socket_is_on_the_rest_port_from_release_12_6() {
        try (var old = new Office(options -> options.release("12.5"))) {
            var uri = old.pair.a().plainRest().resolve("/ws/").toString().replace("http", "ws");
            assertThatThrownBy(() -> old.http
                            .newWebSocketBuilder()
                            .subprotocols("xmpp")
                            .connectTimeout(Duration.ofSeconds(5))
                            .buildAsync(java.net.URI.create(uri), new WebSocket.Listener() {})
                            .join())
                    .hasCauseInstanceOf(java.net.http.WebSocketHandshakeException.class);
        }
        var here = office.pair.a().plainRest().resolve("/ws/").toString().replace("http", "ws");
        new WebSocketClient(office.http, java.net.URI.create(here), office.pair.xmppDomain()).open();
    }
}
