package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallTest {
    private static final String CALLS = "/finesse/api/User/1001/Dialogs";
    private final Office office = new Office(options -> options.agent(FinesseAgent.builder("1005", "five")
            .extension("2005")
            .wrapUp(Duration.ofSeconds(20))
            .build()));

    @AfterEach
    void close() {
        office.close();
    }

    private void until(String agent, UserState state) {
        Office.until(() -> office.pair.state(agent) == state);
    }

    private void act(String agent, String id, String action, String more) {
        String body = "<Dialog><requestedAction>" + action + "</requestedAction><targetMediaAddress>2"
                + agent.substring(1) + "</targetMediaAddress>" + more + "</Dialog>";
        var answer = office.rest(agent).put("/Dialog/" + id, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    private void act(String agent, String id, String action) {
        act(agent, id, action, "");
    }

    private List<String> actions(String agent, String id) {
        return participant(agent, id).first("actions").orElseThrow().children().stream()
                .map(Element::text)
                .toList();
    }

    private Element participant(String agent, String id) {
        return office.rest(agent).get("/Dialog/" + id).body().first("participants").orElseThrow().children().stream()
                .filter(one -> one.textOf("mediaAddress").equals("2" + agent.substring(1)))
                .findFirst()
                .orElseThrow();
    }

    private void untilState(String agent, String id, String state) {
        Office.until(() -> participant(agent, id).textOf("state").equals(state));
    }

    private String answered(String agent) {
        Rest rest = office.signedIn(agent);
        rest.put("/User/" + agent, "<User><state>READY</state></User>");
        until(agent, UserState.READY);
        String id = office.pair.ring(agent, "5551234", Map.of("callVariable1", "gold"));
        assertThat(actions(agent, id)).containsExactly("ANSWER");
        act(agent, id, "ANSWER");
        until(agent, UserState.TALKING);
        return id;
    }

    /** A call that the agent makes to somebody outside; gives its id. */
    private String made(String agent) {
        Rest rest = office.signedIn(agent);
        call(rest, agent);
        until(agent, UserState.TALKING);
        return only(rest, agent);
    }

    private static void call(Rest rest, String agent) {
        rest.post(
                "/User/" + agent + "/Dialogs",
                "<Dialog><requestedAction>MAKE_CALL</requestedAction><fromAddress>2" + agent.substring(1)
                        + "</fromAddress><toAddress>5550000</toAddress></Dialog>");
    }

    private static String only(Rest rest, String agent) {
        return rest.get("/User/" + agent + "/Dialogs").body().children().get(0).textOf("id");
    }

    /** The other call than this one. */
    private String other(String agent, String id) {
        Office.until(() -> office.rest(agent)
                        .get("/User/" + agent + "/Dialogs")
                        .body()
                        .children()
                        .size()
                == 2);
        return office.rest(agent).get("/User/" + agent + "/Dialogs").body().children().stream()
                .map(dialog -> dialog.textOf("id"))
                .filter(one -> !one.equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_call_rings_is_answered_and_ends() {
        var client = office.listening("1001");
        String id = answered("1001");
        assertThat(client.event(CALLS).event()).isEqualTo("POST");
        assertThat(client.event(CALLS).source()).isEqualTo(CALLS);
        var changed = client.event(CALLS, event -> event.event().equals("PUT"));
        assertThat(changed.source()).isEqualTo("/finesse/api/Dialog/" + id);
        assertThat(changed.data().name()).isEqualTo("dialog");
        assertThat(actions("1001", id))
                .containsExactly("HOLD", "DROP", "UPDATE_CALL_DATA", "CONSULT_CALL", "TRANSFER_SST", "SEND_DTMF");
        act("1001", id, "DROP");
        until("1001", UserState.READY);
        assertThat(client.event(CALLS, event -> event.event().equals("DELETE"))
                        .data()
                        .first("Dialog")
                        .orElseThrow()
                        .textOf("state"))
                .isEqualTo("DROPPED");
        assertThat(office.rest("1001").get("/Dialog/" + id).errorType()).isEqualTo("Dialog Not Found");
    }

    @Test
    void a_ringing_agent_is_reserved_and_free_again_when_the_caller_gives_up() {
        Rest rest = office.signedIn("1001");
        rest.put("/User/1001", "<User><state>READY</state></User>");
        until("1001", UserState.READY);
        String id = office.pair.ring("1001", "5551234", Map.of());
        until("1001", UserState.RESERVED);
        office.pair.hangUpOutside(id);
        until("1001", UserState.READY);
    }

    @Test
    void who_does_not_answer_is_not_ready() {
        office.signedIn("1001");
        office.pair.notAnswered(office.pair.ring("1001", "5551234", Map.of()));
        until("1001", UserState.NOT_READY);
        assertThat(office.rest("1001").get("/User/1001").body().textOf("reasonCodeId"))
                .isEqualTo("32767");
    }

    @Test
    void a_call_is_held_and_retrieved() {
        String id = answered("1001");
        act("1001", id, "HOLD");
        until("1001", UserState.HOLD);
        assertThat(actions("1001", id)).containsExactly("RETRIEVE", "DROP", "UPDATE_CALL_DATA");
        act("1001", id, "RETRIEVE");
        until("1001", UserState.TALKING);
    }

    @Test
    void work_follows_an_incoming_call_and_takes_a_wrap_up_reason() {
        String id = answered("1005");
        office.pair.hangUpOutside(id);
        until("1005", UserState.WORK_READY);
        assertThat(actions("1005", id)).containsExactly("UPDATE_CALL_DATA");
        act("1005", id, "UPDATE_CALL_DATA", "<mediaProperties><wrapUpReason>Sold</wrapUpReason></mediaProperties>");
        Office.until(
                () -> office.rest("1005").get("/Dialog/" + id).text().contains("<wrapUpReason>Sold</wrapUpReason>"));
        office.rest("1005").put("/User/1005", "<User><state>NOT_READY</state></User>");
        until("1005", UserState.NOT_READY);
        assertThat(office.rest("1005").get("/Dialog/" + id).status()).isEqualTo(404);
    }

    @Test
    void what_was_asked_for_during_a_call_happens_after_it() {
        String id = answered("1001");
        office.rest("1001").put("/User/1001", "<User><state>NOT_READY</state></User>");
        Office.until(() -> office.rest("1001")
                .get("/User/1001")
                .body()
                .textOf("pendingState")
                .equals("NOT_READY"));
        act("1001", id, "DROP");
        until("1001", UserState.NOT_READY);
    }

    @Test
    void an_agent_calls_somebody_outside() {
        String id = made("1001");
        assertThat(actions("1001", id)).containsExactly("DROP", "UPDATE_CALL_DATA");
        office.pair.answerOutside(id);
        untilState("1001", id, "ACTIVE");
        act(
                "1001",
                id,
                "SEND_DTMF",
                "<actionParams><ActionParam><name>dtmfString</name><value>12#</value></ActionParam></actionParams>");
        act("1001", id, "DROP");
        until("1001", UserState.NOT_READY);
    }

    @Test
    void a_call_from_ready_makes_not_ready_with_a_reason_of_its_own() {
        Rest rest = office.signedIn("1001");
        rest.put("/User/1001", "<User><state>READY</state></User>");
        until("1001", UserState.READY);
        call(rest, "1001");
        until("1001", UserState.TALKING);
        assertThat(office.pair.ledger().states())
                .anySatisfy(change -> assertThat(change.reasonCode()).isEqualTo(50_006));
    }

    @Test
    void a_call_that_fails_tells_the_cause_and_can_be_dropped() {
        String id = made("1001");
        office.pair.failCall(id, "BUSY");
        assertThat(participant("1001", id).textOf("stateCause")).isEqualTo("BUSY");
        assertThat(actions("1001", id)).containsExactly("DROP");
        act("1001", id, "DROP");
        until("1001", UserState.NOT_READY);
    }

    @Test
    void a_consulted_agent_takes_over_by_transfer() {
        String id = answered("1001");
        office.signedIn("1002");
        act("1001", id, "CONSULT_CALL", "<toAddress>2002</toAddress>");
        String consultation = other("1001", id);
        assertThat(office.rest("1001").get("/Dialog/" + consultation).body().textOf("associatedDialogUri"))
                .endsWith(id);
        until("1002", UserState.RESERVED);
        act("1002", consultation, "ANSWER");
        until("1002", UserState.TALKING);
        assertThat(actions("1001", id)).contains("TRANSFER", "CONFERENCE");
        act("1001", id, "TRANSFER");
        until("1001", UserState.READY);
        Element survivor = office.rest("1002").get("/Dialog/" + id).body();
        assertThat(survivor.textOf("secondaryId")).isEqualTo(consultation);
        assertThat(office.pair.state("1002")).isEqualTo(UserState.TALKING);
    }

    @Test
    void a_conference_keeps_everybody_and_can_drop_one() {
        String id = answered("1001");
        office.signedIn("1002");
        act("1001", id, "CONSULT_CALL", "<toAddress>2002</toAddress>");
        String consultation = other("1001", id);
        act("1002", consultation, "ANSWER");
        until("1002", UserState.TALKING);
        act("1001", id, "CONFERENCE");
        untilState("1001", id, "ACTIVE");
        assertThat(actions("1001", id)).contains("PARTICIPANT_DROP");
        office.rest("1001")
                .put(
                        "/Dialog/" + id,
                        "<Dialog><requestedAction>PARTICIPANT_DROP</requestedAction>"
                                + "<targetMediaAddress>2002</targetMediaAddress></Dialog>");
        until("1002", UserState.NOT_READY);
        assertThat(office.pair.state("1001")).isEqualTo(UserState.TALKING);
    }

    @Test
    void a_call_is_given_away_without_consulting() {
        String id = answered("1001");
        office.signedIn("1002");
        act("1001", id, "TRANSFER_SST", "<toAddress>2002</toAddress>");
        until("1001", UserState.READY);
        until("1002", UserState.RESERVED);
        act("1002", id, "ANSWER");
        until("1002", UserState.TALKING);
    }

    @Test
    void call_variables_are_set_and_have_a_limit() {
        String id = answered("1001");
        act(
                "1001",
                id,
                "UPDATE_CALL_DATA",
                "<mediaProperties><callvariables><CallVariable><name>callVariable2</name><value>a&amp;b</value>"
                        + "</CallVariable></callvariables></mediaProperties>");
        Office.until(() -> office.rest("1001").get("/Dialog/" + id).text().contains("<value>a&amp;b</value>"));
        var refused = office.rest("1001")
                .put(
                        "/Dialog/" + id,
                        "<Dialog><requestedAction>UPDATE_CALL_DATA</requestedAction><targetMediaAddress>2001"
                                + "</targetMediaAddress><mediaProperties><callvariables><CallVariable><name>callVariable3"
                                + "</name><value>" + "x".repeat(41)
                                + "</value></CallVariable></callvariables></mediaProperties></Dialog>");
        assertThat(refused.errorType()).isEqualTo("Invalid Input");
    }

    @Test
    void data_of_a_call_that_was_not_routed_changes_without_a_word() {
        String id = made("1001");
        var client = office.listening("1001");
        act(
                "1001",
                id,
                "UPDATE_CALL_DATA",
                "<mediaProperties><callvariables><CallVariable><name>callVariable2</name><value>b</value>"
                        + "</CallVariable></callvariables></mediaProperties>");
        office.pair.answerOutside(id);
        client.event(CALLS);
        assertThat(office.rest("1001").get("/Dialog/" + id).text()).doesNotContain("callVariable2");
    }

    @Test
    void an_action_that_a_call_does_not_take_is_refused_later() {
        String id = answered("1001");
        var client = office.listening("1001");
        act("1001", id, "RETRIEVE");
        assertThat(client.event(CALLS).error().textOf("errorMessage")).isEqualTo("CF_INVALID_OBJECT_STATE");
    }

    @Test
    void a_supervisor_listens_and_joins() {
        String id = answered("1001");
        Rest supervisor = office.signedIn("1003");
        assertThat(supervisor
                        .post(
                                "/User/1003/Dialogs",
                                "<Dialog><requestedAction>SILENT_MONITOR</requestedAction>"
                                        + "<fromAddress>2003</fromAddress><toAddress>2001</toAddress></Dialog>")
                        .status())
                .isEqualTo(202);
        until("1003", UserState.TALKING);
        String monitoring = only(supervisor, "1003");
        act("1003", monitoring, "BARGE_CALL");
        Office.until(() -> only(supervisor, "1003").equals(id));
    }

    @Test
    void requests_are_checked() {
        String id = answered("1001");
        assertThat(office.rest("1002").get("/Dialog/" + id).status()).isEqualTo(401);
        assertThat(office.rest("1001")
                        .put(
                                "/Dialog/" + id,
                                "<Dialog><requestedAction>CONSULT_CALL</requestedAction>"
                                        + "<targetMediaAddress>2001</targetMediaAddress></Dialog>")
                        .errorType())
                .isEqualTo("Parameter Missing");
        assertThat(office.rest("1001")
                        .put(
                                "/Dialog/" + id,
                                "<Dialog><requestedAction>CONSULT_CALL</requestedAction><targetMediaAddress>2001"
                                        + "</targetMediaAddress><toAddress>!</toAddress></Dialog>")
                        .errorType())
                .isEqualTo("Invalid Destination");
        assertThat(office.rest("1001").get("/Dialog/1").errorType()).isEqualTo("Dialog Not Found");
    }

    @Test
    void express_shows_no_hold_and_refuses_a_pending_ready() {
        try (var express = new Office(options -> options.flavour(FinesseFlavour.CCX))) {
            Rest rest = express.signedIn("1001");
            String id = express.pair.ring("1001", "5551234", Map.of());
            rest.put(
                    "/Dialog/" + id,
                    "<Dialog><requestedAction>ANSWER</requestedAction><targetMediaAddress>2001</targetMediaAddress></Dialog>");
            Office.until(() -> express.pair.state("1001") == UserState.TALKING);
            rest.put(
                    "/Dialog/" + id,
                    "<Dialog><requestedAction>HOLD</requestedAction><targetMediaAddress>2001</targetMediaAddress></Dialog>");
            Office.until(() -> rest.get("/Dialog/" + id).text().contains("<state>HELD</state>"));
            assertThat(express.pair.state("1001")).isEqualTo(UserState.TALKING);
            var client = express.listening("1001");
            rest.put("/User/1001", "<User><state>READY</state></User>");
            assertThat(client.event("/finesse/api/User/1001").error().textOf("errorData"))
                    .isEqualTo("265");
        }
    }
}
