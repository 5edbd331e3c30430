package io.connects.mri.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.connects.core.PeerUnreachableException;
import io.connects.core.routing.TaskId;
import io.connects.core.routing.TaskKey;
import io.connects.core.routing.TaskOutcome;
import io.connects.core.routing.TaskRequest;
import io.connects.core.routing.TaskRouter;
import io.connects.core.routing.contract.RecordedReports;
import io.connects.mri.LogRecorder;
import io.connects.mri.MriOptions;
import io.connects.mri.MriSession;
import io.connects.mri.ScriptedPim;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.DialogueFailureConf;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.Release;
import io.connects.mri.message.TerminateDialogue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MriTaskRouterTest {
    private static final int NO_SCRIPT = 0x12;
    private static final int QUEUE_TIMEOUT = 0x0A;

    private static MriOptions.Builder options() {
        return MriOptions.builder()
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .eccNames(List.of("user.key"))
                .cancelDeadline(Duration.ofMillis(300));
    }

    @Test
    void an_answer_within_the_cancel_deadline_counts_and_a_later_one_is_counted_as_late() {
        var reports = new RecordedReports();
        var router = new MriTaskRouter(options().build(), text -> text);
        router.start(reports);
        try (ScriptedPim pim = ScriptedPim.open(router.address())) {
            reports.expectState(TaskRouter.State.READY);
            var key = new TaskKey("0JR", 1);
            router.submit(key, new TaskRequest(5003, "8000", null, null, Map.of()));
            router.cancel(key);
            long dialogue = pim.next(NewTask.class).dialogueId();
            pim.next(TerminateDialogue.class);
            DoThisWithTask answer =
                    DoThisWithTask.builder(dialogue, 1).agentSkillTargetId(7).build();
            pim.send(answer);
            assertThat(reports.expectEnd(key)).isEqualTo(new TaskOutcome.AgentChosen(TaskId.NONE, 7));
            pim.send(answer);
            await().untilAsserted(() -> assertThat(router.lateAnswers()).isOne());
        } finally {
            router.close();
        }
        assertThat(router.closed()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void tells_operators_of_changed_texts_and_late_answers_when_a_session_ends_and_at_close() {
        var reports = new RecordedReports();
        var router = new MriTaskRouter(options().build(), text -> text.replace("\u00F6", "oe"));
        var changed = new TaskRequest(5003, "8000", null, null, Map.of("user.key", "sch\u00F6n"));
        try (var log = new LogRecorder(MriTaskRouter.class)) {
            router.start(reports);
            try (ScriptedPim pim = ScriptedPim.open(router.address())) {
                reports.expectState(TaskRouter.State.READY);
                var key = new TaskKey("0JR", 1);
                router.submit(key, changed);
                DoThisWithTask answer = DoThisWithTask.builder(
                                pim.next(NewTask.class).dialogueId(), 1)
                        .agentSkillTargetId(7)
                        .build();
                pim.send(answer);
                pim.send(answer);
                reports.expectEnd(key);
                await().untilAsserted(() -> assertThat(router.lateAnswers()).isOne());
            }
            reports.expectState(TaskRouter.State.DOWN);
            assertThat(log.lines(Level.INFO)).containsExactly("MRI texts changed=1 late answers=1");

            ScriptedPim.open(router.address()).close();
            reports.expectState(TaskRouter.State.READY);
            reports.expectState(TaskRouter.State.DOWN);
            assertThat(log.lines(Level.INFO)).as("nothing new").hasSize(1);

            router.submit(new TaskKey("0JR", 2), changed);
            router.close();
            assertThat(router.closed()).succeedsWithin(Duration.ofSeconds(5));
            assertThat(log.lines(Level.INFO)).hasSize(2).last().isEqualTo("MRI texts changed=2 late answers=1");
        }
    }

    @Test
    void names_address_and_port_that_cannot_be_had() {
        var first = new MriTaskRouter(options().build(), text -> text);
        first.start(new RecordedReports());
        var second = new MriTaskRouter(options().address(first.address()).build(), text -> text);
        assertThatThrownBy(() -> second.start(new RecordedReports()))
                .isInstanceOf(PeerUnreachableException.class)
                .hasMessageContaining("127.0.0.1:" + first.address().getPort());
        first.close();
        second.close();
        assertThat(first.closed()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(second.closed()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void a_cause_that_the_dialect_lists_as_expired_is_an_expiry_in_the_queue_and_a_refused_dialogue_a_failure() {
        var reports = new RecordedReports();
        var router = new MriTaskRouter(options().build(), text -> text);
        router.start(reports);
        try (ScriptedPim pim = ScriptedPim.open(router.address())) {
            reports.expectState(TaskRouter.State.READY);
            assertThat(outcome(router, reports, pim, 1, id -> new Release(id, 1, QUEUE_TIMEOUT)))
                    .isEqualTo(new TaskOutcome.ExpiredInQueue());
            assertThat(outcome(router, reports, pim, 2, id -> new DialogueFailureConf(id, 1, 0, NO_SCRIPT)))
                    .isEqualTo(new TaskOutcome.Failed(true, "NO_SCRIPT", "DIALOGUE_FAILURE_CONF"));
            assertThat(outcome(router, reports, pim, 3, id -> new DialogueFailureConf(id, 1, 0, 999)))
                    .isEqualTo(new TaskOutcome.Failed(
                            false, "999", "DIALOGUE_FAILURE_CONF of a reason unknown to the dialect"));
        } finally {
            router.close();
        }
        assertThat(router.closed()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void an_answer_that_cannot_be_read_is_a_temporary_failure_and_the_session_goes_on() {
        var reports = new RecordedReports();
        var router = new MriTaskRouter(options().build(), text -> text);
        router.start(reports);
        try (ScriptedPim pim = ScriptedPim.open(router.address())) {
            reports.expectState(TaskRouter.State.READY);
            var key = new TaskKey("0JR", 1);
            router.submit(key, new TaskRequest(5003, "8000", null, null, Map.of()));
            long dialogue = pim.next(NewTask.class).dialogueId();
            byte[] whole = MriCodec.of(MriDialect.ged125Like())
                    .write(DoThisWithTask.builder(dialogue, 1).label("PARK").build());
            byte[] cut = Arrays.copyOf(whole, whole.length - 1);
            cut[3]--;
            pim.send(cut);
            assertThat(reports.expectEnd(key))
                    .isEqualTo(new TaskOutcome.Failed(false, "UNREADABLE_ANSWER", "DO_THIS_WITH_TASK cannot be read"));
            assertThat(outcome(router, reports, pim, 2, id -> new Release(id, 1, QUEUE_TIMEOUT)))
                    .isEqualTo(new TaskOutcome.ExpiredInQueue());
        } finally {
            router.close();
        }
        assertThat(router.closed()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void a_task_beyond_those_that_may_wait_to_be_sent_ends_as_a_temporary_failure() throws Exception {
        var reports = new RecordedReports();
        var router =
                new MriTaskRouter(options().maxUnsentBytes(64 * 1024 * 1024).build(), text -> text);
        router.start(reports);
        var request = new TaskRequest(5003, "8000", null, null, Map.of());
        try (ScriptedPim pim = ScriptedPim.open(router.address());
                var stall = new StalledLog(MriSession.class)) {
            reports.expectState(TaskRouter.State.READY);
            pim.send(HexFormat.of().parseHex("0000000300000063AABBCC")); // is warned of, on the loop
            stall.await();
            for (int i = 1; i <= 10_000; i++) {
                router.submit(new TaskKey("0JR" + i, 1), request);
            }
            var surplus = new TaskKey("surplus", 1);
            router.submit(surplus, request);
            assertThat(reports.expectEnd(surplus))
                    .isEqualTo(new TaskOutcome.Failed(
                            false, "TOO_MANY_UNSENT", "MRI session: 10000 tasks wait to be sent"));
        } finally {
            router.close();
        }
        assertThat(router.closed()).succeedsWithin(Duration.ofSeconds(5));
        reports.expectState(TaskRouter.State.DOWN);
        for (int i = 1; i <= 10_000; i++) {
            assertThat(reports.expectEnd(new TaskKey("0JR" + i, 1))).isInstanceOf(TaskOutcome.SessionLost.class);
        }
        reports.expectNothingElse();
    }

    /** Holds up whoever logs a warning, until it is closed. */
    private static final class StalledLog extends UnsynchronizedAppenderBase<ILoggingEvent> implements AutoCloseable {
        private final Logger logger;
        private final CountDownLatch stalled = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        StalledLog(Class<?> source) {
            logger = (Logger) LoggerFactory.getLogger(source);
            logger.setLevel(Level.WARN);
            start();
            logger.addAppender(this);
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().equals(Level.WARN)) {
                stalled.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        void await() throws InterruptedException {
            assertThat(stalled.await(10, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() {
            goOn.countDown();
            logger.detachAppender(this);
            logger.setLevel(null);
        }
    }

    private static TaskOutcome outcome(
            MriTaskRouter router, RecordedReports reports, ScriptedPim pim, int attempt, LongFunction<MriMessage> end) {
        var key = new TaskKey("0JR", attempt);
        router.submit(key, new TaskRequest(5003, "8000", null, null, Map.of()));
        pim.send(end.apply(pim.next(NewTask.class).dialogueId()));
        return reports.expectEnd(key);
    }

    @Test
    void a_failure_that_comes_late_is_no_agent_reserved_in_vain() {
        var reports = new RecordedReports();
        var router = new MriTaskRouter(options().build(), text -> text);
        router.start(reports);
        try (ScriptedPim pim = ScriptedPim.open(router.address())) {
            reports.expectState(TaskRouter.State.READY);
            pim.send(new Release(77, 1, 6));
            pim.send(DoThisWithTask.builder(77, 1).agentSkillTargetId(7).build());
            await().untilAsserted(() -> assertThat(router.lateAnswers()).isOne());
        } finally {
            router.close();
        }
        assertThat(router.closed()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(router.lateAnswers()).isOne();
    }
}
