package io.connects.sso.finesse;

import static io.connects.sso.ScriptedServer.failure;
import static io.connects.sso.ScriptedServer.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ConnectsException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.Secret;
import io.connects.sso.IssuedTokens;
import io.connects.sso.Release;
import io.connects.sso.ScriptedServer;
import io.connects.sso.TokenAnswer;
import io.connects.sso.TokenUser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FinesseSsoClientTest {
    private static final Secret ACCESS = Secret.of("acc3ss");
    private static final Secret REFRESH = Secret.of("r3fresh");

    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private FinesseSsoClient client(UserNameForm form) {
        return new FinesseSsoClient(server.uri(), form, Duration.ofSeconds(5), server.resources());
    }

    @Test
    void the_browser_asks_for_both_tokens_and_the_user() {
        assertThat(client(UserNameForm.QUERY).signInUri("j doe&x").toString())
                .isEqualTo(server.uri()
                        + "/desktop/sso/token?cc_username=j%20doe%26x&return_refresh_token=true&return_user=yes");
        assertThat(client(UserNameForm.COOKIE).signInUri("jdoe").toString()).doesNotContain("jdoe");
    }

    @Test
    void reads_what_the_browser_ends_at() {
        IssuedTokens tokens = TokenAnswer.FINESSE.read(("{\"token\":\"a1\",\"refresh_token\":\"r1\",\"expires_in\":300,"
                        + "\"user_id\":\"1001\",\"realm\":\"example.com\",\"user_principal\":\"jdoe@example.com\"}")
                .getBytes(StandardCharsets.UTF_8));
        assertThat(tokens.refresh()).isEqualTo(Secret.of("r1"));
        assertThat(tokens.user()).isEqualTo(new TokenUser("1001", "example.com", "jdoe@example.com"));
    }

    @Test
    void refreshes_with_a_hyphen_and_gets_no_refresh_token() throws Exception {
        server.answer(200, "{\"token\":\"a2\",\"expires_in\":3600,\"user_id\":\"jdoe\"}");
        IssuedTokens tokens = get(client(UserNameForm.QUERY).refresher("j doe").refresh(ACCESS, REFRESH));
        assertThat(tokens)
                .isEqualTo(new IssuedTokens(
                        Secret.of("a2"), null, Duration.ofHours(1), null, new TokenUser("jdoe", "", "")));
        RecordedRequest request = server.request();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo("/desktop/sso/token?cc_username=j%20doe");
        assertThat(request.getBody().utf8()).isEqualTo("token=acc3ss&refresh-token=r3fresh&return_user=yes");
        assertThat(request.getHeaders().get("Cookie")).isNull();
    }

    @Test
    void old_releases_get_the_user_as_a_cookie() throws Exception {
        server.answer(200, "{\"token\":\"a2\",\"expires_in\":3600}");
        get(client(UserNameForm.COOKIE).refresher("j;doe").refresh(ACCESS, REFRESH));
        RecordedRequest request = server.request();
        assertThat(request.getTarget()).isEqualTo("/desktop/sso/token");
        assertThat(request.getHeaders().get("Cookie")).isEqualTo("cc_username=j%3Bdoe");
    }

    @ParameterizedTest
    @CsvSource({
        "11.6(1)ES9, COOKIE",
        "11.6(1)ES10, QUERY",
        "12.0(1), COOKIE",
        "12.0(1)ES3, QUERY",
        "12.5(1), COOKIE",
        "12.5(1)ES1, QUERY",
        "12.5(2), QUERY",
        "12.6(1), QUERY",
        "15.0, QUERY"
    })
    void the_release_says_how_the_user_is_named(String release, UserNameForm form) {
        assertThat(UserNameForm.of(Release.of(release))).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {} | PeerRefusedException | false",
                "401 | {} | NotAuthorisedException | false",
                "500 | <html><title>Error</title></html> | PeerRefusedException | true",
                "200 | <html><body onload='document.forms[0].submit()'> | NotAuthorisedException | false",
                "200 | {\"access_token\":\"a2\",\"expires_in\":3600} | ProtocolViolationException | false",
            })
    void every_no_has_its_class(int status, String body, String type, boolean retryable) {
        server.answer(status, body);
        assertThat(failure(client(UserNameForm.QUERY).refresher("jdoe").refresh(ACCESS, REFRESH)))
                .isInstanceOfSatisfying(
                        ConnectsException.class, e -> assertThat(e.retryable()).isEqualTo(retryable))
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(type));
    }

    @Test
    void a_bounce_to_the_identity_provider_is_not_followed_with_tokens() {
        server.redirect("https://ids.example.com:8553/ids/v1/oauth/authorize");
        assertThat(failure(client(UserNameForm.QUERY).refresher("jdoe").refresh(ACCESS, REFRESH)))
                .isInstanceOf(NotAuthorisedException.class);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void tokens_go_to_https_alone() {
        assertThatThrownBy(() -> new FinesseSsoClient(
                        URI.create("http://finesse.example.com:8445"),
                        UserNameForm.QUERY,
                        Duration.ofSeconds(5),
                        server.resources()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
