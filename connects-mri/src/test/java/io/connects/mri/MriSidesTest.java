package io.connects.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.HeartbeatConf;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.OpenReq;
import io.connects.mri.message.RoutingEnabled;
import io.connects.mri.message.SessionState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several hosts, which on loopback are several addresses of one machine. */
class MriSidesTest {
    private static final NewTask TASK = NewTask.builder(5003, "8000").build();
    private static final String A = "127.0.0.2";
    private static final String B = "127.0.0.3";
    private static final String STRANGER = "127.0.0.4";

    private final Queue<String> reports = new ConcurrentLinkedQueue<>();
    private final Queue<DialogueOutcome> ended = new ConcurrentLinkedQueue<>();
    private MriSession session;

    @BeforeEach
    void start() throws UnknownHostException {
        MriOptions options = MriOptions.builder()
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .allowedHosts(List.of(InetAddress.getByName(A), InetAddress.getByName(B)))
                .build();
        session = new MriSession(options, new MriListener() {
            @Override
            public void state(SessionState state, String reason) {
                reports.add(state + " " + reason);
            }

            @Override
            public void connectionRefused(String host, String reason) {
                reports.add(host + " " + reason);
            }

            @Override
            public void switchedTooOften(int switches, Duration within) {
                reports.add(switches + " switches in " + within);
            }
        });
        session.start();
    }

    @AfterEach
    void close() {
        session.close();
        assertThat(session.closed()).succeedsWithin(Duration.ofSeconds(5));
    }

    private ScriptedPim connect(String host) {
        try {
            var socket = new Socket();
            socket.bind(new InetSocketAddress(host, 0));
            return ScriptedPim.connect(socket, session.address(), MriDialect.ged125Like());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScriptedPim open(String host) {
        ScriptedPim pim = connect(host);
        pim.open(20_000);
        return pim;
    }

    private void awaitReports(String... expected) {
        await().untilAsserted(() -> assertThat(reports).containsExactly(expected));
        reports.clear();
    }

    @Test
    void tasks_go_from_one_side_to_the_other_and_what_the_old_one_had_is_lost() {
        try (ScriptedPim a = open(A);
                ScriptedPim b = open(B)) {
            String opened = B + " took over from " + A + ": the PIM opened a session";
            awaitReports("ROUTING the PIM opened a session", "DOWN " + opened, "ROUTING " + opened);
            session.submit(TASK, ended::add);
            NewTask first = b.next(NewTask.class);

            a.send(new RoutingEnabled());
            String enabled = A + " took over from " + B + ": ROUTING_ENABLED";
            awaitReports("DOWN " + enabled, "ROUTING " + enabled);
            assertThat(ended).containsExactly(new DialogueOutcome.SessionLost(enabled));
            b.send(DoThisWithTask.builder(first.dialogueId(), 1).label("LATE").build());

            session.submit(TASK, ended::add);
            NewTask second = a.next(NewTask.class);
            DoThisWithTask answer =
                    DoThisWithTask.builder(second.dialogueId(), 1).label("PARK").build();
            a.send(answer);
            await().untilAsserted(() -> assertThat(ended).last().isEqualTo(new DialogueOutcome.Answered(answer)));
            assertThat(ended).hasSize(2);
            b.send(new HeartbeatReq(5));
            assertThat(b.next()).isEqualTo(new HeartbeatConf(5));
        }
    }

    @Test
    void a_stranger_is_refused_at_once_and_told_with_a_budget() {
        try (ScriptedPim a = open(A);
                var log = new LogRecorder(MriSession.class)) {
            awaitReports("ROUTING the PIM opened a session");
            int attempts = WarningBudget.WARNINGS + 5;
            for (int i = 0; i < attempts; i++) {
                try (ScriptedPim stranger = connect(STRANGER)) {
                    stranger.awaitClosed();
                }
            }
            await().untilAsserted(() -> assertThat(reports).hasSize(attempts));
            assertThat(reports).containsOnly(STRANGER + " not among the allowed hosts");
            assertThat(log.lines(Level.WARN)).hasSize(WarningBudget.WARNINGS);
            a.send(new HeartbeatReq(5));
            assertThat(a.next()).isEqualTo(new HeartbeatConf(5));
        }
    }

    @Test
    void a_newer_connection_of_one_host_replaces_the_older() {
        try (ScriptedPim old = open(A);
                ScriptedPim young = open(A)) {
            old.awaitClosed();
            awaitReports(
                    "ROUTING the PIM opened a session",
                    "DOWN replaced by a newer connection",
                    "ROUTING the PIM opened a session");
            young.send(new HeartbeatReq(5));
            assertThat(young.next()).isEqualTo(new HeartbeatConf(5));
        }
    }

    @Test
    void sides_that_take_over_again_and_again_raise_an_alarm() {
        try (ScriptedPim a = open(A);
                ScriptedPim b = open(B)) {
            for (ScriptedPim pim : List.of(a, b, a)) {
                pim.send(new RoutingEnabled());
                pim.send(new HeartbeatReq(5));
                assertThat(pim.next()).isEqualTo(new HeartbeatConf(5));
            }
            await().untilAsserted(() -> assertThat(reports).contains("4 switches in PT5M"));
        }
    }

    @Test
    void a_connection_that_only_hangs_on_does_not_disturb_the_session() {
        try (ScriptedPim hanging = connect(A);
                ScriptedPim pim = open(A)) {
            pim.send(new HeartbeatReq(5));
            assertThat(pim.next()).isEqualTo(new HeartbeatConf(5));
            hanging.send(new OpenReq(1, 1, 20_000)); // now it is the newer session
            pim.awaitClosed();
        }
    }
}
