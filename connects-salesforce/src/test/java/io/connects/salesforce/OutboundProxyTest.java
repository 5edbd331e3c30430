package io.connects.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.PeerUnreachableException;
import io.connects.core.Secret;
import io.connects.core.http.HttpCalls;
import io.connects.salesforce.internal.Lasting;
import io.connects.salesforce.internal.ProxyRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundProxyTest {
    private static final OutboundProxy.Login LOGIN = new OutboundProxy.Login.Basic("connects", Secret.of("s3cret"));

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theProxyIsGivenTheUnresolvedNameAndTheLoginAtOnce() throws Exception {
        server.enqueue(new MockResponse.Builder().code(502).build());
        assertThatThrownBy(() -> call(LOGIN)).hasCauseInstanceOf(PeerUnreachableException.class);
        var connect = server.takeRequest(5, TimeUnit.SECONDS);
        assertThat(connect).isNotNull();
        assertThat(connect.getRequestLine()).isEqualTo("CONNECT org.invalid:443 HTTP/1.1");
        assertThat(connect.getHeaders().get("Proxy-Authorization")).isEqualTo("Basic Y29ubmVjdHM6czNjcmV0");
    }

    @Test
    void aRefusedLoginIsTriedOnceAndSaidWithoutThePassword() {
        refuse("Basic realm=\"x\"");
        assertThatThrownBy(() -> call(LOGIN))
                .cause()
                .isInstanceOf(PeerUnreachableException.class)
                .hasMessageContaining(":" + server.getPort() + " refused our user name and password (407)")
                .hasMessageNotContaining("s3cret")
                .hasCauseInstanceOf(ProxyRefusedException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aMissingLoginIsSaid() {
        refuse("Basic realm=\"x\"");
        assertThatThrownBy(() -> call(null)).cause().hasMessageContaining("none is configured");
    }

    @Test
    void aProxyThatOffersOnlyNtlmIsNamedAsSuchWithAdvice() {
        refuse("NTLM");
        assertThatThrownBy(() -> call(LOGIN))
                .cause()
                .hasMessageContaining("it offers NTLM")
                .hasMessageContaining("NTLM is not supported")
                .hasMessageContaining("cntlm");
    }

    @Test
    void aTicketIsShownAtOnceAndAnewForEachConnect() throws Exception {
        var asked = new AtomicInteger();
        var login = new OutboundProxy.Login.Negotiate(
                host -> (host + asked.incrementAndGet()).getBytes(StandardCharsets.UTF_8));
        for (int i = 1; i <= 2; i++) {
            server.enqueue(new MockResponse.Builder().code(502).build());
            assertThatThrownBy(() -> call(login)).hasCauseInstanceOf(PeerUnreachableException.class);
            var connect = server.takeRequest(5, TimeUnit.SECONDS);
            assertThat(connect).isNotNull();
            assertThat(connect.getHeaders().get("Proxy-Authorization"))
                    .isEqualTo("Negotiate "
                            + Base64.getEncoder().encodeToString(("127.0.0.1" + i).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void aRefusedTicketIsTriedOnceAndSaid() {
        refuse("Negotiate");
        assertThatThrownBy(() -> call(new OutboundProxy.Login.Negotiate(host -> new byte[3])))
                .cause()
                .hasMessageContaining("refused our Kerberos ticket (407)")
                .hasCauseInstanceOf(ProxyRefusedException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aLoginOfAnotherKindThanTheProxyTakesIsSaid() {
        refuse("Negotiate");
        assertThatThrownBy(() -> call(LOGIN)).cause().hasMessageContaining("does not take the configured login");
    }

    @Test
    void withoutATicketTheProxyIsNotAsked() {
        assertThatThrownBy(() -> call(new OutboundProxy.Login.Negotiate(ProxyTickets.kerberos())))
                .cause()
                .isInstanceOf(PeerUnreachableException.class)
                .hasMessageContaining("no Kerberos ticket for HTTP@127.0.0.1")
                .hasCauseInstanceOf(ProxyRefusedException.class);
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "502, does not reach Salesforce, false",
        "503, does not reach Salesforce, false",
        "504, does not reach Salesforce, false",
        "500, it is in trouble, false",
        "403, its rules do not let this machine, true",
        "405, does not open tunnels, true"
    })
    void whatItAnswersToConnectIsSaid(int status, String words, boolean lasting) {
        server.enqueue(new MockResponse.Builder().code(status).build());
        assertThatThrownBy(() -> call(LOGIN))
                .cause()
                .isInstanceOf(PeerUnreachableException.class)
                .hasMessageContaining("the proxy 127.0.0.1:" + server.getPort() + " answered " + status + " to CONNECT")
                .hasMessageContaining(words)
                .satisfies(e -> assertThat(Lasting.is(e)).isEqualTo(lasting));
    }

    @Test
    void excludedNamesAndLoopbackGoWithoutTheProxy() {
        var proxy = new OutboundProxy("proxy", 3128, null, List.of(".Example.com", "one.org"));
        assertThat(List.of("a.example.COM", "one.org", "localhost", "127.0.0.1"))
                .noneMatch(proxy::serves);
        assertThat(List.of("example.com", "badexample.com", "a.one.org")).allMatch(proxy::serves);
    }

    private void refuse(String challenge) {
        for (int i = 0; i < 3; i++) {
            server.enqueue(new MockResponse.Builder()
                    .code(407)
                    .addHeader("Proxy-Authenticate", challenge)
                    .build());
        }
    }

    private void call(OutboundProxy.@Nullable Login login) throws Exception {
        var timer = Executors.newSingleThreadScheduledExecutor();
        try {
            var http = new OutboundProxy("127.0.0.1", server.getPort(), login, List.of()).through(new OkHttpClient());
            new HttpCalls("the client", http, Duration.ofSeconds(5), Runnable::run, timer, 65_536)
                    .send(new Request.Builder().url("https://org.invalid/x").build(), Duration.ofSeconds(10))
                    .get(10, TimeUnit.SECONDS);
        } finally {
            timer.shutdownNow();
        }
    }
}
