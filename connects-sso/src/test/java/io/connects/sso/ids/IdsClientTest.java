package io.connects.sso.ids;

import static io.connects.sso.ScriptedServer.failure;
import static io.connects.sso.ScriptedServer.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ConnectsException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.Secret;
import io.connects.sso.IssuedTokens;
import io.connects.sso.ScriptedServer;
import io.connects.sso.TokenUser;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mockwebserver3.RecordedRequest;
import okhttp3.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdsClientTest {
    private static final String REDIRECT = "https://desk.example.com:9443/back";
    private static final Secret ACCESS = Secret.of("acc3ss");
    private static final Secret REFRESH = Secret.of("r3fresh");

    private ScriptedServer server;
    private IdsClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        client = IdsClient.open(options().build(), server.resources());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private IdsOptions.Builder options() {
        return IdsOptions.builder()
                .node(server.uri())
                .client("an-app", Secret.of("s3cr3t"))
                .redirectUri(URI.create(REDIRECT))
                .requestTimeout(Duration.ofSeconds(5));
    }

    private static String state(AuthorizationRequest request) {
        return request.uri().getQuery().replaceAll(".*state=", "");
    }

    @Test
    void sends_the_browser_to_authorize_with_a_state_of_its_own_each_time() {
        AuthorizationRequest request = client.authorize();
        assertThat(request.uri().toString())
                .startsWith(
                        server.uri() + "/ids/v1/oauth/authorize?response_type=code&client_id=an-app&redirect_uri=https")
                .doesNotContain("s3cr3t");
        Set<String> states = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            states.add(state(client.authorize()));
        }
        assertThat(states).hasSize(100).allMatch(state -> state.matches("[A-Za-z0-9_-]{43}"));
        assertThat(request).asString().doesNotContain(state(request));
    }

    @Test
    void takes_the_code_of_the_redirect_once() {
        AuthorizationRequest request = client.authorize();
        URI redirect = URI.create(REDIRECT + "?code=a%2Fb&state=" + state(request));
        assertThat(request.code(redirect).reveal()).isEqualTo("a/b");
        assertThatThrownBy(() -> request.code(redirect))
                .isInstanceOf(NotAuthorisedException.class)
                .hasMessageContaining("before");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://desk.example.com:9443/back?code=c",
                "https://desk.example.com:9443/back?code=c&state=other",
                "https://desk.example.com:9443/back?code=c&state=STATE&state=STATE",
                "https://desk.example.com/back?code=c&state=STATE",
                "https://desk.example.com:9443/other?code=c&state=STATE",
                "http://desk.example.com:9443/back?code=c&state=STATE",
                "https://evil.example.com:9443/back?code=c&state=STATE",
                "https://u@desk.example.com:9443/back?code=c&state=STATE",
                "https://desk.example.com:9443/back?error=access_denied&state=STATE",
            })
    void a_redirect_that_does_not_answer_is_not_believed(String redirect) {
        AuthorizationRequest request = client.authorize();
        assertThatThrownBy(() -> request.code(URI.create(redirect.replace("STATE", state(request)))))
                .isInstanceOfSatisfying(
                        NotAuthorisedException.class,
                        e -> assertThat(e.retryable()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({"temporarily_unavailable, true", "server_error, true", "invalid_scope, false"})
    void a_redirect_with_an_error_is_told_in_its_words(String error, boolean retryable) {
        AuthorizationRequest request = client.authorize();
        assertThatThrownBy(() -> request.code(URI.create(
                        REDIRECT + "?error=" + error + "&error_description=no+luck&state=" + state(request))))
                .isInstanceOfSatisfying(PeerRefusedException.class, e -> {
                    assertThat(e.code()).isEqualTo(error);
                    assertThat(e.text()).isEqualTo("no luck");
                    assertThat(e.retryable()).isEqualTo(retryable);
                });
    }

    @Test
    void a_redirect_with_two_codes_is_refused() {
        AuthorizationRequest request = client.authorize();
        assertThatThrownBy(() -> request.code(URI.create(REDIRECT + "?code=a&code=b&state=" + state(request))))
                .isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void exchanges_a_code() throws Exception {
        server.answer(
                200,
                "{\"access_token\":\"a1\",\"refresh_token\":\"r1\",\"expires_in\":3600,\"user_id\":\"jdoe\",\"realm\":\"example.com\","
                        + "\"user_principal\":\"jdoe@example.com\",\"more\":[{}]}");
        IssuedTokens tokens = get(client.exchange(Secret.of("c0de")));
        assertThat(tokens)
                .isEqualTo(new IssuedTokens(
                        Secret.of("a1"),
                        Secret.of("r1"),
                        Duration.ofHours(1),
                        null,
                        new TokenUser("jdoe", "example.com", "jdoe@example.com")));
        assertThat(tokens.toString()).doesNotContain("a1").doesNotContain("r1");
        RecordedRequest request = server.request();
        assertThat(request.getTarget()).isEqualTo("/ids/v1/oauth/token");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo(Credentials.basic("an-app", "s3cr3t"));
        assertThat(request.getBody().utf8())
                .isEqualTo(
                        "grant_type=authorization_code&code=c0de&redirect_uri=https%3A%2F%2Fdesk.example.com%3A9443%2Fback");
    }

    @Test
    void asks_where_it_was_told_and_shows_itself_in_the_form() throws Exception {
        client = IdsClient.open(
                options()
                        .paths(new IdsPaths("/a", "/t", "/r", "/k"))
                        .authentication(ClientAuthentication.FORM)
                        .build(),
                server.resources());
        server.answer(200, "{\"access_token\":\"a2\",\"expires_in\":\"300\"}")
                .answer(200, "")
                .answer(200, "a key");
        assertThat(get(client.refresh(ACCESS, REFRESH)).accessLife()).isEqualTo(Duration.ofMinutes(5));
        RecordedRequest refresh = server.request();
        assertThat(refresh.getTarget()).isEqualTo("/t");
        assertThat(refresh.getHeaders().get("Authorization")).isNull();
        assertThat(refresh.getBody().utf8())
                .isEqualTo("grant_type=refresh_token&refresh_token=r3fresh&client_id=an-app&client_secret=s3cr3t");
        assertThat(get(client.revoke(REFRESH))).isTrue();
        RecordedRequest revoke = server.request();
        assertThat(revoke.getTarget()).isEqualTo("/r");
        assertThat(revoke.getBody().utf8()).startsWith("token=r3fresh&");
        assertThat(get(client.publicKey())).isEqualTo("a key");
        assertThat(server.request().getTarget()).isEqualTo("/k");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":\"invalid_grant\"} | NotAuthorisedException | false",
                "400 | {\"error\":\"invalid_client\"} | NotAuthorisedException | false",
                "400 | {\"error\":\"invalid_request\"} | PeerRefusedException | false",
                "401 | nothing | NotAuthorisedException | false",
                "403 | <html><title>Forbidden</title></html> | NotAuthorisedException | false",
                "404 | <html><title>Not found</title></html> | PeerRefusedException | false",
                "429 | {} | PeerRefusedException | true",
                "500 | <html><title>Tomcat</title></html> | PeerRefusedException | true",
                "503 | - | PeerRefusedException | true",
                "200 | <html><form> | NotAuthorisedException | false",
                "200 | {} | ProtocolViolationException | false",
                "200 | [] | ProtocolViolationException | false",
                "200 | {\"access_token\":\"a\",\"access_token\":\"b\",\"expires_in\":60} | ProtocolViolationException | false",
                "200 | {\"access_token\":\"a\"} | ProtocolViolationException | false",
                "200 | {\"access_token\":\"a\",\"expires_in\":0} | ProtocolViolationException | false",
                "200 | {\"access_token\":\"a\",\"expires_in\":99999999} | ProtocolViolationException | false",
                "200 | {\"access_token\":\"a b\",\"expires_in\":60} | ProtocolViolationException | false",
            })
    void every_no_has_its_class(int status, String body, String type, boolean retryable) {
        server.answer(status, body);
        assertThat(failure(client.refresh(ACCESS, REFRESH)))
                .isInstanceOfSatisfying(
                        ConnectsException.class, e -> assertThat(e.retryable()).isEqualTo(retryable))
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(type));
    }

    @Test
    void what_was_sent_never_comes_back_in_a_message() {
        server.answer(400, "{\"error\":\"r3fresh\",\"error_description\":\"s3cr3t and r3fresh and acc3ss\"}")
                .answer(500, "<html><title>r3fresh</title></html>")
                .answer(200, "{\"refresh_token\":\"r3fresh\"" + " ".repeat(70_000) + "}")
                .answer(200, "{\"token\":\"r3fresh\"}");
        for (int i = 0; i < 4; i++) {
            Throwable failure = failure(client.refresh(ACCESS, REFRESH));
            assertThat(failure.toString()).doesNotContain("r3fresh", "s3cr3t", "acc3ss");
            assertThat(failure instanceof ProtocolViolationException violation ? violation.hex() : "")
                    .isEmpty();
        }
    }

    @Test
    void redirects_are_not_followed_and_mean_that_a_person_has_to_sign_in() {
        server.redirect("https://idp.example.com/?SAMLRequest=abc");
        assertThat(failure(client.refresh(ACCESS, REFRESH)))
                .isInstanceOf(NotAuthorisedException.class)
                .hasMessageContaining("browser")
                .hasMessageNotContaining("SAML");
    }

    @Test
    void a_node_that_is_not_there_was_not_reached() throws Exception {
        URI nobody;
        try (var closed = new ScriptedServer()) {
            nobody = closed.uri();
        }
        client = IdsClient.open(options().node(nobody).build(), server.resources());
        assertThat(failure(client.refresh(ACCESS, REFRESH))).isInstanceOf(PeerUnreachableException.class);
    }

    @Test
    void faults_of_options_are_told_together() {
        assertThatThrownBy(() -> IdsOptions.builder()
                        .node(URI.create("http://ids.example.com:8553"))
                        .requestTimeout(Duration.ZERO)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("node: must be https", "redirectUri: is missing", "client:", "requestTimeout");
        assertThatThrownBy(() -> new IdsPaths("/a", "t", "/r", "/k")).hasMessageContaining("paths.token");
        assertThat(List.of(options().build().toBuilder().build().clientSecret()))
                .hasToString("[****]");
    }
}
