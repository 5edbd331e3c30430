package io.connects.salesforce;

import static io.connects.salesforce.ScriptedServer.failure;
import static io.connects.salesforce.ScriptedServer.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.connects.core.ConnectsException;
import io.connects.core.NoAnswerException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.http.HttpReply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replies that no org sends, and what becomes of the request: refused as nonsense, or open, and the client goes on. */
final class HostileRepliesTest {
    private static final String EMPTY = "{\"done\":true,\"records\":[]}";
    private static final int FIFTY_MEGABYTES = 50_000_000;

    private ScriptedServer server;
    private SalesforceClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer().ready();
        client = SalesforceClient.open(server.options().build());
        get(client.rest().version());
    }

    @AfterEach
    void goes_on() {
        server.answer(200, EMPTY);
        assertThat(get(client.rest().query("q"))).isEmpty();
        client.close();
        server.close();
    }

    private CompletableFuture<?> read() {
        return client.rest().query("q");
    }

    private CompletableFuture<?> create() {
        return client.rest().create("AgentWork", Map.of());
    }

    private void body(byte[] bytes, String contentType) {
        server.http.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", contentType)
                .body(new Buffer().write(bytes))
                .build());
    }

    @Test
    void a_truncated_reply_makes_no_sense() {
        server.answer(200, "{\"done\":true,\"records\":[{\"Id\":\"1\"").answer(201, "{\"id\":\"001M0000");
        assertThat(failure(read())).isInstanceOf(ProtocolViolationException.class);
        assertThat(failure(create())).isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void fifty_megabytes_are_not_read() {
        String megabyte = "x".repeat(1_000_000);
        Buffer page = new Buffer().writeUtf8("{\"records\":[\"");
        for (int i = 0; i < FIFTY_MEGABYTES / megabyte.length(); i++) {
            page.writeUtf8(megabyte);
        }
        server.http.enqueue(new MockResponse.Builder().body(page).build());
        assertThat(failure(read()))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("longer than 10485760 bytes");
    }

    @Test
    void fifty_megabytes_in_fifty_kilobytes_are_not_unpacked() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[FIFTY_MEGABYTES]);
        }
        server.http.enqueue(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(new Buffer().write(packed.toByteArray()))
                .build());
        assertThat(failure(read()))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("longer than 10485760 bytes");
    }

    @Test
    void deep_nesting_makes_no_sense_whatever_the_status() {
        server.answer(200, "[".repeat(100_000)).answer(400, "{\"errors\":".repeat(100_000));
        assertThat(failure(read())).isInstanceOf(ProtocolViolationException.class);
        assertThat(failure(read())).hasMessageContaining("HTTP_400");
    }

    @Test
    void the_charset_is_json_s_own_whatever_the_header_says() {
        byte[] utf8 = "{\"done\":true,\"records\":[{\"Id\":\"ä\"}]}".getBytes(StandardCharsets.UTF_8);
        body(utf8, "application/json;charset=ISO-8859-1");
        assertThat(get(client.rest().query("q")).get(0).text("Id")).isEqualTo("ä");
        body("{\"records\":[\"ä\"]}".getBytes(StandardCharsets.ISO_8859_1), "application/json;charset=UTF-8");
        assertThat(failure(read())).isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void a_reply_shorter_than_it_says_leaves_a_create_open() {
        server.http.enqueue(new MockResponse.Builder()
                .code(201)
                .body("{\"id\":")
                .setHeader("Content-Length", "1000")
                .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        assertThat(failure(create())).isInstanceOf(NoAnswerException.class);
    }

    @Test
    void a_reply_longer_than_it_says_makes_no_sense_and_spoils_no_later_one() {
        server.http.enqueue(new MockResponse.Builder()
                .body(EMPTY)
                .setHeader("Content-Length", "5")
                .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        assertThat(failure(read())).isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void a_page_of_a_proxy_is_called_what_it_is() {
        server.answer(200, "\n<!DOCTYPE html><html><head><title>Log in to the\n network</title></head></html>");
        assertThat(failure(create()))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining(
                        "a page of HTML instead of JSON, from a proxy or an edge server: Log in to the network");
    }

    @Test
    void an_empty_or_other_answer_leaves_a_create_open() {
        for (String body : new String[] {"", "null", "[]", "{\"success\":true}", "{\"success\":true,\"id\":\"x\"}"}) {
            server.answer(201, body);
            assertThat(failure(create())).as(body).isInstanceOf(ProtocolViolationException.class);
        }
    }

    @Test
    void a_query_without_end_ends() {
        String page = "{\"done\":false,\"records\":[],\"nextRecordsUrl\":\"/services/data/v64.0/query/01g-1\"}";
        server.answer(200, page).answer(200, page);
        assertThat(failure(read())).hasMessageContaining("does not end");
        server.answer(200, "{\"done\":false,\"records\":[]}");
        assertThat(failure(read())).hasMessageContaining("not done and has no next page");
        server.answer(200, "{\"done\":false,\"records\":[],\"totalSize\":50001}");
        assertThat(failure(read())).hasMessageContaining("50001 records, more than 50000");
    }

    @Test
    void a_query_that_brings_more_than_it_told_ends() {
        var pages = new QueryPages(next -> new CompletableFuture<>(), page -> new CompletableFuture<>(), 1);
        String record = "{\"attributes\":{\"type\":\"Case\"}}";
        String body = "{\"done\":true,\"totalSize\":1,\"records\":[" + record + "," + record + "]}";
        var reply = new HttpReply(200, Headers.EMPTY, body.getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(ProtocolViolationException.class)
                .isThrownBy(() -> pages.from(reply))
                .withMessageContaining("2 records, more than 1");
    }

    @Test
    void a_404_is_no_word_about_a_record_unless_it_is_salesforce_s() {
        SalesforceId id = SalesforceId.of(ScriptedServer.ID);
        server.answer(404, "<html><title>No such route</title></html>");
        assertThat(failure(client.rest().retrieve("Case", id, List.of("Id")))).hasMessageContaining("HTTP_404");
        for (String code : List.of("NOT_FOUND", "ENTITY_IS_DELETED")) {
            server.answer(404, "[{\"errorCode\":\"" + code + "\",\"message\":\"m\"}]");
            assertThat(get(client.rest().retrieve("Case", id, List.of("Id")))).isEmpty();
        }
    }

    @Test
    void random_bytes_are_refused_without_a_stray_exception() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            server.http.enqueue(new MockResponse.Builder()
                    .code(random.nextBoolean() ? 200 : 400)
                    .body(new Buffer().write(bytes))
                    .build());
            assertThat(failure(create())).as("seed %d, reply %d", seed, i).isInstanceOf(ConnectsException.class);
        }
    }
}
