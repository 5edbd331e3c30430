package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoshTest {
    private final Office office =
            new Office(options -> options.bosh(new BoshTimes(Duration.ofSeconds(60), Duration.ofMillis(300), 2)));
    private final HttpClient http = HttpClient.newHttpClient();
    private String sid = "";
    private long rid = 1000;

    @AfterEach
    void close() {
        office.close();
    }

    private CompletableFuture<Element> post(String body) {
        HttpRequest request = HttpRequest.newBuilder(office.pair.a().plainBosh())
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString())
                .thenApply(HttpResponse::body)
                .thenApply(text -> {
                    try {
                        return XmlReader.read(text);
                    } catch (XmlReader.NotXml e) {
                        throw new IllegalStateException(text, e);
                    }
                });
    }

    private Element create(int wait) {
        Element created = post("<body xmlns='http://jabber.org/protocol/httpbind' rid='" + nextRid()
                        + "' to='finesse.example.test' hold='1' wait='" + wait + "' ver='1.6'"
                        + " xmpp:version='1.0' xmlns:xmpp='urn:xmpp:xbosh'/>")
                .join();
        sid = created.attribute("sid");
        return created;
    }

    private String body(long number, String attributes, String content) {
        return "<body xmlns='http://jabber.org/protocol/httpbind' xmlns:xmpp='urn:xmpp:xbosh' sid='" + sid + "' rid='"
                + number + "' " + attributes + ">" + content + "</body>";
    }

    private long nextRid() {
        return ++rid;
    }

    private CompletableFuture<Element> ask(String content) {
        return post(body(nextRid(), "", content));
    }

    private void login() {
        create(60);
        String plain = Base64.getEncoder().encodeToString("\0001001\000one".getBytes(StandardCharsets.UTF_8));
        assertThat(ask("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + plain + "</auth>")
                        .join()
                        .has("success"))
                .isTrue();
        assertThat(post(body(++rid, "xmpp:restart='true' to='finesse.example.test'", ""))
                        .join()
                        .first("features")
                        .orElseThrow()
                        .has("bind"))
                .isTrue();
        assertThat(ask("<iq xmlns='jabber:client' type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                                + "<resource>bosh</resource></bind></iq>")
                        .join()
                        .first("iq")
                        .orElseThrow()
                        .first("bind")
                        .orElseThrow()
                        .textOf("jid"))
                .isEqualTo("1001@finesse.example.test/bosh");
        assertThat(ask("<presence xmlns='jabber:client'/>").join().has("presence"))
                .isTrue();
    }

    @Test
    void a_session_tells_its_terms_and_features() {
        Element created = create(60);
        assertThat(created.attribute("wait")).isEqualTo("60");
        assertThat(created.attribute("requests")).isEqualTo("2");
        assertThat(created.attribute("hold")).isEqualTo("1");
        assertThat(created.has("features")).isTrue();
    }

    @Test
    void an_event_answers_the_request_that_is_held() {
        login();
        CompletableFuture<Element> held = ask("");
        office.pair.signIn("1001", FinesseSide.A);
        Element message = held.join().first("message").orElseThrow();
        assertThat(WebSocketClient.Event.of(message).data().textOf("state")).isEqualTo("NOT_READY");
    }

    @Test
    void an_answer_that_was_lost_can_be_asked_for_again() {
        login();
        CompletableFuture<Element> held = ask("");
        office.pair.signIn("1001", FinesseSide.A);
        String first = held.join().toString();
        assertThat(post(body(rid, "", "")).join()).hasToString(first);
    }

    @Test
    void requests_that_overtook_one_another_are_put_in_order() {
        login();
        long second = rid + 2;
        CompletableFuture<Element> later = post(body(
                second, "", "<iq xmlns='jabber:client' type='get' id='second'><ping xmlns='urn:xmpp:ping'/></iq>"));
        CompletableFuture<Element> earlier = post(body(
                rid + 1, "", "<iq xmlns='jabber:client' type='get' id='first'><ping xmlns='urn:xmpp:ping'/></iq>"));
        Element answer = earlier.join();
        rid = second;
        var unused = ask("");
        assertThat(answer.children()).extracting(iq -> iq.attribute("id")).startsWith("first");
        later.cancel(true);
    }

    @Test
    void of_two_requests_under_way_the_older_is_answered_empty() {
        login();
        CompletableFuture<Element> older = ask("");
        CompletableFuture<Element> newer = ask("");
        assertThat(older.join().children()).isEmpty();
        assertThat(newer).isNotDone();
        newer.cancel(true);
    }

    @Test
    void a_rid_beyond_the_window_ends_the_session() {
        login();
        assertThat(post(body(rid + 50, "", "")).join().attribute("condition")).isEqualTo("item-not-found");
        Office.until(() -> office.pair.a().present().isEmpty());
    }

    @Test
    void a_held_request_is_answered_empty_after_the_wait() {
        create(0);
        assertThat(ask("").join().children()).isEmpty();
    }

    @Test
    void a_session_without_requests_ends() {
        login();
        Office.until(() -> office.pair.a().present().isEmpty());
        assertThat(ask("").join().attribute("condition")).isEqualTo("item-not-found");
    }

    @Test
    void a_session_is_terminated_by_its_client() {
        login();
        Element last = post(body(++rid, "type='terminate'", "<presence xmlns='jabber:client' type='unavailable'/>"))
                .join();
        assertThat(last.attribute("type")).isEqualTo("terminate");
        Office.until(() -> office.pair.a().present().isEmpty());
    }

    @Test
    void a_conflict_ends_the_session_with_its_reason() {
        login();
        CompletableFuture<Element> held = ask("");
        office.listening("1001", FinesseSide.A, "bosh");
        Element last = held.join();
        assertThat(last.attribute("condition")).isEqualTo("remote-stream-error");
        assertThat(last.first("error").orElseThrow().has("conflict")).isTrue();
    }

    @Test
    void an_unknown_host_is_refused() throws IOException {
        Element refused = post("<body xmlns='http://jabber.org/protocol/httpbind' rid='1' to='elsewhere'/>")
                .join();
        assertThat(refused.attribute("condition")).isEqualTo("host-unknown");
    }
}
