package io.connects.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.simulators.salesforce.RestClient.Answer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginsTest {
    private static final String USERNAME = "integration@example.com";

    @RegisterExtension
    final SalesforceOrgExtension orgs = new SalesforceOrgExtension();

    private SalesforceOrg org;
    private RestClient rest;
    private KeyPair keys;

    @BeforeEach
    void trustAKey() throws Exception {
        org = orgs.org();
        rest = new RestClient(org.uri());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        org.app().trust(keys.getPublic());
    }

    private Answer assertion(String issuer, String subject, String audience, long lifeSeconds) throws Exception {
        String claims = "{\"iss\":\"" + issuer + "\",\"sub\":\"" + subject + "\",\"aud\":\"" + audience + "\",\"exp\":"
                + Instant.now().plusSeconds(lifeSeconds).getEpochSecond() + "}";
        String signed = base64("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return rest.form("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=" + signed + "."
                + base64(signature.sign()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "connects-client, integration@example.com, https://login.salesforce.com, 120, ''",
        "connects-client, integration@example.com, https://test.salesforce.com, 120, ''",
        "another-client, integration@example.com, https://login.salesforce.com, 120, client identifier invalid",
        "connects-client, nobody@example.com, https://login.salesforce.com, 120, user hasn't approved this consumer",
        "connects-client, integration@example.com, https://example.com, 120, audience is invalid",
        "connects-client, integration@example.com, https://login.salesforce.com, 300, expired authorization code",
        "connects-client, integration@example.com, https://login.salesforce.com, -5, expired authorization code"
    })
    void checks_a_jwt(String issuer, String subject, String audience, long life, String refusal) throws Exception {
        Answer answer = assertion(issuer, subject, audience, life);
        assertThat(answer.json().path("error_description").asText()).isEqualTo(refusal);
        assertThat(answer.json().has("access_token")).isEqualTo(refusal.isEmpty());
    }

    @Test
    void trusts_one_key_alone() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        org.app().trust(generator.generateKeyPair().getPublic());
        assertThat(assertion(org.clientId(), USERNAME, org.uri().toString(), 60)
                        .json()
                        .path("error_description")
                        .asText())
                .isEqualTo("invalid assertion");
    }

    @Test
    void a_rotated_refresh_token_works_once_and_its_reuse_ends_its_successors() {
        org.app().rotateRefreshTokens(true);
        String first = org.app().newRefreshToken();
        String second = refresh(first).json().path("refresh_token").asText();
        assertThat(refresh(first).json().path("error").asText()).isEqualTo("invalid_grant");
        assertThat(refresh(second).json().path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void without_rotation_a_refresh_token_stays() {
        String token = org.app().newRefreshToken();
        assertThat(refresh(token).json().has("refresh_token")).isFalse();
        assertThat(refresh(token).json().has("access_token")).isTrue();
    }

    private Answer refresh(String token) {
        return rest.form("grant_type=refresh_token&client_id=" + org.clientId() + "&refresh_token=" + token);
    }

    @Test
    void passwords_are_those_of_the_app() {
        org.app().password("a@example.com", "pa55");
        String login = "grant_type=password&client_id=" + org.clientId() + "&client_secret=" + org.clientSecret()
                + "&username=a@example.com&password=";
        assertThat(rest.form(login + "pa55").status()).isEqualTo(200);
        assertThat(rest.form(login + "wrong").json().path("error_description").asText())
                .isEqualTo("authentication failure");
    }
}
