package io.connects.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.connects.core.ClosedException;
import io.connects.core.ProtocolViolationException;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.CloseConf;
import io.connects.mri.message.CloseReq;
import io.connects.mri.message.DialogueMessage;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.HeartbeatConf;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.NewTaskFailure;
import io.connects.mri.message.OpenConf;
import io.connects.mri.message.OpenReq;
import io.connects.mri.message.RegisterVariables;
import io.connects.mri.message.RunScriptReq;
import io.connects.mri.message.RunScriptResult;
import io.connects.mri.message.SessionState;
import io.connects.mri.message.TaskVariables;
import io.connects.mri.message.Unrecognised;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
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
        try (var log = new LogRecorder(MriSession.class)) {
            pim.send(HexFormat.of().parseHex("7FFFFFFF00000005" + "00".repeat(8) + "78".repeat(20)));
            pim.awaitClosed();
            awaitReports(SessionState.ROUTING, SessionState.DOWN);
            assertThat(log.lines(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("7fffffff00000005" + "00".repeat(8))
                    .doesNotContain("7878");
            assertThat(log.lines(Level.INFO)).noneMatch(line -> line.contains("7878"));
        }
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

    @Test
    void takes_a_session_that_comes_one_byte_at_a_time() {
        start(options().build());
        MriCodec codec = MriCodec.of(MriDialect.ged125Like());
        try (ScriptedPim pim = ScriptedPim.connect(session.address(), MriDialect.ged125Like())) {
            for (MriMessage message : List.of(new OpenReq(1, 1, 20_000), new HeartbeatReq(9))) {
                for (byte one : codec.write(message)) {
                    pim.send(new byte[] {one});
                }
            }
            assertThat(pim.next()).isEqualTo(new OpenConf(1));
            pim.next(RegisterVariables.class);
            assertThat(pim.next()).isEqualTo(new HeartbeatConf(9));
            awaitReports(SessionState.ROUTING);
        }
    }

    @Test
    void a_peer_that_is_half_open_is_dropped_and_its_tasks_end() {
        start(options().heartbeatInterval(Duration.ofMillis(50)).build());
        ScriptedPim pim = ScriptedPim.connect(session.address(), MriDialect.ged125Like());
        pim.open(100);
        var outcome = new ConcurrentLinkedQueue<DialogueOutcome>();
        session.submit(TASK, outcome::add); // goes into the void: nobody reads, nobody answers, nobody closes
        await().untilAsserted(() ->
                assertThat(outcome).containsExactly(new DialogueOutcome.SessionLost("silent for too long")));
        awaitReports(SessionState.ROUTING, SessionState.DOWN);
        pim.close();
        proveItRoutes();
    }

    @Test
    void garbage_within_a_session_ends_it_and_its_tasks() {
        start(options().build());
        ScriptedPim pim = ScriptedPim.open(session.address());
        var outcome = new ConcurrentLinkedQueue<DialogueOutcome>();
        session.submit(TASK, outcome::add);
        pim.next(NewTask.class);
        byte[] garbage = new byte[64 * 1024];
        new Random(8).nextBytes(garbage);
        pim.send(garbage);
        pim.awaitClosed();
        await().untilAsserted(
                        () -> assertThat(outcome).hasSize(1).hasOnlyElementsOfType(DialogueOutcome.SessionLost.class));
        pim.close();
        proveItRoutes();
    }

    @Test
    void a_script_is_answered_while_the_listener_is_slow_and_told_in_order() {
        var gate = new CountDownLatch(1);
        ExecutorService slow = Executors.newSingleThreadExecutor();
        slow.execute(() -> awaitQuietly(gate));
        start(options().callbacks(slow).expectedWaitVariable("callVariable3").build());
        var told = new ConcurrentLinkedQueue<Object>();
        try (ScriptedPim pim = ScriptedPim.open(session.address())) {
            session.submit(TASK, new DialogueListener() {
                @Override
                public void queued(QueueReport report) {
                    told.add(report.expectedWait());
                }

                @Override
                public void ended(DialogueOutcome outcome) {
                    told.add(outcome);
                }
            });
            long dialogue = pim.next(NewTask.class).dialogueId();
            TaskVariables ninety = TaskVariables.builder().callVariable(3, "90").build();
            pim.send(new RunScriptReq(dialogue, 1, 5, "EWT", null, ninety));
            assertThat(pim.next(RunScriptResult.class).invokeId()).isEqualTo(5);
            DoThisWithTask answer =
                    DoThisWithTask.builder(dialogue, 2).label("PARK").build();
            pim.send(answer);
            assertThat(told).isEmpty();
            gate.countDown();
            await().untilAsserted(() ->
                    assertThat(told).containsExactly(Duration.ofSeconds(90), new DialogueOutcome.Answered(answer)));
        }
        session.close();
        assertThat(session.closed()).succeedsWithin(Duration.ofSeconds(5));
        slow.shutdown();
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_pim_that_sends_faster_than_the_listener_listens_is_held_back_and_loses_nothing() {
        var gate = new CountDownLatch(1);
        ExecutorService slow = Executors.newSingleThreadExecutor();
        slow.execute(() -> awaitQuietly(gate));
        var late = new AtomicLong();
        var options = options().callbacks(slow).build();
        session = new MriSession(options, new MriListener() {
            @Override
            public void lateAnswer(DialogueMessage answer) {
                late.incrementAndGet();
            }
        });
        session.start();
        int count = 4 * Callbacks.MANY;
        CompletableFuture<Void> flood;
        try (var log = new LogRecorder(MriSession.class);
                ScriptedPim pim = ScriptedPim.open(session.address())) {
            flood = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < count; i++) {
                    pim.send(new NewTaskFailure(1_000_000L + i, 1, 12));
                }
                pim.send(new HeartbeatReq(3));
            });
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(log.lines(Level.WARN))
                            .anyMatch(line -> line.startsWith("Callbacks do not keep up")));
            gate.countDown();
            assertThat(pim.next()).isEqualTo(new HeartbeatConf(3));
            assertThat(flood).succeedsWithin(Duration.ofSeconds(5));
            await().untilAsserted(() -> assertThat(late).hasValue(count));
        }
        session.close();
        assertThat(session.closed()).succeedsWithin(Duration.ofSeconds(5));
        slow.shutdown();
    }

    @Test
    void the_queue_variables_are_among_those_that_a_request_can_carry() {
        start(options().build());
        assertThatThrownBy(() -> MriOptions.builder()
                        .queuePositionVariable("callVariable11")
                        .expectedWaitVariable("user.wait")
                        .build())
                .hasMessageContaining("queuePositionVariable: ")
                .hasMessageContaining("expectedWaitVariable: ");
        MriOptions options = MriOptions.builder()
                .eccNames(List.of("user.wait"))
                .queuePositionVariable("callVariable10")
                .expectedWaitVariable("user.wait")
                .build();
        assertThat(options.toBuilder().build().expectedWaitVariable()).isEqualTo("user.wait");
    }
}
