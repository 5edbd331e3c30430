package io.connects.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ClosedException;
import io.connects.core.NoAnswerException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SalesforceRestTest {
    private static final String ID = "001M000000qfPySIAU";

    private final MockWebServer server = new MockWebServer();
    private SalesforceClient client;

    @BeforeEach
    void start() throws Exception {
        server.start();
        client = SalesforceClient.open(SalesforceOptions.builder()
                .loginUri(URI.create("http://127.0.0.1:" + server.getPort()))
                .credentials(new Credentials.ClientCredentials("an-app", Secret.of("s3cr3t")))
                .requestTimeout(Duration.ofSeconds(5))
                .maxResponseBytes(100_000)
                .build());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void token(String token) {
        answer(
                200,
                "{\"access_token\":\"" + token + "\",\"instance_url\":\"http://127.0.0.1:" + server.getPort() + "\"}");
    }

    private void ready() {
        token("t1");
        answer(200, "[{\"version\":\"47.0\"},{\"version\":\"64.0\"},{\"version\":\"68.0\"},{\"version\":7}]");
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static Throwable failure(CompletableFuture<?> future) {
        try {
            get(future);
        } catch (CompletionException e) {
            return e.getCause();
        }
        throw new AssertionError("it succeeded");
    }

    private static CompletableFuture<SalesforceId> create(SalesforceClient client) {
        return client.rest().create("AgentWork", Map.of("UserId", "x"));
    }

    @Test
    void uses_the_highest_version_that_both_know() {
        ready();
        assertThat(get(client.rest().version())).isEqualTo(ApiVersion.of("64.0"));
    }

    @Test
    void says_so_when_no_version_is_common() {
        token("t1");
        answer(200, "[{\"version\":\"40.0\"}]");
        assertThat(failure(client.rest().version())).hasMessageContaining("none from 48.0 to 66.0");
    }

    @Test
    void follows_pages_to_the_end() {
        ready();
        answer(
                200,
                "{\"done\":false,\"nextRecordsUrl\":\"/services/data/v64.0/query/01g-2000\",\"records\":[{\"Id\":\"1\"}]}");
        answer(200, "{\"done\":true,\"records\":[{\"attributes\":{\"type\":\"Case\"},\"Id\":\"2\"}]}");
        List<SObject> records = get(client.rest().query("SELECT Id FROM Case"));
        assertThat(records).extracting(record -> record.text("Id")).containsExactly("1", "2");
        assertThat(records.get(1).type()).isEqualTo("Case");
    }

    @Test
    void never_follows_a_page_to_another_host() {
        ready();
        answer(200, "{\"done\":false,\"nextRecordsUrl\":\"//evil.example/x\",\"records\":[]}");
        assertThat(failure(client.rest().query("SELECT Id FROM Case"))).isInstanceOf(ProtocolViolationException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | [{\"errorCode\":\"MALFORMED_ID\",\"message\":\"bad id\",\"fields\":[]}] | MALFORMED_ID | bad id | false",
                "400 | {\"errorCode\":\"MALFORMED_QUERY\",\"message\":\"bad\"} | MALFORMED_QUERY | bad | false",
                "400 | {\"success\":false,\"errors\":[{\"statusCode\":\"UNABLE_TO_LOCK_ROW\",\"message\":\"later\"}]} | UNABLE_TO_LOCK_ROW | later | true",
                "200 | {\"id\":null,\"success\":false,\"errors\":[{\"statusCode\":\"ENTITY_IS_DELETED\",\"message\":\"gone\"}]} | ENTITY_IS_DELETED | gone | false",
                "403 | [{\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"slow\"}] | REQUEST_LIMIT_EXCEEDED | slow | true",
                "400 | {\"error\":\"invalid_grant\",\"error_description\":\"no\"} | invalid_grant | no | false",
                "503 | <html><head><title>Down for maintenance</title></head>x</html> | HTTP_503 | Down for maintenance | true",
                "502 | Bad Gateway | HTTP_502 | Bad Gateway | true",
                "500 | '' | HTTP_500 | '' | true",
                "404 | [] | HTTP_404 | '' | false",
                "400 | [[[]]] | HTTP_400 | '' | false",
                "301 | '' | HTTP_301 | '' | false"
            })
    void reads_every_format_of_error(int status, String body, String code, String text, boolean retryable) {
        ready();
        answer(status, body);
        assertThat(failure(create(client))).isInstanceOfSatisfying(PeerRefusedException.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.text()).isEqualTo(text);
            assertThat(refused.retryable()).isEqualTo(retryable);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"records\":7}", "[]", "7", "null", "{\"records\":[7]}", "{", "''", "{} {}"})
    void says_clearly_that_an_answer_makes_no_sense(String body) {
        ready();
        answer(200, body);
        assertThat(failure(client.rest().query("SELECT Id FROM Case"))).isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void refuses_deep_and_huge_answers_and_goes_on() {
        ready();
        answer(200, "[".repeat(5_000));
        answer(200, "{\"records\":[\"" + "x".repeat(100_000) + "\"]}");
        answer(200, "{\"done\":true,\"records\":[]}");
        assertThat(failure(client.rest().query("q"))).isInstanceOf(ProtocolViolationException.class);
        assertThat(failure(client.rest().query("q"))).hasMessageContaining("longer than 100000 bytes");
        assertThat(get(client.rest().query("q"))).isEmpty();
    }

    @Test
    void fetches_one_token_however_many_wait_and_one_more_when_it_expires() throws Exception {
        ready();
        get(client.rest().version());
        answer(401, "[{\"errorCode\":\"INVALID_SESSION_ID\",\"message\":\"expired\"}]");
        token("t2");
        answer(201, "{\"id\":\"" + ID + "\",\"success\":true}");
        assertThat(get(create(client))).isEqualTo(SalesforceId.of(ID));
        client.tokens().reject(Secret.of("t1"));
        List<CompletableFuture<Secret>> waiting =
                IntStream.range(0, 20).mapToObj(i -> client.tokens().token()).toList();
        waiting.forEach(token -> assertThat(get(token)).isEqualTo(Secret.of("t2")));
        assertThat(server.getRequestCount()).isEqualTo(5);
        client.tokens().reject(Secret.of("t2"));
        token("t3");
        List<CompletableFuture<Secret>> again =
                IntStream.range(0, 20).mapToObj(i -> client.tokens().token()).toList();
        again.forEach(token -> assertThat(get(token)).isEqualTo(Secret.of("t3")));
        assertThat(server.getRequestCount()).isEqualTo(6);
    }

    @Test
    void gives_up_when_a_new_token_does_not_help() {
        ready();
        answer(401, "[{\"errorCode\":\"INVALID_SESSION_ID\",\"message\":\"not valid for REST\"}]");
        token("t2");
        answer(401, "[{\"errorCode\":\"INVALID_SESSION_ID\",\"message\":\"not valid for REST\"}]");
        assertThat(failure(create(client)))
                .isInstanceOf(NotAuthorisedException.class)
                .hasMessageContaining("not valid for REST");
        assertThat(server.getRequestCount()).isEqualTo(5);
    }

    @Test
    void words_a_refused_token_without_the_secret() throws Exception {
        answer(400, "{\"error\":\"invalid_client\",\"error_description\":\"invalid client credentials\"}");
        assertThat(failure(client.tokens().token()))
                .isInstanceOf(NotAuthorisedException.class)
                .hasMessageContainingAll("invalid_client", "invalid client credentials")
                .hasMessageNotContaining("s3cr3t");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/services/oauth2/token");
        assertThat(request.getBody().utf8()).contains("grant_type=client_credentials", "client_secret=s3cr3t");
    }

    @Test
    void does_not_send_a_token_over_an_open_line() {
        answer(200, "{\"access_token\":\"t1\",\"instance_url\":\"http://example.com\"}");
        assertThat(failure(client.tokens().token()))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageNotContaining("t1");
    }

    @Test
    void tells_a_request_that_was_sent_from_one_that_was_not() {
        ready();
        server.enqueue(new MockResponse.Builder()
                .onRequestBody(new SocketEffect.CloseSocket())
                .build());
        get(client.rest().version());
        assertThat(failure(create(client))).isInstanceOf(NoAnswerException.class);
        int port = server.getPort();
        server.close();
        assertThat(failure(create(client)))
                .isInstanceOf(PeerUnreachableException.class)
                .hasMessageContaining(":" + port);
    }

    @Test
    void gives_up_in_time_on_an_answer_that_does_not_come() {
        ready();
        get(client.rest().version());
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        assertThat(failure(client.rest()
                        .within(Duration.ofMillis(300), Duration.ofMillis(300))
                        .create("AgentWork", Map.of())))
                .isInstanceOf(NoAnswerException.class);
    }

    @Test
    void never_repeats_a_create_because_a_server_says_retry_after_0() {
        ready();
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "0")
                .body("busy")
                .build());
        assertThat(failure(create(client))).isInstanceOf(PeerRefusedException.class);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void fails_what_is_asked_after_close() {
        ready();
        get(client.rest().version());
        client.close();
        assertThatThrownBy(() -> get(create(client))).hasCauseInstanceOf(ClosedException.class);
    }

    @Test
    void sends_nothing_whose_time_ran_out_behind_other_requests() throws Exception {
        ready();
        get(client.rest().version());
        client.resources().http().dispatcher().setMaxRequests(1);
        var answerNow = new CountDownLatch(1);
        server.setDispatcher(held(answerNow));
        CompletableFuture<List<SObject>> reading = client.rest().query("q");
        assertThat(failure(client.rest()
                        .within(Duration.ofMillis(200), Duration.ofMillis(200))
                        .create("AgentWork", Map.of())))
                .isInstanceOf(PeerUnreachableException.class);
        answerNow.countDown();
        get(reading);
        get(client.rest().query("q"));
        assertThat(server.getRequestCount()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            assertThat(server.takeRequest().getTarget()).doesNotContain("AgentWork");
        }
    }

    private static Dispatcher held(CountDownLatch answerNow) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                answerNow.await();
                return new MockResponse.Builder()
                        .body("{\"done\":true,\"records\":[]}")
                        .build();
            }
        };
    }

    @Test
    void lets_more_requests_go_at_once_than_there_are_long_reads() {
        var dispatcher = client.resources().http().dispatcher();
        assertThat(dispatcher.getMaxRequests()).isEqualTo(256);
        assertThat(dispatcher.getMaxRequestsPerHost()).isEqualTo(256);
    }

    @Test
    void says_that_nothing_was_sent_when_there_is_no_token_or_no_version() {
        answer(503, "<html><head><title>Down for maintenance</title></head></html>");
        assertThat(failure(create(client)))
                .isInstanceOf(PeerUnreachableException.class)
                .hasMessageContainingAll("not sent", "HTTP_503", "Down for maintenance");
        token("t1");
        answer(503, "");
        assertThat(failure(create(client)))
                .isInstanceOf(PeerUnreachableException.class)
                .hasMessageContainingAll("not sent", "HTTP_503");
        answer(200, "[{\"version\":\"40.0\"}]");
        assertThat(failure(create(client)))
                .isInstanceOf(PeerUnreachableException.class)
                .hasMessageContainingAll("not sent", "NO_COMMON_VERSION");
    }
}
