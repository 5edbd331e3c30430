package io.connects.salesforce;

import static io.connects.salesforce.ScriptedServer.failure;
import static io.connects.salesforce.ScriptedServer.get;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.connects.core.Backoff;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.Secret;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class OAuthTokenSourceTest {
    private static final String REFUSED =
            "{\"error\":\"invalid_grant\",\"error_description\":\"expired access/refresh token\"}";

    private ScriptedServer server;
    private SalesforceClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
        }
        server.close();
    }

    private OAuthTokenSource tokens(Credentials credentials) {
        client = SalesforceClient.open(server.options().credentials(credentials).build());
        return client.tokens();
    }

    private static Credentials.UsernamePassword password() {
        return new Credentials.UsernamePassword("an-app", Secret.of("s3cr3t"), "a@example.com", Secret.of("pa55"));
    }

    @Test
    void signs_a_jwt_with_what_salesforce_reads() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        SigningKey key = SigningKey.pem(
                Secret.of(SigningKeyTest.pem("PRIVATE KEY", pair.getPrivate().getEncoded())));
        server.token("t1");

        get(tokens(new Credentials.JwtBearer("an-app", "a@example.com", key)).token());

        String form = server.request().getBody().utf8();
        assertThat(form).startsWith("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=");
        String[] jwt = form.substring(form.lastIndexOf('=') + 1).split("\\.", -1);
        assertThat(decoded(jwt[0])).isEqualTo("{\"alg\":\"RS256\"}");
        assertThat(decoded(jwt[1]))
                .startsWith("{\"iss\":\"an-app\",\"sub\":\"a@example.com\",\"aud\":\"" + server.uri() + "\",\"exp\":");
        long expiry =
                Long.parseLong(decoded(jwt[1]).replaceAll("\\D+(\\d+)}$", "#$1").replaceAll(".*#", ""));
        assertThat(Instant.ofEpochSecond(expiry)).isBefore(Instant.now().plus(Duration.ofMinutes(3)));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(pair.getPublic());
        signature.update((jwt[0] + "." + jwt[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(jwt[2]))).isTrue();
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    @Test
    void tries_refused_client_credentials_again_after_a_time() {
        client = SalesforceClient.open(server.options()
                .reconnectSlowly(new Backoff(Duration.ofNanos(1), Duration.ofNanos(1)))
                .build());
        server.answer(400, REFUSED).token("t1");
        assertThat(failure(client.tokens().token())).isInstanceOf(NotAuthorisedException.class);
        assertThat(get(client.tokens().token()).reveal()).isEqualTo("t1");
    }

    @Test
    void never_tries_a_refused_password_again_so_that_nobody_is_locked_out() throws Exception {
        client = SalesforceClient.open(server.options()
                .credentials(password())
                .reconnectSlowly(new Backoff(Duration.ofNanos(1), Duration.ofNanos(1)))
                .build());
        server.answer(400, "{\"error\":\"invalid_grant\",\"error_description\":\"authentication failure\"}");
        for (int i = 0; i < 3; i++) {
            assertThat(failure(client.tokens().token())).hasMessageContaining("authentication failure");
        }
        assertThat(server.requests()).isEqualTo(1);
        RecordedRequest request = server.request();
        assertThat(request.getTarget()).isEqualTo("/services/oauth2/token");
        assertThat(request.getBody().utf8())
                .isEqualTo("grant_type=password&client_id=an-app&client_secret=s3cr3t&username=a%40example.com"
                        + "&password=pa55");
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void does_not_take_a_busy_server_for_a_refusal(int status) {
        OAuthTokenSource tokens = tokens(password());
        server.answer(status, "<html><head><title>Down</title></head></html>").token("t1");
        assertThat(failure(tokens.token()))
                .isInstanceOfSatisfying(
                        PeerRefusedException.class,
                        refused -> assertThat(refused.retryable()).isTrue());
        assertThat(get(tokens.token()).reveal()).isEqualTo("t1");
    }

    @Test
    void does_not_take_an_oauth_error_that_passes_for_a_refusal() {
        OAuthTokenSource tokens = tokens(password());
        server.answer(400, "{\"error\":\"unknown_error\",\"error_description\":\"retry your request\"}")
                .token("t1");
        assertThat(failure(tokens.token()))
                .isInstanceOf(PeerRefusedException.class)
                .hasMessageContaining("retry your");
        assertThat(get(tokens.token()).reveal()).isEqualTo("t1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | {\"error\":\"Forbidden\"}",
                "403 | {\"error\":\"forbidden\"}",
                "404 | {\"error\":\"not_found\"}",
                "429 | {\"error\":\"Too Many Requests\"}",
                "429 | {\"error\":\"slow_down\"}",
                "502 | {\"error\":\"bad_gateway\"}"
            })
    void does_not_take_the_json_of_a_server_on_the_way_for_a_refusal(int status, String body) {
        client = SalesforceClient.open(server.options()
                .credentials(password())
                .reconnectSlowly(new Backoff(Duration.ofNanos(1), Duration.ofNanos(1)))
                .build());
        server.answer(status, body).token("t1");
        assertThat(failure(client.tokens().token())).isInstanceOf(PeerRefusedException.class);
        assertThat(get(client.tokens().token()).reveal()).isEqualTo("t1");
    }

    @Test
    void waits_when_it_logged_in_too_often() {
        OAuthTokenSource tokens = tokens(password());
        server.answer(400, "{\"error\":\"rate_limit_exceeded\",\"error_description\":\"login rate exceeded\"}");
        for (int i = 0; i < 3; i++) {
            assertThat(failure(tokens.token()))
                    .isInstanceOfSatisfying(
                            PeerRefusedException.class,
                            refused -> assertThat(refused.retryable()).isTrue());
        }
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void warns_once_that_passwords_are_legacy() {
        var logger = (Logger) LoggerFactory.getLogger(OAuthTokenSource.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.WARN);
        try {
            OAuthTokenSource tokens = tokens(password());
            server.token("t1");
            get(tokens.token());
            assertThat(lines.list)
                    .filteredOn(line -> line.getLevel() == Level.WARN)
                    .singleElement()
                    .satisfies(line -> assertThat(line.getFormattedMessage())
                            .contains("username-password")
                            .doesNotContain("pa55", "s3cr3t", "t1"));
        } finally {
            logger.setLevel(null);
            logger.detachAppender(lines);
        }
    }

    @Test
    void does_not_hammer_a_server_that_issues_no_tokens_at_all() {
        OAuthTokenSource tokens = tokens(password());
        server.answer(404, "<html><head><title>Not found</title></head></html>");
        for (int i = 0; i < 3; i++) {
            assertThat(failure(tokens.token())).hasMessageContainingAll("HTTP_404", "Not found");
        }
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void replaces_a_token_that_was_never_good_once_and_then_waits() {
        String refused = "[{\"errorCode\":\"INVALID_SESSION_ID\",\"message\":\"not valid for use with the REST API\"}]";
        server.ready();
        client = SalesforceClient.open(server.options().build());
        // The first one is replaced as if it had been good; t2 never was good, and is replaced once.
        server.answer(401, refused).token("t2").answer(401, refused);
        server.token("t3").answer(401, refused);
        server.answer(401, refused).answer(401, refused);
        for (int i = 0; i < 4; i++) {
            assertThat(failure(client.rest().limits()))
                    .isInstanceOf(NotAuthorisedException.class)
                    .hasMessageContaining("not valid for use with the REST API");
        }
        assertThat(get(client.tokens().token()).reveal()).isEqualTo("t3");
        assertThat(server.requests()).isEqualTo(9);
    }

    @Test
    void does_not_take_an_edge_server_s_page_for_the_acceptance_of_a_token() {
        String refused = "[{\"errorCode\":\"INVALID_SESSION_ID\",\"message\":\"misleading\"}]";
        server.ready();
        client = SalesforceClient.open(server.options().build());
        for (String token : List.of("t2", "t3")) {
            server.answer(401, refused).token(token).answer(503, "<html>Down</html>");
            assertThat(failure(client.rest().limits())).isInstanceOf(PeerRefusedException.class);
        }
        server.answer(401, refused);
        assertThat(failure(client.rest().limits())).hasMessageContaining("misleading");
        assertThat(get(client.tokens().token()).reveal()).isEqualTo("t3");
        assertThat(server.requests()).isEqualTo(9);
    }

    @Test
    void does_not_take_a_late_reply_to_an_older_token_for_the_acceptance_of_the_one_in_use() {
        OAuthTokenSource tokens = tokens(password());
        server.token("t1").token("t2").token("t3").token("t4");
        tokens.reject(get(tokens.token()));
        tokens.reject(get(tokens.token()));
        assertThat(get(tokens.token()).reveal()).isEqualTo("t3");
        tokens.accepted(Secret.of("t2"));
        tokens.reject(Secret.of("t3"));
        assertThat(get(tokens.token()).reveal()).isEqualTo("t3");
        tokens.accepted(Secret.of("t3"));
        tokens.reject(Secret.of("t3"));
        assertThat(get(tokens.token()).reveal()).isEqualTo("t4");
    }

    @Test
    void follows_an_org_to_another_instance() throws Exception {
        try (var elsewhere = new ScriptedServer()) {
            server.ready().answer(301, "").token("t2", elsewhere.uri(), "");
            elsewhere.answer(200, "{}").answer(200, "[{\"version\":\"65.0\"}]").answer(200, "{}");
            client = SalesforceClient.open(server.options().build());
            get(client.rest().limits());
            assertThat(elsewhere.request().getTarget()).isEqualTo("/services/data/v64.0/limits");
            get(client.rest().limits());
            assertThat(elsewhere.request().getTarget()).isEqualTo("/services/data");
            assertThat(elsewhere.request().getTarget()).isEqualTo("/services/data/v65.0/limits");
        }
    }

    @Test
    void asks_the_login_host_where_the_org_is_when_its_instance_is_gone() throws Exception {
        var gone = new ScriptedServer();
        server.token("t1", gone.uri(), "");
        gone.versions();
        client = SalesforceClient.open(server.options().build());
        get(client.rest().version());
        gone.close();
        client.resources().http().connectionPool().evictAll();
        assertThat(failure(client.rest().limits())).isInstanceOf(PeerUnreachableException.class);
        server.token("t2").answer(200, "{}");
        get(client.rest().limits());
        assertThat(get(client.tokens().accessToken()).instanceUri().getPort())
                .isEqualTo(server.uri().getPort());
    }

    @Test
    void does_not_repeat_a_create_after_a_redirect_that_may_come_from_behind_it() {
        server.ready()
                .http
                .enqueue(new MockResponse.Builder()
                        .code(302)
                        .addHeader("Location", "/elsewhere")
                        .build());
        client = SalesforceClient.open(server.options().build());
        assertThat(failure(client.rest().create("AgentWork", Map.of())))
                .isInstanceOfSatisfying(
                        PeerRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("HTTP_302"));
        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void tells_whose_token_it_is() {
        server.token(
                "t1",
                server.uri(),
                ",\"id\":\"https://login.salesforce.com/id/00D5e0000000001EAA/0055e000001AAAAAA4\"");
        AccessToken token = get(tokens(password()).accessToken());
        assertThat(token.organizationId()).isEqualTo(SalesforceId.of("00D5e0000000001EAA"));
        assertThat(token.userId()).isEqualTo(SalesforceId.of("0055e000001AAAAAA4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"t0ps3cret\"",
                "[\"t0ps3cret\"]",
                "{\"access_token\":\"t0ps3cret\"}",
                "{\"access_token\":\"t0ps3cret\",\"instance_url\":\"http://example.com\"}",
                "{\"access_token\":\"t0ps3cret\",\"instance_url\":7}",
                "<html>t0ps3cret</html>"
            })
    void shows_no_byte_of_a_token_reply_that_makes_no_sense(String body) {
        server.answer(200, body);
        assertThat(failure(tokens(password()).token()))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageNotContaining("t0ps3cret");
    }

    @Test
    void shows_no_byte_of_a_token_reply_that_is_too_long() {
        client = SalesforceClient.open(server.options().maxResponseBytes(65_536).build());
        server.answer(200, "{\"access_token\":\"t0ps3cret\",\"more\":\"" + "x".repeat(65_536) + "\"}");
        assertThat(failure(client.tokens().token()))
                .isInstanceOfSatisfying(
                        ProtocolViolationException.class,
                        e -> assertThat(e.hex()).isEmpty())
                .hasMessageContaining("too long")
                .hasNoCause();
    }

    @Test
    void prints_no_secret() {
        assertThat(password().toString()).contains("an-app", "****").doesNotContain("s3cr3t", "pa55");
    }
}
