package io.connects.simulators.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connects.core.Secret;
import io.connects.simulators.ids.Browser.Page;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SimulatedIdsTest {
    private static final URI BACK = URI.create("https://app.invalid/back");
    private static final Map<String, String> ANNA = Map.of("username", "anna", "password", "s3cret-anna");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private SimulatedIds ids = open(TokenFormat.SIGNED);
    private Browser browser;

    private SimulatedIds open(TokenFormat format) {
        return new SimulatedIds(IdsOptions.builder()
                .format(format)
                .clock(() -> now)
                .application(new IdsApplication("app", Secret.of("app-secret"), List.of(BACK)))
                .application(new IdsApplication("other", Secret.of("other-secret"), List.of(BACK)))
                .user(IdsUser.of("anna", "s3cret-anna"))
                .build());
    }

    @BeforeEach
    void start() {
        ids.start();
        browser = new Browser(ids.authorityPem());
    }

    @AfterEach
    void stop() {
        ids.close();
    }

    private URI authorize(String clientId, URI redirect, String type) {
        return ids.uri()
                .resolve("/ids/v1/oauth/authorize?response_type=" + type + "&client_id=" + clientId
                        + "&state=a%26b&redirect_uri="
                        + URLEncoder.encode(redirect.toString(), StandardCharsets.UTF_8));
    }

    private String signIn() {
        Page form = browser.go(authorize("app", BACK, "code"));
        return code(browser.submit(form, ANNA));
    }

    private static String code(Page back) {
        assertThat(back.at().toString())
                .startsWith("https://app.invalid/back?code=")
                .endsWith("&state=a%26b");
        return back.at().getQuery().substring("code=".length()).split("&", 2)[0];
    }

    private HttpResponse<String> token(Map<String, String> fields) {
        String login = Base64.getEncoder().encodeToString("app:app-secret".getBytes(StandardCharsets.UTF_8));
        return browser.post(ids.uri().resolve("/ids/v1/oauth/token"), fields, "Authorization", "Basic " + login);
    }

    private HttpResponse<String> exchange(String code) {
        return token(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", BACK.toString()));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static String error(HttpResponse<String> response) {
        return response.statusCode() + " " + json(response.body()).path("error").asText();
    }

    @Test
    void a_user_signs_in_and_the_client_gets_tokens() {
        HttpResponse<String> tokens = exchange(signIn());
        assertThat(tokens.statusCode()).isEqualTo(200);
        JsonNode body = json(tokens.body());
        assertThat(body.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(ids.check(Secret.of(body.path("access_token").asText()))
                        .orElseThrow()
                        .userId())
                .isEqualTo("anna");
        assertThat(ids.check(Secret.of(body.path("refresh_token").asText()))).isEmpty();
        assertThat(ids.ledger()).isEqualTo(new IdsLedger(1, 1, 0, 0, 0));
        assertThat(ids.secrets()).hasSize(3);
    }

    @Test
    void a_browser_that_is_known_is_not_asked_again() {
        signIn();
        assertThat(code(browser.go(authorize("app", BACK, "code")))).isNotEmpty();
        ids.forgetBrowsers();
        assertThat(browser.go(authorize("app", BACK, "code")).text()).contains("<h1>Sign in</h1>");
    }

    @Test
    void a_wrong_password_shows_the_form_again() {
        Page form = browser.go(authorize("app", BACK, "code"));
        Page again = browser.submit(form, Map.of("username", "anna", "password", "wrong"));
        assertThat(again.text()).contains("User or password is wrong.");
        assertThat(again.response().headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(code(browser.submit(again, ANNA))).isNotEmpty();
    }

    @Test
    void nobody_is_sent_to_an_address_that_is_not_registered() {
        for (URI uri : List.of(
                authorize("app", URI.create("https://app.invalid/back/"), "code"), authorize("nobody", BACK, "code"))) {
            assertThat(browser.go(uri).status()).isEqualTo(400);
        }
        assertThat(browser.go(authorize("app", BACK, "token")).at().getQuery())
                .isEqualTo("error=unsupported_response_type&state=a&b");
    }

    @Test
    void a_code_is_good_once_for_its_client_and_address_and_a_minute() {
        String code = signIn();
        assertThat(error(token(
                        Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", "https://x.invalid"))))
                .isEqualTo("400 invalid_grant");
        assertThat(error(exchange(code))).isEqualTo("400 invalid_grant");
        String late = signInAgain();
        now = now.plusSeconds(60);
        assertThat(error(exchange(late))).isEqualTo("400 invalid_grant");
        String good = signInAgain();
        assertThatThrownBy(() -> ids.exchange("other", BACK, Secret.of(good))).isInstanceOf(IdsRefusal.class);
        assertThat(ids.ledger().refused()).isEqualTo(4);
    }

    private String signInAgain() {
        return code(browser.go(authorize("app", BACK, "code")));
    }

    @Test
    void a_refresh_needs_both_tokens_valid() {
        IdsTokens tokens = ids.issue("app", "anna");
        now = now.plus(Duration.ofMinutes(59));
        IdsTokens next = ids.refresh("app", tokens.access(), tokens.refresh());
        assertThat(next.refresh()).isEqualTo(tokens.refresh());
        assertThat(next.access()).isNotEqualTo(tokens.access());
        now = now.plus(Duration.ofMinutes(1));
        assertThat(ids.check(tokens.access())).isEmpty();
        assertThat(ids.check(next.access())).isPresent();
        assertThatThrownBy(() -> ids.refresh("app", tokens.access(), tokens.refresh()))
                .hasMessageContaining("access token is not valid");
        assertThat(json(token(Map.of(
                                        "grant_type",
                                        "refresh_token",
                                        "refresh_token",
                                        tokens.refresh().reveal()))
                                .body())
                        .path("expires_in")
                        .asInt())
                .isEqualTo(3600);
        now = now.plus(Duration.ofHours(9));
        assertThat(error(token(Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.refresh().reveal()))))
                .isEqualTo("400 invalid_grant");
    }

    @Test
    void a_refresh_token_ends_although_its_access_token_lives() {
        IdsTokens tokens = ids.issue("app", "anna");
        for (int i = 0; i < 19; i++) {
            now = now.plus(Duration.ofMinutes(30));
            tokens = ids.refresh("app", tokens.access(), tokens.refresh());
        }
        IdsTokens last = tokens;
        now = now.plus(Duration.ofMinutes(30));
        assertThat(ids.check(last.access())).isPresent();
        assertThatThrownBy(() -> ids.refresh("app", last.access(), last.refresh()))
                .hasMessageContaining("refresh token");
    }

    @Test
    void a_client_has_to_show_who_it_is() {
        URI token = ids.uri().resolve("/ids/v1/oauth/token");
        assertThat(error(browser.post(token, Map.of("client_id", "app", "client_secret", "wrong"))))
                .isEqualTo("401 invalid_client");
        assertThat(error(browser.post(token, Map.of(), "Authorization", "Basic %%%")))
                .isEqualTo("401 invalid_client");
        assertThat(error(browser.post(token, Map.of("client_id", "app", "client_secret", "app-secret"))))
                .isEqualTo("400 unsupported_grant_type");
        assertThat(error(token(Map.of("grant_type", "refresh_token")))).isEqualTo("400 invalid_request");
    }

    @Test
    void a_revoked_refresh_token_takes_all_with_it() {
        IdsTokens tokens = ids.issue("app", "anna");
        Map<String, String> form = Map.of(
                "client_id",
                "app",
                "client_secret",
                "app-secret",
                "token",
                tokens.refresh().reveal());
        assertThat(browser.post(ids.uri().resolve("/ids/v1/oauth/revoke"), form).statusCode())
                .isEqualTo(200);
        assertThat(ids.check(tokens.access())).isEmpty();
        assertThat(browser.post(ids.uri().resolve("/ids/v1/oauth/revoke"), form).statusCode())
                .isEqualTo(200);
        assertThat(ids.ledger().revoked()).isEqualTo(1);
    }

    @Test
    void signed_tokens_are_as_cisco_s_sample() throws Exception {
        IdsTokens tokens = ids.issue("app", "anna");
        String[] parts = tokens.access().reveal().split("\\.", -1);
        assertThat(decoded(parts[0])).isEqualTo("{\"cty\":\"JWT\",\"alg\":\"RS256\"}");
        JsonNode payload = json(decoded(parts[1]));
        assertThat(payload.path("iss").asText()).isEqualTo("ids.example.test");
        assertThat(payload.path("exp").asLong() - payload.path("iat").asLong()).isEqualTo(3600);
        JsonNode subject = json(payload.path("sub").asText());
        assertThat(subject.path("usage").asText()).isEqualTo("access");
        assertThat(subject.path("token").asText()).isEqualTo(payload.path("jti").asText());
        assertThat(subject.path("expiry").asLong())
                .isEqualTo(payload.path("exp").asLong() * 1000);
        assertThat(subject.path("scope").path(0).asText()).isEqualTo("ccc_onprem_apps");
        assertThat(subject.path("upn").asText()).isEqualTo("anna@example.test");
        assertThat(verifies(tokens.access().reveal(), publicKey().body())).isTrue();
        assertThat(json(json(decoded(tokens.refresh().reveal().split("\\.", -1)[1]))
                                .path("sub")
                                .asText())
                        .path("usage")
                        .asText())
                .isEqualTo("refresh");

        ids.regenerateKey();
        assertThat(ids.check(tokens.access())).isEmpty();
        assertThat(verifies(tokens.access().reveal(), publicKey().body())).isFalse();
        assertThat(verifies(
                        ids.issue("app", "anna").access().reveal(), publicKey().body()))
                .isTrue();
    }

    private HttpResponse<String> publicKey() {
        String login = Base64.getEncoder().encodeToString("app:app-secret".getBytes(StandardCharsets.UTF_8));
        return browser.get(ids.uri().resolve("/ids/v1/keys/token/public"), "Authorization", "Basic " + login);
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static boolean verifies(String token, String pem) throws Exception {
        byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key)));
        int end = token.lastIndexOf('.');
        signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
    }

    @Test
    void the_key_is_not_for_everybody_and_opaque_tokens_have_none() {
        assertThat(browser.get(ids.uri().resolve("/ids/v1/keys/token/public")).statusCode())
                .isEqualTo(401);
        ids.close();
        ids = open(TokenFormat.OPAQUE);
        start();
        assertThat(publicKey().statusCode()).isEqualTo(404);
        IdsTokens tokens = ids.issue("app", "anna");
        assertThat(tokens.access().reveal()).doesNotContain(".");
        assertThat(ids.check(tokens.access())).isPresent();
    }

    @Test
    void out_of_service_and_refused_on_demand() {
        ids.outOfService(true);
        assertThat(browser.go(authorize("app", BACK, "code")).status()).isEqualTo(503);
        assertThat(error(exchange("x"))).isEqualTo("503 temporarily_unavailable");
        ids.outOfService(false);
        IdsTokens tokens = ids.issue("app", "anna");
        ids.refuseRefreshes(1);
        assertThatThrownBy(() -> ids.refresh("app", tokens.access(), tokens.refresh()))
                .hasMessage("refused on demand");
        assertThat(ids.refresh("app", tokens.access(), tokens.refresh()).access())
                .isNotNull();
    }

    @Test
    void a_hop_cannot_be_left_out_nor_taken_twice() {
        Page form = browser.go(authorize("app", BACK, "code"));
        String id = form.at().getQuery().substring("request=".length());
        assertThat(browser.post(ids.uri().resolve("/ids/relay"), Map.of("uniqueId", id))
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post(ids.uri().resolve("/ids/saml/response"), Map.of("ticket", id))
                        .statusCode())
                .isEqualTo(400);
        browser.submit(form, ANNA);
        assertThat(browser.post(ids.uri().resolve("/ids/relay"), Map.of("uniqueId", id))
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.get(ids.uri().resolve("/ids/relay")).statusCode()).isEqualTo(405);
    }

    @Test
    void lifetimes_are_the_product_s_outside_of_tests() {
        assertThatThrownBy(() ->
                        new Lifetimes(Duration.ofMinutes(1), Duration.ofSeconds(299), Duration.ofHours(10), false))
                .hasMessageStartingWith("access: must be between PT5M and PT2H");
        assertThatThrownBy(() -> Lifetimes.forTests(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageStartingWith("access: must be positive");
        assertThat(Lifetimes.forTests(Duration.ofSeconds(2), Duration.ofSeconds(60))
                        .testMode())
                .isTrue();
    }
}
