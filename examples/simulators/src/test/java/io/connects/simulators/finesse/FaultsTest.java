package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final String USER = "/finesse/api/User/1001";
    private static final String SYSTEM = "/finesse/api/SystemInfo";
    private final Office office = new Office(options -> options.presenceGrace(Duration.ofMillis(150)));
    private final FinesseFaults faults = office.pair.faults();

    @AfterEach
    void close() {
        office.close();
    }

    private Element info(FinesseSide side) {
        return Rest.nobody(office.http, office.pair.node(side).plainRest())
                .get("/SystemInfo")
                .body();
    }

    private void until(UserState state) {
        Office.until(() -> office.pair.state("1001") == state);
    }

    @Test
    void a_node_out_of_service_says_so_and_answers_503() {
        var client = office.listening("1001");
        faults.outOfService(FinesseSide.A, true);
        assertThat(client.event(SYSTEM).data().textOf("status")).isEqualTo("OUT_OF_SERVICE");
        assertThat(info(FinesseSide.A).textOf("status")).isEqualTo("OUT_OF_SERVICE");
        var refused = office.rest("1001").get("/User/1001");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text()).contains("SERVER_OUT_OF_SERVICE");
        assertThat(office.rest("1001", FinesseSide.B).get("/User/1001").status())
                .isEqualTo(200);
        client.forget();
        office.pair.signIn("1001", FinesseSide.B);
        until(UserState.NOT_READY);
        assertThat(client.events(USER)).isEmpty();
        faults.outOfService(FinesseSide.A, false);
        assertThat(client.event(SYSTEM).data().textOf("status")).isEqualTo("IN_SERVICE");
    }

    @Test
    void a_failing_heartbeat_and_maintenance_are_told() {
        faults.failHeartbeat(FinesseSide.B, true);
        faults.maintenance(FinesseSide.B, true, false);
        Element info = info(FinesseSide.B);
        assertThat(info.textOf("lastCTIHeartbeatStatus")).isEqualTo("failure");
        assertThat(info.textOf("finesseMMode")).isEqualTo("true");
        assertThat(info.textOf("ctiMMode")).isEqualTo("false");
        assertThat(info(FinesseSide.A).textOf("lastCTIHeartbeatStatus")).isEqualTo("success");
    }

    @Test
    void sessions_are_killed_and_new_ones_refused() {
        var client = office.listening("1001");
        faults.refuseXmpp(FinesseSide.A, true);
        faults.killSessions(FinesseSide.A);
        Office.until(client::isClosed);
        var refused = new WebSocketClient(office.http, office.pair.a().plainWebSocket(), office.pair.xmppDomain());
        Office.until(refused::isClosed);
        faults.refuseXmpp(FinesseSide.A, false);
        office.listening("1001");
    }

    @Test
    void finesse_becomes_unavailable_and_comes_back() {
        var client = office.listening("1001");
        client.forget();
        faults.hideFinesse(FinesseSide.A, true);
        assertThat(client.next("presence").attribute("type")).isEqualTo("unavailable");
        client.forget();
        faults.hideFinesse(FinesseSide.A, false);
        assertThat(client.next("presence").attribute("type")).isEmpty();
    }

    @Test
    void a_dead_node_refuses_connections_and_comes_back_on_its_ports() {
        var client = office.listening("1001");
        URI before = office.pair.a().plainRest();
        faults.kill(FinesseSide.A);
        Office.until(client::isClosed);
        assertThatThrownBy(() -> office.rest("1001").get("/User/1001"))
                .hasCauseInstanceOf(java.net.ConnectException.class);
        assertThat(office.rest("1001", FinesseSide.B).get("/User/1001").status())
                .isEqualTo(200);
        faults.revive(FinesseSide.A);
        assertThat(office.pair.a().plainRest()).isEqualTo(before);
        assertThat(office.rest("1001").get("/User/1001").status()).isEqualTo(200);
    }

    @Test
    void a_hung_node_takes_requests_and_answers_nothing() {
        var client = office.listening("1001");
        faults.hang(FinesseSide.A, true);
        var request = HttpRequest.newBuilder(URI.create(office.pair.a().plainRest() + "/SystemInfo"))
                .build();
        assertThatThrownBy(() ->
                        office.http.sendAsync(request, BodyHandlers.ofString()).get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        client.forget();
        office.pair.signIn("1001", FinesseSide.B);
        until(UserState.NOT_READY);
        assertThat(client.received()).isEmpty();
        faults.hang(FinesseSide.A, false);
        assertThat(info(FinesseSide.A).textOf("status")).isEqualTo("IN_SERVICE");
    }

    @Test
    void events_are_dropped_doubled_and_swapped() {
        var client = office.listening("1001");
        // The node of the team hears of every change too, and both nodes have their events.
        faults.dropEvents(4);
        office.pair.signIn("1001", FinesseSide.A);
        until(UserState.NOT_READY);
        faults.duplicateEvents(4);
        office.pair.setState("1001", UserState.READY, -1);
        Office.until(() -> client.events(USER).size() == 2);
        assertThat(client.events(USER))
                .extracting(event -> event.data().textOf("state"))
                .containsExactly("READY", "READY");
        client.forget();
        office.pair.setState("1001", UserState.NOT_READY, -1);
        faults.reorderEvents(2);
        office.pair.setState("1001", UserState.TALKING, -1);
        Office.until(() -> client.events(USER).size() == 2);
    }

    @Test
    void events_are_late() {
        var client = office.listening("1001");
        faults.delayEvents(Duration.ofMillis(200));
        office.pair.signIn("1001", FinesseSide.A);
        until(UserState.NOT_READY);
        assertThat(client.events(USER)).isEmpty();
        assertThat(client.event(USER).data().textOf("state")).isEqualTo("NOT_READY");
    }

    @Test
    void a_request_is_taken_and_nothing_comes_of_it() {
        Rest rest = office.signedIn("1001");
        faults.forgetOutcomes(1);
        assertThat(rest.put("/User/1001", "<User><state>READY</state></User>").status())
                .isEqualTo(202);
        rest.put("/User/1001", "<User><state>LOGOUT</state></User>");
        until(UserState.LOGOUT);
        assertThat(office.pair.ledger().states())
                .extracting(FinesseLedger.StateChange::to)
                .doesNotContain("READY");
    }

    @Test
    void the_telephone_side_refuses_what_a_test_wants_refused() {
        Rest rest = office.signedIn("1001");
        var client = office.listening("1001");
        faults.refuseLater(1, new AsyncError("Generic Error", 34, "CF_RESOURCE_OUT_OF_SERVICE", null));
        rest.send("PUT", "/User/1001", "<User><state>READY</state></User>", "x");
        var event = client.event(USER);
        assertThat(event.requestId()).isEqualTo("x");
        assertThat(event.error().textOf("errorMessage")).isEqualTo("CF_RESOURCE_OUT_OF_SERVICE");
    }

    @Test
    void answers_are_replaced() {
        Rest rest = office.rest("1001");
        faults.answer(1, RawAnswer.HTML);
        assertThat(rest.get("/User/1001").text()).startsWith("<html>");
        faults.answer(1, RawAnswer.EMPTY);
        assertThat(rest.get("/User/1001").text()).isEmpty();
        faults.answer(1, RawAnswer.error(400, "Maximum Exceeded", "too many", "20700"));
        assertThat(rest.get("/User/1001").errorType()).isEqualTo("Maximum Exceeded");
        for (int status : new int[] {401, 403, 404, 500, 503}) {
            faults.answer(1, RawAnswer.of(status));
            assertThat(rest.get("/User/1001").status()).isEqualTo(status);
        }
        assertThat(rest.get("/User/1001").status()).isEqualTo(200);
        assertThat(office.pair.ledger().requests())
                .extracting(FinesseLedger.RequestEntry::status)
                .containsExactly(503, 200, 400, 401, 403, 404, 500, 503, 200);
    }

    @Test
    void an_agent_whose_session_is_gone_is_logged_out() {
        office.signedIn("1001");
        office.listening("1001").close();
        until(UserState.LOGOUT);
        assertThat(office.pair.ledger().states().get(1).reasonCode()).isEqualTo(255);
    }

    @Test
    void an_agent_whose_session_comes_back_in_time_stays() {
        try (var patient = new Office()) {
            patient.signedIn("1001");
            patient.listening("1001").close();
            Office.until(() -> patient.pair.a().present().isEmpty());
            patient.listening("1001");
            assertThat(patient.pair.state("1001")).isEqualTo(UserState.NOT_READY);
        }
    }

    @Test
    void where_load_is_0_a_lost_agent_is_not_ready() {
        try (var mild = new Office(
                options -> options.presenceGrace(Duration.ofMillis(50)).logoutOnLostPresence(false))) {
            mild.signedIn("1001");
            mild.listening("1001").close();
            Office.until(() -> mild.pair.ledger().states().size() == 2);
            assertThat(mild.pair.ledger().states().get(1).to()).isEqualTo("NOT_READY");
            assertThat(mild.pair.ledger().states().get(1).reasonCode()).isEqualTo(50_002);
        }
    }

    @Test
    void an_agent_who_moved_in_time_stays_signed_in() {
        office.signedIn("1001");
        var first = office.listening("1001");
        faults.kill(FinesseSide.A);
        Office.until(first::isClosed);
        office.listening("1001", FinesseSide.B, "test");
        office.rest("1001", FinesseSide.B)
                .put("/User/1001", "<User><state>LOGIN</state><extension>2001</extension></User>");
        Office.until(() -> office.pair.ledger().signIns().size() == 2);
        assertThat(office.pair.ledger().everOnBothNodes()).isEmpty();
        assertThat(office.pair.state("1001")).isEqualTo(UserState.NOT_READY);
    }

    @Test
    void the_old_node_may_log_out_an_agent_who_moved() {
        faults.lateLogouts(true);
        office.signedIn("1001");
        var first = office.listening("1001");
        faults.killSessions(FinesseSide.A);
        Office.until(first::isClosed);
        office.pair.signIn("1001", FinesseSide.B);
        Office.until(() -> office.pair.ledger().signIns().size() == 2);
        until(UserState.LOGOUT);
    }

    @Test
    void a_forced_logout_waits_for_the_end_of_the_call() {
        office.signedIn("1001");
        String id = office.pair.ring("1001", "5551", java.util.Map.of());
        office.rest("1001")
                .put(
                        "/Dialog/" + id,
                        "<Dialog><requestedAction>ANSWER</requestedAction><targetMediaAddress>2001</targetMediaAddress></Dialog>");
        until(UserState.TALKING);
        faults.forceLogout("1001");
        assertThat(office.rest("1001").get("/User/1001").body().textOf("pendingState"))
                .isEqualTo("LOGOUT");
        office.pair.hangUpOutside(id);
        until(UserState.LOGOUT);
    }

    @Test
    void sessions_on_both_nodes_are_in_the_ledger() {
        office.listening("1001");
        office.listening("1001", FinesseSide.B, "test");
        assertThat(office.pair.ledger().everOnBothNodes()).containsExactly("1001");
    }

    @Test
    void a_conflict_ends_the_session() {
        var client = office.listening("1001");
        faults.conflict("1001");
        assertThat(client.next("error").has("conflict")).isTrue();
    }

    @Test
    void requests_are_in_the_ledger() {
        office.rest("1001").send("GET", "/User/1002", "", "id1");
        assertThat(office.pair.ledger().requests()).singleElement().satisfies(entry -> {
            assertThat(entry.side()).isEqualTo(FinesseSide.A);
            assertThat(entry.user()).isEqualTo("1001");
            assertThat(entry.path()).isEqualTo("User/1002");
            assertThat(entry.status()).isEqualTo(401);
            assertThat(entry.requestId()).isEqualTo("id1");
        });
    }
}
