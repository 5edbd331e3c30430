package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connects.simulators.ids.Browser;
import io.connects.simulators.ids.IdsOptions;
import io.connects.simulators.ids.IdsUser;
import io.connects.simulators.ids.SimulatedIds;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SsoTest {
    private static final Map<String, String> ANNA = Map.of("username", "anna", "password", "s3cret-anna");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Instant now = Instant.now();
    private final SimulatedIds ids = new SimulatedIds(IdsOptions.builder()
                    .clock(() -> now)
                    .user(IdsUser.of("anna", "s3cret-anna"))
                    .user(IdsUser.of("1002", "s3cret-bruno"))
                    .user(IdsUser.of("stranger", "s3cret"))
                    .build())
            .start();
    private Office office = office(AuthMode.SSO);
    private Browser browser = new Browser(ids.authorityPem(), office.pair.authorityPem());

    private Office office(AuthMode mode) {
        return new Office(options -> options.agent(FinesseAgent.builder("1010", "ten")
                        .loginName("anna")
                        .extension("2010")
                        .singleSignOn()
                        .build())
                .sso(ids, mode));
    }

    private void inMode(AuthMode mode) {
        office.close();
        office = office(mode);
        browser = new Browser(ids.authorityPem(), office.pair.authorityPem());
    }

    @AfterEach
    void stop() {
        office.close();
        ids.close();
    }

    private URI at(FinesseSide side, String path) {
        return office.pair.node(side).rest().resolve("/desktop/sso/" + path);
    }

    private JsonNode signIn(FinesseSide side) {
        Browser.Page form = browser.go(at(side, "token?cc_username=anna&return_refresh_token=true"));
        return json(browser.submit(form, ANNA).response());
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    private Rest rest(JsonNode tokens) {
        return Rest.bearer(
                office.http, office.pair.a().plainRest(), tokens.path("token").asText());
    }

    private HttpResponse<String> refresh(JsonNode tokens) {
        return browser.post(
                at(FinesseSide.A, "token?cc_username=anna"),
                Map.of(
                        "token", tokens.path("token").asText(),
                        "refresh-token", tokens.path("refresh_token").asText()));
    }

    @Test
    void a_browser_gets_tokens_that_finesse_takes() {
        JsonNode tokens = signIn(FinesseSide.A);
        assertThat(tokens.path("user_id").asText()).isEqualTo("anna");
        assertThat(tokens.path("user_principal").asText()).isEqualTo("anna@example.test");
        assertThat(tokens.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(rest(tokens).get("/User/1010").body().textOf("loginName")).isEqualTo("anna");
        try (var client =
                new WebSocketClient(office.http, office.pair.a().plainWebSocket(), office.pair.xmppDomain())) {
            client.login("1010", tokens.path("token").asText(), "test");
        }
    }

    @Test
    void a_password_is_not_taken_but_an_administrator_s() {
        assertThat(office.rest("1010").get("/User/1010").status()).isEqualTo(401);
        assertThat(office.rest("1001").get("/User/1001").status()).isEqualTo(401);
        assertThat(office.rest("1009").get("/Users").status()).isEqualTo(200);
    }

    @Test
    void a_refresh_gives_another_access_token_and_no_refresh_token() {
        JsonNode tokens = signIn(FinesseSide.A);
        JsonNode next = json(refresh(tokens));
        assertThat(next.has("refresh_token")).isFalse();
        assertThat(next.path("token").asText())
                .isNotEqualTo(tokens.path("token").asText());
        assertThat(rest(next).get("/User/1010").status()).isEqualTo(200);
    }

    @Test
    void an_expired_token_is_rejected_and_cannot_be_refreshed() {
        JsonNode tokens = signIn(FinesseSide.A);
        now = now.plusSeconds(3600);
        assertThat(rest(tokens).get("/User/1010").status()).isEqualTo(401);
        assertThat(refresh(tokens).statusCode()).isEqualTo(401);
    }

    @Test
    void the_other_node_gives_tokens_without_asking_again() {
        signIn(FinesseSide.A);
        Browser.Page page = browser.go(at(FinesseSide.B, "token?cc_username=anna&return_user=no"));
        JsonNode tokens = json(page.response());
        assertThat(tokens.has("user_id")).isFalse();
        assertThat(tokens.has("refresh_token")).isFalse();
        assertThat(rest(tokens).get("/User/1010").status()).isEqualTo(200);
        assertThat(ids.ledger().signIns()).isEqualTo(1);
    }

    @Test
    void what_is_missing_or_strange_is_refused() {
        assertThat(browser.go(at(FinesseSide.A, "token")).status()).isEqualTo(400);
        assertThat(browser.get(at(FinesseSide.A, "token"), "Cookie", "cc_username=anna")
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.post(at(FinesseSide.A, "token?cc_username=anna"), Map.of())
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.get(at(FinesseSide.A, "authcode?code=x&state=y")).statusCode())
                .isEqualTo(401);
        assertThat(browser.get(at(FinesseSide.A, "elsewhere")).statusCode()).isEqualTo(404);
        JsonNode tokens = signIn(FinesseSide.A);
        ids.refuseRefreshes(1);
        assertThat(refresh(tokens).statusCode()).isEqualTo(401);
        assertThat(refresh(tokens).statusCode()).isEqualTo(200);
    }

    @Test
    void somebody_whom_finesse_does_not_know_gets_tokens_that_are_no_use() {
        Browser.Page form = browser.go(at(FinesseSide.A, "token?cc_username=stranger"));
        JsonNode tokens = json(browser.submit(form, Map.of("username", "stranger", "password", "s3cret"))
                .response());
        assertThat(rest(tokens).get("/User/stranger").status()).isEqualTo(401);
    }

    @Test
    void the_test_page_tells_whether_a_browser_is_signed_in() {
        URI test = at(FinesseSide.A, "test");
        assertThat(browser.get(test).body()).contains("{status: \"false\", errorMessage: \"NO TOKEN\"}");
        signIn(FinesseSide.A);
        HttpResponse<String> good = browser.get(test);
        assertThat(good.body()).contains("{status: \"true\", errorMessage: \"\"}");
        assertThat(good.headers().firstValue("Set-Cookie").orElse("")).startsWith("ssotest=true");
        now = now.plusSeconds(3600);
        assertThat(browser.get(test).body()).contains("{status: \"false\", errorMessage: \"AUTH_ERROR\"}");
    }

    @Test
    void modes_are_told_to_anybody() {
        Rest nobody = Rest.nobody(office.http, office.pair.a().plainRest());
        assertThat(nobody.get("/SystemInfo").body().textOf("systemAuthMode")).isEqualTo("SSO");
        inMode(AuthMode.HYBRID);
        nobody = Rest.nobody(office.http, office.pair.a().plainRest());
        assertThat(nobody.get("/SystemInfo").body().textOf("systemAuthMode")).isEqualTo("HYBRID");
        assertThat(nobody.get("/UserAuthMode/anna").body().textOf("authMode")).isEqualTo("SSO");
        assertThat(nobody.get("/UserAuthMode/1002").body().textOf("authMode")).isEqualTo("NON_SSO");
        assertThat(nobody.get("/UserAuthMode/9999").status()).isEqualTo(404);
        assertThat(nobody.put("/UserAuthMode/anna", "").status()).isEqualTo(405);
        assertThat(office.rest("1002").get("/User/1002").status()).isEqualTo(200);
        assertThat(office.rest("1010").get("/User/1010").status()).isEqualTo(401);
    }

    @Test
    void the_question_for_a_user_s_mode_can_be_switched_off() {
        office.close();
        office = new Office(options -> options.sso(ids, AuthMode.HYBRID).withoutUserAuthMode());
        Rest nobody = Rest.nobody(office.http, office.pair.a().plainRest());
        assertThat(nobody.get("/UserAuthMode/1001").status()).isEqualTo(403);
        assertThat(nobody.get("/UserAuthMode/1001").errorData()).contains("UserAuthModeService is disabled");
    }

    @Test
    void ccx_has_no_hybrid_mode() {
        FinesseOptions.Builder options =
                FinesseOptions.builder().flavour(FinesseFlavour.CCX).sso(ids, AuthMode.HYBRID);
        assertThatThrownBy(options::build).hasMessageContaining("CCX has no hybrid mode");
    }
}
