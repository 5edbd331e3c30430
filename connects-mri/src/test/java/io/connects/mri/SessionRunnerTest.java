package io.connects.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.connects.core.PeerUnreachableException;
import io.connects.core.ProtocolViolationException;
import io.connects.mri.internal.engine.Event;
import io.connects.mri.internal.transport.SkippedFrame;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.OpenReq;
import io.connects.mri.message.Unrecognised;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SessionRunnerTest {
    private static final long SECOND = 1_000_000_000L;

    private static final NewTask TASK = NewTask.builder(5003, "8000").build();

    private final FakeTransport transport = new FakeTransport();
    /** Callbacks that nobody has run yet. */
    private final Queue<Runnable> callbacks = new ArrayDeque<>();

    private boolean refusing;

    private final SessionRunner runner = new SessionRunner(
            MriOptions.builder().build(),
            new MriListener() {},
            state -> {},
            new Callbacks(this::threads),
            () -> transport.now);

    private void open() {
        runner.start(transport, () -> {});
        runner.connected(1, "peer");
        runner.received(1, new OpenReq(1, 1, 20_000));
        transport.deeds.clear();
    }

    private void threads(Runnable task) {
        if (refusing) {
            throw new RejectedExecutionException("refused by the test");
        }
        callbacks.add(task);
    }

    private void runCallbacks() {
        for (Runnable next = callbacks.poll(); next != null; next = callbacks.poll()) {
            next.run();
        }
    }

    private void skip(int frames) {
        for (int i = 0; i < frames; i++) {
            runner.skipped(1, new SkippedFrame(new ProtocolViolationException("no sense", 0, new byte[] {1}), null));
        }
    }

    @Test
    void malformed_frames_alone_pause_reading_until_callbacks_have_caught_up() {
        open();
        skip(Callbacks.MANY - 1); // the state's callback waits too
        assertThat(transport.deeds).isEmpty();
        skip(1);
        assertThat(transport.deeds).containsExactly("pause");
        runCallbacks();
        assertThat(transport.deeds).containsExactly("pause", "resume");
    }

    @Test
    void a_stalled_callback_does_not_end_the_session() {
        open();
        skip(Callbacks.MANY);
        transport.pass(3600 * SECOND);
        assertThat(transport.deeds).containsExactly("pause");
        runCallbacks();
        transport.pass(20 * SECOND - 1);
        assertThat(transport.deeds).containsExactly("pause", "resume");
        transport.pass(1);
        assertThat(transport.deeds).containsExactly("pause", "resume", "disconnect silent for too long");
    }

    @Test
    void a_refusal_is_an_error_once() {
        try (var log = new LogRecorder(MriSession.class)) {
            refusing = true;
            open();
            skip(3);
            assertThat(log.lines(Level.ERROR))
                    .containsExactly("The executor refuses MRI callbacks: outcomes of tasks are lost");
        }
    }

    @Test
    void refused_callbacks_lose_no_other_effects_and_no_timer() {
        open();
        runCallbacks();
        refusing = true;
        runner.post(new Event.Submit(new SessionDialogue(runner, outcome -> {}), TASK));
        runner.post(new Event.CloseAsked()); // tells the state, ends the dialogue, then sends
        assertThat(transport.deeds).containsExactly("send NewTask", "send CloseReq");
        transport.pass(SECOND);
        assertThat(transport.deeds).endsWith("disconnect no CLOSE_CONF in time", "stop");
    }

    @Test
    void refused_callbacks_do_not_count_as_waiting() {
        open();
        refusing = true;
        runCallbacks(); // what waits is refused when its turn comes
        skip(2 * Callbacks.MANY);
        assertThat(transport.deeds).isEmpty();
    }

    @Test
    void reading_goes_on_when_the_callbacks_that_wait_are_dropped() {
        open();
        skip(Callbacks.MANY);
        refusing = true;
        runCallbacks();
        assertThat(transport.deeds).containsExactly("pause", "resume");
    }

    @Test
    void only_so_many_tasks_wait_to_be_sent_unless_their_owner_has_a_bound_of_his_own() {
        open();
        transport.stalled = true;
        for (int i = 0; i < SessionRunner.MOST_UNSENT; i++) {
            runner.submit(TASK, outcome -> {});
        }
        assertThatThrownBy(() -> runner.submit(TASK, outcome -> {}))
                .isInstanceOf(PeerUnreachableException.class)
                .hasMessageContaining("10000");
        runner.submitUnbounded(TASK, outcome -> {});
        assertThat(transport.deeds).isEmpty();
        transport.goOn();
        assertThat(transport.deeds).hasSize(SessionRunner.MOST_UNSENT + 1).containsOnly("send NewTask");
        runner.submit(TASK, outcome -> {});
        assertThat(transport.deeds).hasSize(SessionRunner.MOST_UNSENT + 2);
    }

    @Test
    void faults_and_late_answers_are_warnings_so_many_times_an_hour_however_often_somebody_connects() {
        var late = DoThisWithTask.builder(77, 1).agentSkillTargetId(5017).build();
        try (var log = new LogRecorder(MriSession.class)) {
            open();
            runner.received(1, late);
            assertThat(log.lines(Level.WARN)).last().asString().startsWith("Late MRI answer dialogueId=77");
            skip(WarningBudget.WARNINGS);
            runner.received(1, late);
            runner.connected(2, "another");
            skip(1);
            assertThat(log.lines(Level.WARN)).hasSize(WarningBudget.WARNINGS);

            transport.now += WarningBudget.PERIOD.toNanos();
            skip(1);
            assertThat(log.lines(Level.WARN)).hasSize(WarningBudget.WARNINGS + 1);
        }
    }

    @Test
    void dropped_and_refused_connections_have_a_budget_of_their_own() {
        try (var log = new LogRecorder(MriSession.class)) {
            open();
            for (int i = 0; i < WarningBudget.WARNINGS; i++) {
                runner.dropped("peer", "does not read");
                runner.connected(2 + i, "peer");
                runner.refused("peer", "not among the allowed hosts");
            }
            assertThat(log.lines(Level.WARN)).hasSize(WarningBudget.WARNINGS);
            skip(1);
            assertThat(log.lines(Level.WARN)).hasSize(WarningBudget.WARNINGS + 1);
        }
    }

    @Test
    void the_log_shows_the_head_of_a_faulty_frame_and_nothing_of_its_texts() {
        byte[] frame = new byte[40];
        Arrays.fill(frame, 16, 40, (byte) 'x');
        try (var log = new LogRecorder(MriSession.class)) {
            open();
            runner.skipped(1, new SkippedFrame(new ProtocolViolationException("no sense", 8, frame), null));
            runner.received(1, new Unrecognised(frame));
            assertThat(log.lines(Level.WARN))
                    .containsExactly(
                            "Skipped an MRI message that cannot be read: no sense, begins with " + "00".repeat(16),
                            "Skipped an MRI message of unknown type: Unrecognised[length=40, frame=" + "00".repeat(16)
                                    + "]");
        }
    }
}
