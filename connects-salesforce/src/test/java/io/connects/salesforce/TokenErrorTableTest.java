package io.connects.salesforce;

import static io.connects.salesforce.ScriptedServer.failure;
import static io.connects.salesforce.ScriptedServer.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerUnreachableException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a request when no token is issued, with each error of the token endpoint, and when it is asked again. */
final class TokenErrorTableTest {
    private ScriptedServer server;
    private SalesforceClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        client = SalesforceClient.open(server.options().build());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private CompletableFuture<SalesforceId> create() {
        return client.rest().create("AgentWork", Map.of());
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "400, invalid_grant, user hasn't approved this consumer",
        "400, invalid_grant, audience is invalid",
        "400, invalid_grant, expired authorization code",
        "400, invalid_grant, request not supported on this domain",
        "400, invalid_client, invalid client credentials",
        "400, invalid_client_id, client identifier invalid",
        "400, invalid_app_access, user is not admin approved to access this app",
        "400, inactive_user, user is inactive",
        "400, inactive_org, organization is locked",
        "400, unauthorized_client, not allowed for this client",
        "400, unsupported_grant_type, grant type not supported",
        "401, invalid_client, invalid client credentials",
        "403, invalid_client, invalid client credentials",
    })
    void a_refusal_is_told_in_the_servers_words_and_not_asked_for_again(int status, String error, String text) {
        server.answer(status, "{\"error\":\"" + error + "\",\"error_description\":\"" + text + "\"}");
        for (int i = 0; i < 3; i++) {
            assertThat(failure(create()))
                    .isInstanceOf(NotAuthorisedException.class)
                    .hasMessageContaining(error + " (" + text + ")");
        }
        assertThat(server.requests()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":\"unknown_error\"} | unknown_error",
                "400 | {\"error\":\"temporarily_unavailable\"} | temporarily_unavailable",
                "500 | {\"error\":\"server_error\"} | server_error",
                "408 | '' | HTTP_408",
                "500 | '' | HTTP_500",
                "502 | <html><title>Bad Gateway</title></html> | HTTP_502",
                "503 | {\"error\":\"Service Unavailable\"} | HTTP_503",
                "504 | '' | HTTP_504",
                "200 | <html><title>Log in</title></html> | is not JSON",
                "200 | {\"access_token\":\"t1\"} | lacks a usable instance_url",
            })
    void trouble_that_passes_means_that_nothing_was_sent_and_the_next_request_asks_again(
            int status, String body, String why) {
        server.answer(status, body);
        assertThat(failure(create()))
                .isInstanceOf(PeerUnreachableException.class)
                .hasMessageContainingAll("not sent: ", why);
        server.ready().answer(201, "{\"id\":\"" + ScriptedServer.ID + "\",\"success\":true}");
        assertThat(get(create())).isEqualTo(SalesforceId.of(ScriptedServer.ID));
        assertThat(server.requests()).isEqualTo(4);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":\"rate_limit_exceeded\",\"error_description\":\"login rate exceeded\"} | rate_limit_exceeded",
                "429 | '' | HTTP_429",
                "301 | '' | HTTP_301",
                "403 | <html><title>Forbidden</title></html> | HTTP_403",
                "404 | <html><title>Not found</title></html> | HTTP_404",
            })
    void what_will_be_said_again_at_once_means_that_nothing_was_sent_and_is_not_asked_for_again(
            int status, String body, String why) {
        server.answer(status, body);
        for (int i = 0; i < 3; i++) {
            assertThat(failure(create()))
                    .isInstanceOf(PeerUnreachableException.class)
                    .hasMessageContainingAll("not sent: ", why);
        }
        assertThat(server.requests()).isEqualTo(1);
    }
}
