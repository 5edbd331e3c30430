package io.connects.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ConnectsException;
import io.connects.core.NotAuthorisedException;
import io.connects.core.PeerRefusedException;
import io.connects.core.PeerUnreachableException;
import io.connects.core.ProtocolViolationException;
import io.connects.core.Secret;
import io.connects.core.TokenSource;
import io.connects.core.http.OwnResources;
import io.connects.finesse.codec.Golden;
import io.connects.finesse.codec.SystemInfoXml;
import io.connects.finesse.message.SystemInfo;
import io.connects.finesse.message.TeamMessage;
import io.connects.finesse.request.MediaRequests;
import io.connects.finesse.request.OtherRequests;
import io.connects.finesse.request.UserRequests;
import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xml.XmlReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FinesseRestTest {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final MockWebServer server = new MockWebServer();
    private final OwnResources own = new OwnResources("finesse-test");
    private FinesseRest rest;

    @BeforeEach
    void start() throws Exception {
        server.start();
        rest = as(new FinesseCredentials.Password("1001", Secret.of("pa:ss\u00fc")));
    }

    @AfterEach
    void stop() {
        own.close();
        server.close();
    }

    private FinesseRest as(FinesseCredentials credentials) {
        return new FinesseRest(
                URI.create("http://127.0.0.1:" + server.getPort()), credentials, own.resources(), WITHIN);
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private static <T> T got(CompletableFuture<T> future) {
        try {
            return future.orTimeout(20, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ConnectsException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static String errors(String type) {
        return "<ApiErrors><ApiError><ErrorData>1002</ErrorData><ErrorType>" + type
                + "</ErrorType><ErrorMessage>no, no</ErrorMessage></ApiError></ApiErrors>";
    }

    @Test
    void reads_a_user_with_basic_authentication() throws Exception {
        answer(200, Golden.text("user"));
        assertThat(got(rest.read().user("1001")).firstName()).isEqualTo("Anna");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/finesse/api/User/1001");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Basic MTAwMTpwYTpzc8O8");
    }

    @Test
    void every_read_has_its_path() throws Exception {
        var reads = rest.read();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 19; i++) {
            answer(200, "<X/>");
        }
        List.of(
                        reads.systemInfo(),
                        reads.userAuthMode("anna b"),
                        reads.users(),
                        reads.dialogs("1001"),
                        reads.dialog("151635_312_1"),
                        reads.media("1001"),
                        reads.media("1001", "5003"),
                        reads.tasks("1001", "5003"),
                        reads.team("7"),
                        reads.queue("5100"),
                        reads.queues("1001"),
                        reads.reasonCodes("1001", "ALL"),
                        reads.wrapUpReasons("1001"),
                        reads.phoneBooks("1001"),
                        reads.layout("1001"),
                        reads.layouts("1001"))
                .forEach(all::add);
        all.forEach(FinesseRestTest::got);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            paths.add(server.takeRequest().getTarget().substring("/finesse/api/".length()));
        }
        assertThat(paths)
                .containsExactlyInAnyOrder(
                        "SystemInfo",
                        "UserAuthMode/anna%20b",
                        "Users",
                        "User/1001/Dialogs",
                        "Dialog/151635_312_1",
                        "User/1001/Media",
                        "User/1001/Media/5003",
                        "User/1001/Media/5003/Dialogs",
                        "Team/7",
                        "Queue/5100",
                        "User/1001/Queues",
                        "User/1001/ReasonCodes?category=ALL",
                        "User/1001/WrapUpReasons",
                        "User/1001/PhoneBooks",
                        "User/1001/MediaPropertiesLayout",
                        "User/1001/MediaPropertiesLayouts");
    }

    @Test
    void system_info_is_read_without_credentials() throws Exception {
        answer(200, Golden.text("system-info"));
        assertThat(got(rest.read().systemInfo()).inService()).isTrue();
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
    }

    @Test
    void finds_the_id_of_a_reason_code() {
        answer(200, Golden.text("reason-codes"));
        assertThat(got(rest.read().reasonCodeId("1001", "NOT_READY", "13"))).isEqualTo("18");
        answer(200, Golden.text("reason-codes"));
        assertThatThrownBy(() -> got(rest.read().reasonCodeId("1001", "NOT_READY", "32767")))
                .isInstanceOf(PeerRefusedException.class)
                .hasMessageContaining("32767");
    }

    @Test
    void sends_a_request_with_its_id_and_is_content_with_202() throws Exception {
        answer(202, "");
        got(rest.send(UserRequests.notReady("1001", "17"), "r-1", null));
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("PUT");
        assertThat(request.getHeaders().get("requestId")).isEqualTo("r-1");
        assertThat(request.getHeaders().get("Content-Type")).startsWith("application/xml");
        assertThat(new XmlReader(1_000).read(request.getBody().utf8()))
                .isEqualTo(XmlElement.named("User")
                        .add("state", "NOT_READY")
                        .add("reasonCodeId", "17")
                        .build());
    }

    @Test
    void a_message_that_reached_only_one_node_was_sent() {
        answer(207, "");
        var message = new TeamMessage("", "", null, Duration.ofSeconds(5), "</content><x>&", List.of("7"));
        got(rest.send(OtherRequests.teamMessage(message), "", null));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "400, Bad Request",
        "400, Generic Error",
        "400, Invalid Input",
        "400, Invalid State",
        "400, Parameter Missing",
        "400, Invalid Destination",
        "400, Finesse API Error",
        "400, Maximum Exceeded",
        "400, 20700",
        "400, 20999",
        "401, Invalid Authorization User Specified",
        "401, Invalid State",
        "401, Invalid Supervisor",
        "403, Forbidden",
        "404, Not Found",
        "404, User Not Found",
        "404, Dialog Not Found",
        "416, Range Not Satisfiable",
        "500, Internal Server Error",
        "501, Not Implemented",
        "503, Service Unavailable"
    })
    void every_error_type_is_told_in_its_own_words(int status, String type) {
        answer(status, errors(type));
        assertThatThrownBy(() -> got(rest.send(UserRequests.ready("1001"), "", null)))
                .isInstanceOfSatisfying(PeerRefusedException.class, e -> {
                    assertThat(e.code()).isEqualTo(type);
                    assertThat(e.text()).isEqualTo("no, no [1002]");
                    assertThat(e.retryable()).isEqualTo(status == 500 || status == 503);
                });
    }

    @Test
    void a_refused_password_is_sent_once_and_never_again() {
        answer(401, "<html><title>Unauthorized</title></html>");
        assertThatThrownBy(() -> got(rest.read().user("1001")))
                .isInstanceOf(NotAuthorisedException.class)
                .hasMessageContaining("1001")
                .hasMessageNotContaining("pa:ss");
        assertThatThrownBy(() -> got(rest.read().user("1001"))).isInstanceOf(NotAuthorisedException.class);
        assertThatThrownBy(() -> got(rest.send(UserRequests.ready("1001"), "", null)))
                .isInstanceOf(NotAuthorisedException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void authorization_failure_is_about_the_password() {
        answer(401, errors("Authorization Failure"));
        assertThatThrownBy(() -> got(rest.read().user("1001"))).isInstanceOf(NotAuthorisedException.class);
    }

    @Test
    void a_refused_token_is_followed_by_one_new_one() throws Exception {
        var tokens = new Tokens();
        FinesseRest bearer = as(new FinesseCredentials.AccessToken("1001", tokens));
        answer(401, "");
        answer(200, Golden.text("user"));
        assertThat(got(bearer.read().user("1001")).loginId()).isEqualTo("1001");
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer token-1");
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer token-2");
        answer(401, "");
        answer(401, "");
        assertThatThrownBy(() -> got(bearer.read().user("1001")))
                .isInstanceOf(NotAuthorisedException.class)
                .hasMessageNotContaining("token-");
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    private static final class Tokens implements TokenSource {
        private int issued = 1;

        @Override
        public synchronized CompletableFuture<Secret> token() {
            return CompletableFuture.completedFuture(Secret.of("token-" + issued));
        }

        @Override
        public synchronized void reject(Secret token) {
            issued++;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><title>Please wait</title></html>", "<HTML><body>Sorry</body></HTML>"})
    void a_page_of_html_is_no_data(String page) {
        answer(200, page);
        assertThatThrownBy(() -> got(rest.read().user("1001")))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("HTML");
    }

    @Test
    void an_empty_answer_is_no_data() {
        answer(200, "");
        assertThatThrownBy(() -> got(rest.read().user("1001")))
                .isInstanceOf(ProtocolViolationException.class)
                .hasMessageContaining("without content");
    }

    @Test
    void an_error_page_is_told_by_its_title() {
        answer(503, "<html><head><title>Tomcat is\n starting</title></head></html>");
        assertThatThrownBy(() -> got(rest.read().user("1001")))
                .isInstanceOfSatisfying(PeerRefusedException.class, e -> {
                    assertThat(e.code()).isEqualTo("HTTP 503");
                    assertThat(e.text()).isEqualTo("Tomcat is starting");
                });
    }

    @Test
    void redirects_are_not_followed_with_a_password() {
        server.enqueue(new MockResponse.Builder()
                .code(301)
                .addHeader("Location", server.url("/elsewhere").toString())
                .build());
        assertThatThrownBy(() -> got(rest.read().user("1001")))
                .isInstanceOf(PeerRefusedException.class)
                .hasMessageContaining("301");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void a_dtd_in_an_answer_is_refused() {
        answer(200, "<!DOCTYPE User [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><User><state>&x;</state></User>");
        assertThatThrownBy(() -> got(rest.read().user("1001"))).isInstanceOf(ProtocolViolationException.class);
    }

    @Test
    void a_node_that_is_not_there_was_not_reached() {
        server.close();
        assertThatThrownBy(() -> got(rest.read().user("1001"))).isInstanceOf(PeerUnreachableException.class);
    }

    @Test
    void what_ccx_lacks_is_refused_without_asking_it() {
        SystemInfo ccx = SystemInfoXml.read(
                XmlElement.named("SystemInfo").add("deploymentType", "UCCX").build());
        assertThatThrownBy(() -> got(rest.send(MediaRequests.ready("1001", "5003"), "", ccx)))
                .isInstanceOf(PeerRefusedException.class)
                .hasMessageContaining("CCX");
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://finesse.example.com:8445",
                "ftp://finesse.example.com",
                "https:finesse",
                "https://u:p@finesse.example.com",
                "https://finesse.example.com/desktop"
            })
    void a_node_is_https_host_and_port(String node) {
        assertThatThrownBy(() -> new FinesseRest(
                        URI.create(node),
                        new FinesseCredentials.Password("1001", Secret.of("x")),
                        own.resources(),
                        WITHIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("node");
    }
}
