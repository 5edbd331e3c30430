package io.connects.finesse.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connects.core.PeerRefusedException;
import io.connects.core.Secret;
import io.connects.core.http.ClientResources;
import io.connects.core.installed.Installed;
import io.connects.finesse.FinesseCredentials;
import io.connects.finesse.xml.XmlElement;
import io.connects.finesse.xmpp.message.IqPayload;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against Prosody, Debian's package {@code prosody}: over WebSocket and BOSH, each with and without TLS. */
@Timeout(120)
final class ProsodyTest {
    private static final String NODE = "/finesse/api/User/1001";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path shared;

    private static TestAuthority authority;

    @TempDir
    Path folder;

    private final ExecutorService callbacks = Executors.newSingleThreadExecutor(task -> new Thread(task, "callbacks"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<XmppSession> sessions = new ArrayList<>();
    private OkHttpClient http = new OkHttpClient();
    private Prosody prosody;
    private boolean bosh;

    @BeforeAll
    static void makeAuthority() throws Exception {
        authority = new TestAuthority(shared);
    }

    private void start(boolean overBosh, boolean tls) throws Exception {
        Installed.require(Prosody.PROGRAM, "prosody");
        http = tls ? authority.client() : http;
        prosody = new Prosody(folder, tls ? authority : null);
        bosh = overBosh;
    }

    @AfterEach
    void stop() {
        sessions.forEach(XmppSession::close);
        sessions.forEach(
                session -> session.ended().orTimeout(30, TimeUnit.SECONDS).join());
        callbacks.shutdown();
        timer.shutdown();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        if (prosody != null) {
            prosody.close();
        }
    }

    private XmppOptions.Builder options(String user, String password) {
        return XmppOptions.builder()
                .endpoint(prosody.endpoint(bosh))
                .domain("localhost")
                .pubSubDomain("pubsub.localhost")
                .resource("connects")
                .credentials(new FinesseCredentials.Password(user, Secret.of(password)));
    }

    private XmppSession open(XmppOptions options, Heard heard) {
        var resources =
                new ClientResources(http, callbacks, timer, new Random(), InstantSource.system(), System::nanoTime);
        XmppSession session = XmppSession.open(options, resources, heard);
        sessions.add(session);
        return session;
    }

    private XmppSession connected(String user, Heard heard) {
        XmppSession session = open(options(user, Prosody.PASSWORD).build(), heard);
        await().atMost(PATIENCE).until(heard::isConnected);
        return session;
    }

    private static <T> T outcome(CompletableFuture<T> future) {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private TestAdmin admin() {
        return new TestAdmin(prosody.endpoint(false), http);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void signs_in_subscribes_and_hears_events(boolean overBosh, boolean tls) throws Exception {
        start(overBosh, tls);
        try (TestAdmin admin = admin()) {
            admin.createNode(NODE);
            var heard = new Heard();
            XmppSession session = connected("1001", heard);
            outcome(session.subscribe(NODE));
            String payload = "<Update><data>&lt;&amp;amp; \u00e4\ud83d\ude00</data></Update>";
            for (int i = 0; i < 50; i++) {
                admin.publish(NODE, "item" + i, payload + i);
            }
            await().atMost(PATIENCE).until(() -> heard.payloads.size() == 50);
            assertThat(heard.payloads.get(0)).isEqualTo(payload + "0");
            assertThat(heard.calls).startsWith("connected 1001@localhost/connects", "event " + NODE + " item0");
            assertThat(heard.calls).endsWith("event " + NODE + " item49");
            assertThat(heard.threads).containsExactly("callbacks");
            outcome(session.unsubscribe(NODE));
            admin.publish(NODE, "late", payload);
            session.close();
            assertThat(outcome(session.ended()).kind()).isEqualTo(XmppEnd.Kind.CLOSED);
            assertThat(heard.payloads).hasSize(50);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void a_refused_subscription_tells_its_condition(boolean overBosh) throws Exception {
        start(overBosh, false);
        XmppSession session = connected("1001", new Heard());
        assertThatThrownBy(() -> outcome(session.subscribe("/nowhere")))
                .hasCauseInstanceOf(PeerRefusedException.class)
                .hasMessageContaining("item-not-found");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void pings_are_answered_in_both_directions(boolean overBosh) throws Exception {
        start(overBosh, false);
        var heard = new Heard();
        XmppSession session = open(
                options("1001", Prosody.PASSWORD)
                        .pingInterval(Duration.ofMillis(200))
                        .pingTimeout(Duration.ofSeconds(5))
                        .build(),
                heard);
        await().atMost(PATIENCE).until(heard::isConnected);
        try (TestAdmin admin = admin()) {
            assertThat(admin.ask("1001@localhost/connects", new IqPayload.Ping()))
                    .isEqualTo(new IqPayload.Empty());
            XmlElement version = XmlElement.named("query", "jabber:iq:version").build();
            assertThat(admin.ask("1001@localhost/connects", new IqPayload.Other(version)))
                    .isEqualTo(new IqPayload.Refusal("service-unavailable", "cancel", ""));
        }
        await().atMost(PATIENCE).until(() -> prosody.log().split("Received\\[c2s\\]: <iq[^\n]*-p", -1).length > 4);
        assertThat(session.ended()).isNotDone();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void the_older_of_two_ends_by_conflict_and_the_newer_lives(boolean overBosh, boolean tls) throws Exception {
        start(overBosh, tls);
        var first = new Heard();
        XmppSession older = connected("1001", first);
        var second = new Heard();
        XmppSession newer = connected("1001", second);
        assertThat(outcome(older.ended()).kind()).isEqualTo(XmppEnd.Kind.CONFLICT);
        assertThat(newer.ended()).isNotDone();
        assertThat(first.calls).endsWith("ended CONFLICT");
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void who_is_kicked_is_told_why_and_may_come_back(boolean overBosh, boolean tls) throws Exception {
        start(overBosh, tls);
        XmppSession session = connected("1001", new Heard());
        try (TestAdmin admin = admin()) {
            admin.kick("1001");
        }
        XmppEnd end = outcome(session.ended());
        assertThat(end.kind()).isEqualTo(XmppEnd.Kind.STREAM_ERROR);
        assertThat(end.condition()).isEqualTo("policy-violation");
        assertThat(end.reason()).contains("You have been kicked");
        assertThat(end.mayRetry()).isTrue();
        connected("1001", new Heard());
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void a_wrong_password_is_tried_once(boolean overBosh, boolean tls) throws Exception {
        start(overBosh, tls);
        var heard = new Heard();
        XmppSession session = open(options("1001", "wr0ng").build(), heard);
        XmppEnd end = outcome(session.ended());
        assertThat(end.kind()).isEqualTo(XmppEnd.Kind.AUTH_FAILED);
        assertThat(end.condition()).isEqualTo("not-authorized");
        assertThat(heard.calls).containsExactly("ended AUTH_FAILED");
        assertThat(prosody.attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void the_user_finesse_comes_and_goes(boolean overBosh) throws Exception {
        start(overBosh, false);
        prosody.befriend("1001", "finesse");
        var heard = new Heard();
        connected("1001", heard);
        XmppSession finesse = connected("finesse", new Heard());
        await().atMost(PATIENCE).until(() -> heard.calls.contains("finesse true"));
        finesse.close();
        await().atMost(PATIENCE).until(() -> heard.calls.contains("finesse false"));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void a_server_that_dies_is_a_loss(boolean overBosh) throws Exception {
        start(overBosh, false);
        XmppSession session = connected("1001", new Heard());
        prosody.kill();
        assertThat(outcome(session.ended()).mayRetry()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void a_certificate_that_nobody_trusts_is_refused(boolean overBosh) throws Exception {
        start(overBosh, true);
        http = new OkHttpClient();
        XmppSession session = open(options("1001", Prosody.PASSWORD).build(), new Heard());
        XmppEnd end = outcome(session.ended());
        assertThat(end.kind()).isEqualTo(XmppEnd.Kind.UNREACHABLE);
        assertThat(end.reason()).contains("TLS: ");
        assertThat(prosody.attempts()).isZero();
    }
}
