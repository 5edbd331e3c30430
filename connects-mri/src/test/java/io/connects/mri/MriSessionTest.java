package io.connects.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connects.core.ClosedException;
import io.connects.core.ProtocolViolationException;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.CloseConf;
import io.connects.mri.message.CloseReq;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.HeartbeatConf;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.SessionState;
import io.connects.mri.message.Unrecognised;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The session over loopback, with a peer that behaves badly. */
class MriSessionTest {
    private static final NewTask TASK = NewTask.builder(5003, "8000").build();

    private final Queue<Object> reports = new ConcurrentLinkedQueue<>();
    private MriSession session;

    private MriOptions.Builder options() {
        return MriOptions.builder().address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private void start(MriOptions options) {
        session = new MriSession(options, new MriListener() {
            @Override
            public void state(SessionState state, String reason) {
                reports.add(state);
            }

            @Override
            public void unrecognised(Unrecognised message) {
                reports.add(message);
            }

            @Override
            public void violation(ProtocolViolationException violation) {
                reports.add(violation);
            }
        });
        session.start();
    }

    @AfterEach
    void close() {
        session.close();
        assertThat(session.closed()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(
                        name -> name.equals("connects-mri-" + session.address().getPort()));
    }

    private void awaitReports(Object... expected) {
        await().untilAsserted(() -> assertThat(reports).containsExactly(expected));
    }

    private void proveItRoutes() {
        reports.clear();
        try (ScriptedPim pim = ScriptedPim.open(session.address())) {
            awaitReports(SessionState.ROUTING);
            var outcome = new ConcurrentLinkedQueue<DialogueOutcome>();
            session.submit(TASK, outcome::add);
            NewTask task = pim.next(NewTask.class);
            DoThisWithTask answer =
                    DoThisWithTask.builder(task.dialogueId(), 1).label("PARK").build();
            pim.send(answer);
            await().untilAsserted(() -> assertThat(outcome).containsExactly(new DialogueOutcome.Answered(answer)));
        }
    }

    @Test
    void answers_heartbeats_and_a_close_request() {
        start(options().build());
        ScriptedPim pim = ScriptedPim.open(session.address());
        pim.send(new HeartbeatReq(77));
        assertThat(pim.next()).isEqualTo(new HeartbeatConf(77));
        pim.send(new CloseReq(5, 0, ""));
        assertThat(pim.next()).isEqualTo(new CloseConf(5));
        pim.awaitClosed();
        awaitReports(SessionState.ROUTING, SessionState.DOWN);
        pim.close();
    }

    @Test
    void says_good_bye_and_refuses_tasks_afterwards() {
        start(options().build());
        try (ScriptedPim pim = ScriptedPim.open(session.address())) {
            session.close();
            pim.next(CloseReq.class);
            pim.send(new CloseConf(1));
            pim.awaitClosed();
            assertThatThrownBy(() -> session.submit(TASK, outcome -> {})).isInstanceOf(ClosedException.class);
        }
    }

    @Test
    void skips_what_it_cannot_read_and_stays_in_session() {
        start(options().build());
        try (ScriptedPim pim = ScriptedPim.open(session.address())) {
            byte[] unknown = HexFormat.of().parseHex("0000000300000063AABBCC");
            pim.send(unknown);
            pim.send(HexFormat.of().parseHex("0000000200000005AABB"));
            pim.send(new HeartbeatReq(3));
            assertThat(pim.next()).isEqualTo(new HeartbeatConf(3));
            await().untilAsserted(() -> assertThat(reports).hasSize(3));
            assertThat(reports).contains(SessionState.ROUTING, new Unrecognised(unknown));
            assertThat(reports).hasAtLeastOneElementOfType(ProtocolViolationException.class);
        }
    }

    @Test
    void recovers_from_a_length_that_cannot_be() {
        start(options().build());
        ScriptedPim pim = ScriptedPim.open(session.address());
        pim.send(HexFormat.of().parseHex("7FFFFFFF00000005"));
        pim.awaitClosed();
        awaitReports(SessionState.ROUTING, SessionState.DOWN);
        pim.close();
        proveItRoutes();
    }

    @Test
    void recovers_from_garbage() {
        start(options().build());
        byte[] garbage = new byte[64 * 1024];
        new Random(7).nextBytes(garbage);
        ScriptedPim pim = ScriptedPim.connect(session.address(), MriDialect.ged125Like());
        pim.send(garbage);
        pim.awaitClosed();
        pim.close();
        proveItRoutes();
    }

    @Test
    void recovers_from_a_cut() {
        start(options().build());
        ScriptedPim pim = ScriptedPim.open(session.address());
        awaitReports(SessionState.ROUTING);
        pim.close();
        awaitReports(SessionState.ROUTING, SessionState.DOWN);
        proveItRoutes();
    }

    @Test
    void drops_a_silent_peer() {
        start(options().heartbeatInterval(Duration.ofMillis(50)).build());
        ScriptedPim pim = ScriptedPim.connect(session.address(), MriDialect.ged125Like());
        pim.open(100);
        pim.awaitClosed();
        awaitReports(SessionState.ROUTING, SessionState.DOWN);
        pim.close();
        proveItRoutes();
    }

    @Test
    void drops_a_peer_that_does_not_open() {
        start(options().openDeadline(Duration.ofMillis(100)).build());
        ScriptedPim pim = ScriptedPim.connect(session.address(), MriDialect.ged125Like());
        pim.awaitClosed();
        pim.close();
        proveItRoutes();
    }

    @Test
    void drops_a_peer_that_does_not_read() {
        List<String> names =
                IntStream.range(0, 8).mapToObj(i -> "user.text" + i).toList();
        start(options().maxUnsentBytes(64 * 1024).eccNames(names).build());
        ScriptedPim pim = ScriptedPim.open(session.address());
        awaitReports(SessionState.ROUTING);
        NewTask.Builder big = NewTask.builder(5003, "8000");
        names.forEach(name -> big.ecc(name, "x".repeat(210)));
        var ended = new ConcurrentLinkedQueue<DialogueOutcome>();
        int count = 8_000; // more than the buffers of two sockets hold
        for (int i = 0; i < count; i++) {
            session.submit(big.build(), ended::add);
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ended).hasSize(count));
        assertThat(ended).hasOnlyElementsOfType(DialogueOutcome.SessionLost.class);
        awaitReports(SessionState.ROUTING, SessionState.DOWN);
        pim.close();
        proveItRoutes();
    }

    @Test
    void all_option_faults_are_told_together() {
        start(options().build());
        assertThatThrownBy(() -> MriOptions.builder()
                        .port(70_000)
                        .heartbeatInterval(Duration.ZERO)
                        .cancelDeadline(Duration.ofSeconds(-1))
                        .maxUnsentBytes(1)
                        .eccNames(List.of("user.a", "user.a", "user." + "x".repeat(40)))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "port: ",
                        "heartbeatInterval: ",
                        "cancelDeadline: ",
                        "maxUnsentBytes: ",
                        "user.a is there twice",
                        "at most 32");
    }

    @Test
    void closes_although_the_executor_refuses_callbacks() {
        start(options()
                .callbacks(task -> {
                    throw new RejectedExecutionException("refused by the test");
                })
                .build());
        try (ScriptedPim pim = ScriptedPim.open(session.address())) {
            session.close();
            pim.next(CloseReq.class);
            pim.send(new CloseConf(1));
            pim.awaitClosed();
        }
        assertThat(session.closed()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void a_closed_session_gives_up_its_port() throws Exception {
        start(options().build());
        session.close();
        assertThat(session.closed()).succeedsWithin(Duration.ofSeconds(5));

        try (var another = new ServerSocket()) {
            another.bind(session.address());
            assertThat(another.isBound()).isTrue();
        }
    }
}
