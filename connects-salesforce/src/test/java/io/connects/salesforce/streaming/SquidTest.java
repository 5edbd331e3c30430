package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connects.core.Secret;
import io.connects.core.http.TestCertificate;
import io.connects.core.installed.Installed;
import io.connects.salesforce.OutboundProxy;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.testorg.TestOrg;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tokens, REST and streaming by way of Squid, Debian's package {@code squid}. Other idle time-outs: {@code -Dconnects.squid.idle=60}, in seconds.
 */
@Timeout(400)
final class SquidTest {
    private static final long IDLE = Long.getLong("connects.squid.idle", 5);

    @TempDir
    Path folder;

    private TestOrg org;
    private Squid squid;
    private SalesforceClient client;

    private void start(Duration idle, Duration poll, String password) throws Exception {
        Installed.require(Squid.PROGRAM, "squid");
        var certificate = new TestCertificate(folder, "org.test");
        org = new TestOrg(certificate, poll);
        squid = Squid.basic(folder, "connects", "s3cret", idle);
        client = SalesforceClient.open(org.options()
                .trustFiles(List.of(certificate.pem()))
                .proxy(new OutboundProxy(
                        "127.0.0.1",
                        squid.port(),
                        new OutboundProxy.Login.Basic("connects", Secret.of(password)),
                        List.of()))
                .build());
    }

    @AfterEach
    void stop() throws Exception {
        if (client != null) {
            client.close();
            squid.close();
            org.close();
        }
    }

    private static final class Heard implements StreamListener {
        private final List<String> states = new CopyOnWriteArrayList<>();
        private final List<StreamEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void state(State state, Trouble kind, String reason) {
            states.add(state + " " + kind + " " + reason);
        }

        @Override
        public void subscribed(Set<String> channels, boolean gapless) {}

        @Override
        public void event(StreamEvent event) {
            events.add(event);
        }
    }

    private EventStream stream(Heard heard) {
        org.createTopic("Things", "SELECT Id FROM Case");
        var stream =
                new EventStream(client, List.of("/topic/Things"), heard, Executors.newSingleThreadExecutor(task -> {
                    var thread = new Thread(task, "heard");
                    thread.setDaemon(true);
                    return thread;
                }));
        stream.start();
        return stream;
    }

    @Test
    void tokens_rest_and_streaming_go_through_it_and_it_finds_the_org() throws Exception {
        start(Duration.ofMinutes(5), Duration.ofSeconds(30), "s3cret");
        assertThat(client.rest()
                        .describe("Case")
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join()
                        .fields())
                .contains("Subject");
        var heard = new Heard();
        EventStream stream = stream(heard);
        await().atMost(Duration.ofSeconds(30)).until(() -> heard.states.contains("LIVE NONE subscribed"));
        org.stream().publish("Things", "created", Map.of("Id", "x"));
        await().atMost(Duration.ofSeconds(30)).until(() -> heard.events.size() == 1);
        stream.stop().orTimeout(30, TimeUnit.SECONDS).join();
        client.close();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(squid.log())
                        .contains("CONNECT org.test:" + org.uri().getPort())
                        .contains(" connects "));
    }

    @Test
    void a_wrong_password_is_said_in_words() throws Exception {
        start(Duration.ofMinutes(5), Duration.ofSeconds(30), "wrong");
        assertThatThrownBy(() -> client.tokens()
                        .accessToken()
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join())
                .hasMessageContaining("refused our user name and password (407)");
        var heard = new Heard();
        stream(heard);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> heard.states.stream()
                        .anyMatch(state -> state.startsWith("DOWN LASTING") && state.contains("(407)")));
        assertThat(org.tokensIssued()).isZero();
    }

    @Test
    void an_idle_cut_is_recognised_and_said_in_words() throws Exception {
        start(Duration.ofSeconds(IDLE), Duration.ofSeconds(110), "s3cret");
        var heard = new Heard();
        EventStream stream = stream(heard);
        await().atMost(Duration.ofSeconds(60 + IDLE * 6))
                .until(() ->
                        heard.states.stream().anyMatch(state -> state.contains("connections are cut after about")));
        assertThat(heard.states)
                .filteredOn(state -> state.contains("connections are cut"))
                .first()
                .asString()
                .contains("of silence, poll after poll")
                .contains("allow 120 s");
        stream.stop().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
