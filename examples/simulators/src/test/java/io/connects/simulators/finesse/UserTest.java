package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserTest {
    private static final String LOGIN = "<User><state>LOGIN</state><extension>2001</extension></User>";
    private final Office office = new Office(options -> options.reasonCode(
                    new ReasonCode(17, ReasonCode.Category.LOGOUT, 5, "Home"))
            .agent(FinesseAgent.builder("1005", "five").extension("2005").build()));

    @AfterEach
    void close() {
        office.close();
    }

    private static String state(String state) {
        return "<User><state>" + state + "</state></User>";
    }

    private static String state(String state, int reason) {
        return "<User><state>" + state + "</state><reasonCodeId>" + reason + "</reasonCodeId></User>";
    }

    private void until(String agent, UserState state) {
        Office.until(() -> office.pair.state(agent) == state);
    }

    @Test
    void an_agent_reads_the_own_user() {
        Element user = office.rest("1001").get("/User/1001").body();
        assertThat(user.name()).isEqualTo("User");
        assertThat(user.textOf("loginId")).isEqualTo("1001");
        assertThat(user.textOf("firstName")).isEqualTo("Anna");
        assertThat(user.textOf("state")).isEqualTo("LOGOUT");
        assertThat(user.textOf("teamName")).isEqualTo("Service");
        assertThat(user.textOf("skillTargetId")).isEqualTo("5001");
        assertThat(user.textOf("dialogs")).isEqualTo("/finesse/api/User/1001/Dialogs");
    }

    @Test
    void only_administrators_read_others() {
        assertThat(office.rest("1009").get("/User/1001").status()).isEqualTo(200);
        var refused = office.rest("1002").get("/User/1001");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.errorType()).isEqualTo("Invalid Authorization User Specified");
    }

    @Test
    void a_supervisor_reads_the_teams_it_supervises_in_the_own_user() {
        Element user = office.rest("1003").get("/User/1003").body();
        assertThat(user.first("roles").orElseThrow().children())
                .extracting(Element::text)
                .containsExactly("Agent", "Supervisor");
        assertThat(user.first("teams").orElseThrow().first("Team").orElseThrow().textOf("name"))
                .isEqualTo("Service");
    }

    @Test
    void signing_in_is_taken_first_and_told_later() {
        var client = office.listening("1001");
        var answer = office.rest("1001").send("PUT", "/User/1001", LOGIN, "abc");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text()).isEmpty();
        assertThat(answer.headers()).containsEntry("requestid", "abc");
        var user = client.event("/finesse/api/User/1001").data();
        assertThat(user.textOf("state")).isEqualTo("NOT_READY");
        assertThat(user.textOf("extension")).isEqualTo("2001");
        assertThat(user.textOf("reasonCodeId")).isEqualTo("-1");
    }

    @Test
    void signing_in_again_keeps_the_state() {
        Rest rest = office.signedIn("1001");
        rest.put("/User/1001", state("READY"));
        until("1001", UserState.READY);
        var client = office.listening("1001");
        rest.put("/User/1001", LOGIN);
        assertThat(client.event("/finesse/api/User/1001").data().textOf("state"))
                .isEqualTo("READY");
    }

    @Test
    void signing_in_needs_an_extension() {
        var refused = office.rest("1001").put("/User/1001", state("LOGIN"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorType()).isEqualTo("Parameter Missing");
    }

    @Test
    void an_extension_is_for_one_agent() {
        office.signedIn("1001");
        var client = office.listening("1002");
        office.rest("1002").send("PUT", "/User/1002", LOGIN, "q");
        var event = client.event("/finesse/api/User/1002");
        assertThat(event.data().name()).isEqualTo("apiErrors");
        assertThat(event.requestId()).isEqualTo("q");
        assertThat(event.error().textOf("errorType")).isEqualTo("Invalid Device");
        assertThat(event.error().textOf("peripheralErrorCode")).isEqualTo("10125");
    }

    @Test
    void a_mobile_agent_is_told_with_mode_and_number() {
        office.rest("1001")
                .put(
                        "/User/1001",
                        "<User><state>LOGIN</state><extension>2001</extension><mobileAgent><mode>CALL_BY_CALL</mode>"
                                + "<dialNumber>555</dialNumber></mobileAgent></User>");
        until("1001", UserState.NOT_READY);
        Element mobile = office.rest("1001")
                .get("/User/1001")
                .body()
                .first("mobileAgent")
                .orElseThrow();
        assertThat(mobile.textOf("mode")).isEqualTo("CALL_BY_CALL");
        assertThat(mobile.textOf("dialNumber")).isEqualTo("555");
    }

    @Test
    void ready_not_ready_and_logout_follow_one_another() {
        Rest rest = office.signedIn("1001");
        rest.put("/User/1001", state("READY"));
        until("1001", UserState.READY);
        rest.put("/User/1001", state("NOT_READY"));
        until("1001", UserState.NOT_READY);
        rest.put("/User/1001", state("LOGOUT", 17));
        until("1001", UserState.LOGOUT);
        assertThat(office.pair.ledger().states())
                .extracting(FinesseLedger.StateChange::to)
                .containsExactly("NOT_READY", "READY", "NOT_READY", "LOGOUT");
        assertThat(office.pair.ledger().states().get(3).reasonCode()).isEqualTo(5);
    }

    @Test
    void a_ready_agent_cannot_sign_out_at_cce() {
        Rest rest = office.signedIn("1001");
        rest.put("/User/1001", state("READY"));
        until("1001", UserState.READY);
        var client = office.listening("1001");
        assertThat(rest.put("/User/1001", state("LOGOUT", 17)).status()).isEqualTo(202);
        var error = client.event("/finesse/api/User/1001").error();
        assertThat(error.textOf("errorType")).isEqualTo("Invalid State");
        assertThat(error.textOf("errorMessage")).isEqualTo("CF_INVALID_OBJECT_STATE");
        assertThat(error.textOf("errorData")).isEqualTo("22");
    }

    @Test
    void a_reason_is_needed_where_its_category_has_codes() {
        var refused = office.signedIn("1001").put("/User/1001", state("LOGOUT"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorType()).isEqualTo("Parameter Missing");
        assertThat(refused.errorData()).isEqualTo("finesse.api.reasoncode.require_reasoncode");
    }

    @Test
    void a_reason_is_named_by_its_id_and_not_by_its_code() {
        var refused = office.signedIn("1001").put("/User/1001", state("LOGOUT", 5));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorType()).isEqualTo("Invalid Input");
        assertThat(refused.errorData()).isEqualTo("finesse.api.reasoncode.not_valid");
    }

    @Test
    void ready_takes_no_reason() {
        assertThat(office.signedIn("1001").put("/User/1001", state("READY", 17)).errorType())
                .isEqualTo("Invalid Input");
    }

    @Test
    void who_is_signed_out_can_only_sign_in() {
        var refused = office.rest("1001").put("/User/1001", state("READY"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorType()).isEqualTo("Invalid State");
    }

    @Test
    void states_that_nobody_can_ask_for_are_invalid() {
        assertThat(office.signedIn("1001").put("/User/1001", state("TALKING")).errorType())
                .isEqualTo("Invalid Input");
        assertThat(office.rest("1001").put("/User/1001", "<User/>").errorType()).isEqualTo("Parameter Missing");
    }

    @Test
    void what_is_asked_for_during_a_call_is_pending() {
        Rest rest = office.signedIn("1001");
        office.pair.setState("1001", UserState.TALKING, -1);
        rest.put("/User/1001", state("READY"));
        Office.until(() -> rest.get("/User/1001").body().textOf("pendingState").equals("READY"));
        assertThat(office.pair.state("1001")).isEqualTo(UserState.TALKING);
    }

    @Test
    void a_supervisor_sets_agents_of_the_own_team() {
        office.signedIn("1001");
        Rest supervisor = office.rest("1003");
        assertThat(supervisor.put("/User/1001", state("READY")).status()).isEqualTo(202);
        until("1001", UserState.READY);
        supervisor.put("/User/1001", state("NOT_READY"));
        until("1001", UserState.NOT_READY);
        Element reason =
                office.rest("1001").get("/User/1001").body().first("ReasonCode").orElseThrow();
        assertThat(reason.textOf("code")).isEqualTo("999");
        assertThat(reason.textOf("systemCode")).isEqualTo("true");
    }

    @Test
    void a_supervisor_has_no_power_over_other_teams_or_reasons_or_sign_ins() {
        office.signedIn("1001");
        Rest supervisor = office.rest("1003");
        var other = supervisor.put("/User/1004", state("READY"));
        assertThat(other.status()).isEqualTo(401);
        assertThat(other.errorType()).isEqualTo("Invalid Supervisor");
        assertThat(supervisor.put("/User/1001", state("NOT_READY", 17)).status())
                .isEqualTo(400);
        var login = supervisor.put("/User/1001", LOGIN);
        assertThat(login.status()).isEqualTo(401);
        assertThat(login.errorType()).isEqualTo("Invalid State");
    }

    @Test
    void an_agent_has_no_power_over_others() {
        office.signedIn("1002");
        var refused = office.rest("1001").put("/User/1002", state("READY"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.errorType()).isEqualTo("Invalid Authorization User Specified");
    }

    @Test
    void five_bad_passwords_block_the_user() {
        Rest bad = Rest.basic(office.http, office.pair.a().plainRest(), "1001", "wrong");
        for (int i = 0; i < 5; i++) {
            assertThat(bad.get("/User/1001").status()).isEqualTo(401);
        }
        assertThat(office.rest("1001").get("/User/1001").status()).isEqualTo(401);
        assertThat(office.rest("1002").get("/User/1002").status()).isEqualTo(200);
    }

    @Test
    void a_bearer_is_who_the_token_says_until_it_expires() {
        Rest rest = Rest.bearer(
                office.http,
                office.pair.a().plainRest(),
                office.pair.accessToken("1001").reveal());
        assertThat(rest.get("/User/1001").status()).isEqualTo(200);
        office.pair.expireTokens();
        assertThat(rest.get("/User/1001").status()).isEqualTo(401);
    }

    @Test
    void requests_for_one_object_run_one_after_another() {
        try (var slow = new Office(options -> options.confirmation(Duration.ofMillis(50)))) {
            Rest rest = slow.rest("1001");
            var client = slow.listening("1001");
            rest.put("/User/1001", LOGIN);
            Office.until(() -> slow.pair.state("1001") == UserState.NOT_READY);
            rest.send("PUT", "/User/1001", state("READY"), "first");
            rest.send("PUT", "/User/1001", state("NOT_READY"), "second");
            Office.until(() -> client.events("/finesse/api/User/1001").size() == 3);
            assertThat(client.events("/finesse/api/User/1001"))
                    .extracting(WebSocketClient.Event::requestId)
                    .containsExactly("", "first", "second");
        }
    }

    @Test
    void reason_codes_are_listed_by_category() {
        Element list = office.rest("1001")
                .get("/User/1001/ReasonCodes?category=LOGOUT")
                .body();
        assertThat(list.name()).isEqualTo("ReasonCodes");
        assertThat(list.attribute("category")).isEqualTo("LOGOUT");
        assertThat(list.first("ReasonCode").orElseThrow().textOf("uri")).endsWith("/ReasonCode/17");
        assertThat(office.rest("1001").get("/User/1001/ReasonCodes").status()).isEqualTo(400);
    }
}
