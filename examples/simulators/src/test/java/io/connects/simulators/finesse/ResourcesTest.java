package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    private final Office office = new Office(options -> options.queue(new FinesseQueue(7, "Service"))
            .wrapUpReason(new WrapUpReason(3, "Sold"))
            .phoneBook(new PhoneBook(
                    1, "Everybody", List.of(new PhoneBook.Contact(1, "Ada", "Lovelace", "5551", "first")))));

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void system_info_is_for_anybody_and_tells_both_nodes_and_domains() {
        Element info = Rest.nobody(office.http, office.pair.a().plainRest())
                .get("/SystemInfo")
                .body();
        assertThat(info.textOf("status")).isEqualTo("IN_SERVICE");
        assertThat(info.textOf("deploymentType")).isEqualTo("UCCE");
        assertThat(info.textOf("xmppDomain")).isEqualTo(office.pair.xmppDomain());
        assertThat(info.textOf("xmppPubSubDomain")).isEqualTo(office.pair.pubSubDomain());
        assertThat(info.first("secondaryNode").orElseThrow().textOf("httpsPort"))
                .isEqualTo(String.valueOf(office.pair.b().rest().getPort()));
    }

    @Test
    void older_releases_tell_no_ports() {
        try (var old = new Office(options -> options.release("12.5"))) {
            Element info = Rest.nobody(old.http, old.pair.a().plainRest())
                    .get("/SystemInfo")
                    .body();
            assertThat(info.first("primaryNode").orElseThrow().has("httpsPort")).isFalse();
        }
    }

    @Test
    void everything_else_needs_credentials() {
        var refused = Rest.nobody(office.http, office.pair.a().plainRest()).get("/User/1001");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.errorType()).isEqualTo("Authorization Failure");
        assertThat(refused.headers()).containsKey("www-authenticate");
    }

    @Test
    void a_team_is_for_its_supervisor() {
        office.signedIn("1001");
        Element team = office.rest("1003").get("/Team/1").body();
        assertThat(team.textOf("name")).isEqualTo("Service");
        assertThat(team.first("users").orElseThrow().children())
                .extracting(user -> user.textOf("loginId"))
                .contains("1001", "1002")
                .doesNotContain("1004");
        assertThat(office.rest("1001").get("/Team/1").status()).isEqualTo(401);
        assertThat(office.rest("1003").get("/Team/9").errorType()).isEqualTo("Not Found");
    }

    private static String message(int team) {
        return "<TeamMessage><duration>30</duration><content>Hello</content><teams><team>" + team
                + "</team></teams></TeamMessage>";
    }

    @Test
    void a_team_message_reaches_the_team() {
        var client = office.listening("1001");
        var answer = office.rest("1003").post("/TeamMessage", message(1));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(client.event("/finesse/api/Team/1/TeamMessage").data().textOf("content"))
                .isEqualTo("Hello");
    }

    @Test
    void a_team_message_that_one_node_does_not_get_is_partly_done() {
        office.pair.faults().outOfService(FinesseSide.B, true);
        assertThat(office.rest("1003").post("/TeamMessage", message(1)).status())
                .isEqualTo(207);
    }

    @Test
    void team_messages_are_for_supervisors_of_the_team() {
        assertThat(office.rest("1001").post("/TeamMessage", message(1)).status())
                .isEqualTo(403);
        assertThat(office.rest("1003").post("/TeamMessage", message(2)).errorType())
                .isEqualTo("Invalid Supervisor");
        assertThat(office.rest("1003").post("/TeamMessage", "<TeamMessage/>").errorType())
                .isEqualTo("Parameter Missing");
    }

    @Test
    void a_queue_tells_what_waits() {
        var client = office.listening("1001");
        client.send("<iq xmlns='jabber:client' type='set' id='q'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
                + "<subscribe node='/finesse/api/Queue/7' jid='1001@finesse.example.test/test'/></pubsub></iq>");
        client.next("iq");
        office.pair.queue(7, 4);
        assertThat(client.event("/finesse/api/Queue/7")
                        .data()
                        .first("statistics")
                        .orElseThrow()
                        .textOf("callsInQueue"))
                .isEqualTo("4");
        assertThat(office.rest("1001").get("/Queue/7").body().textOf("name")).isEqualTo("Service");
        assertThat(office.rest("1001").get("/User/1001/Queues").body().children())
                .hasSize(1);
    }

    @Test
    void lists_of_an_agent_are_read() {
        Rest rest = office.rest("1001");
        assertThat(rest.get("/User/1001/WrapUpReasons").text()).contains("<label>Sold</label>");
        assertThat(rest.get("/User/1001/PhoneBooks").text()).contains("/PhoneBook/1/Contacts");
        assertThat(rest.get("/PhoneBook/1/Contacts").text()).contains("Lovelace");
        assertThat(rest.get("/User/1001/MediaPropertiesLayout").text()).contains("callVariable10");
        assertThat(rest.get("/UserAuthMode/1001").body().textOf("authMode")).isEqualTo("NON_SSO");
    }

    @Test
    void a_client_log_is_taken() {
        assertThat(office.rest("1001")
                        .post("/User/1001/ClientLog", "<ClientLog><logData>line</logData></ClientLog>")
                        .status())
                .isEqualTo(202);
        assertThat(office.rest("1001").get("/User/1001/ClientLog").status()).isEqualTo(405);
    }

    @Test
    void only_administrators_list_users() {
        assertThat(office.rest("1009").get("/Users").body().children()).hasSize(5);
        var refused = office.rest("1001").get("/Users");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.errorType()).isEqualTo("Forbidden");
    }

    @Test
    void what_is_not_there_is_not_found() {
        assertThat(office.rest("1001").get("/Nothing").errorType()).isEqualTo("Not Found");
        assertThat(office.rest("1009").get("/User/7777").errorType()).isEqualTo("User Not Found");
    }

    @Test
    void a_body_has_to_be_xml_without_a_document_type() {
        Rest rest = office.rest("1001");
        for (String body : new String[] {
            "", "<User>", "no", "<!DOCTYPE a [<!ENTITY b 'c'>]><User><state>&b;</state></User>", "<a>".repeat(100)
        }) {
            var refused = rest.put("/User/1001", body);
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.errorType()).isEqualTo("Bad Request");
        }
    }

    @Test
    void express_has_no_queues_and_no_mobile_agents() {
        try (var express = new Office(options -> options.flavour(FinesseFlavour.CCX))) {
            assertThat(express.rest("1001").get("/Queue/1").status()).isEqualTo(501);
            assertThat(express.rest("1001")
                            .put(
                                    "/User/1001",
                                    "<User><state>LOGIN</state><extension>2001</extension><mobileAgent/></User>")
                            .status())
                    .isEqualTo(501);
        }
    }

    @Test
    void express_supervisors_have_a_reason_of_their_own() {
        try (var express = new Office(options -> options.flavour(FinesseFlavour.CCX))) {
            express.signedIn("1001");
            express.rest("1003").put("/User/1001", "<User><state>READY</state></User>");
            Office.until(() -> express.pair.state("1001") == UserState.READY);
            express.rest("1003").put("/User/1001", "<User><state>LOGOUT</state></User>");
            Office.until(() -> express.pair.state("1001") == UserState.LOGOUT);
            assertThat(express.pair.ledger().states().get(2).reasonCode()).isEqualTo(33);
        }
    }
}
