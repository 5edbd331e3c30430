package io.connects.core.routing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.connects.core.routing.TaskId;
import io.connects.core.routing.TaskKey;
import io.connects.core.routing.TaskOutcome;
import io.connects.core.routing.TaskRequest;
import io.connects.core.routing.TaskRouter;
import io.connects.core.routing.contract.ScriptedPeer.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@code TaskRouter} does, whatever it speaks. An adapter's test extends this and supplies a router and its peer. */
public abstract class TaskRouterContract {
    private static final TaskId TASK = new TaskId(152_145, 204, 1);
    private static final int AGENT = 5017;

    private final RecordedReports reports = new RecordedReports();
    private TaskRouter router;
    private ScriptedPeer peer;
    private int submissions;

    /**
     * A new router, not started, that takes submissions back within a second or so and sends the ECC variable {@code user.key}. Where its wire
     * tells the queue, it reads both figures.
     */
    protected abstract TaskRouter newRouter();

    /** A peer, not connected, for the router, which was started. */
    protected abstract ScriptedPeer newPeer(TaskRouter started);

    @BeforeEach
    void start() {
        router = newRouter();
        router.start(reports);
        peer = newPeer(router);
    }

    @AfterEach
    void stop() {
        router.close();
        peer.close();
    }

    private void connect() {
        peer.connect();
        reports.expectReady();
    }

    private TaskKey submit() {
        return submit(request("Web.Chat", Map.of()));
    }

    private TaskKey submit(TaskRequest request) {
        var key = new TaskKey("0JR" + ++submissions, 1);
        router.submit(key, request);
        return key;
    }

    private static TaskRequest request(String scriptSelector, Map<String, String> variables) {
        return new TaskRequest(5003, scriptSelector, null, null, variables);
    }

    @Test
    void a_request_reaches_the_peer_with_its_variables() {
        connect();
        submit(request("Web.Chat", Map.of("callVariable1", "one", "callVariable10", "ten", "user.key", "0JR1:1")));
        Submission arrived = peer.nextSubmission();
        assertThat(arrived.scriptSelector()).isEqualTo("Web.Chat");
        assertThat(arrived.variables())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("callVariable1", "one", "callVariable10", "ten", "user.key", "0JR1:1"));
    }

    @Test
    void submissions_reach_the_peer_in_order() {
        connect();
        IntStream.range(0, 50).forEach(i -> submit(request("Selector." + i, Map.of())));
        for (int i = 0; i < 50; i++) {
            assertThat(peer.nextSubmission().scriptSelector()).isEqualTo("Selector." + i);
        }
    }

    @Test
    void an_agent_ends_a_submission() {
        connect();
        TaskKey key = submit();
        peer.answerAgent(peer.nextSubmission(), TASK, AGENT);
        assertThat(reports.expectEnd(key)).isEqualTo(new TaskOutcome.AgentChosen(TASK, AGENT));
    }

    @Test
    void a_label_ends_a_submission() {
        connect();
        TaskKey key = submit();
        peer.answerLabel(peer.nextSubmission(), "Q_BACKLOG");
        assertThat(reports.expectEnd(key)).isEqualTo(new TaskOutcome.LabelChosen("Q_BACKLOG"));
    }

    @Test
    void a_failure_ends_a_submission_and_says_whether_it_is_permanent() {
        connect();
        for (boolean permanent : new boolean[] {true, false}) {
            TaskKey key = submit();
            peer.fail(peer.nextSubmission(), permanent);
            assertThat(reports.expectEnd(key))
                    .isInstanceOfSatisfying(
                            TaskOutcome.Failed.class,
                            failed -> assertThat(failed.permanent()).isEqualTo(permanent));
        }
    }

    @Test
    void a_release_ends_a_submission() {
        assumeTrue(peer.canRelease());
        connect();
        TaskKey key = submit();
        peer.release(peer.nextSubmission(), 6);
        assertThat(reports.expectEnd(key)).isEqualTo(new TaskOutcome.Released(6));
    }

    @Test
    void a_submission_that_waits_may_be_told_of_any_number_of_times_before_its_end() {
        assumeTrue(peer.canTellTheQueue());
        connect();
        TaskKey key = submit();
        Submission arrived = peer.nextSubmission();
        peer.tellTheQueue(arrived, 7, Duration.ofSeconds(90));
        peer.tellTheQueue(arrived, 6, Duration.ofSeconds(75));
        peer.answerAgent(arrived, TASK, AGENT);
        reports.expectQueued(key, 7, Duration.ofSeconds(90));
        reports.expectQueued(key, 6, Duration.ofSeconds(75));
        assertThat(reports.expectEnd(key)).isInstanceOf(TaskOutcome.AgentChosen.class);
        reports.expectNothingElse();
    }

    @Test
    void a_submission_ends_once_however_often_the_peer_answers() {
        connect();
        TaskKey first = submit();
        Submission arrived = peer.nextSubmission();
        peer.answerAgent(arrived, TASK, AGENT);
        peer.answerAgent(arrived, TASK, AGENT);
        peer.answerLabel(arrived, "LATE");
        TaskKey second = submit();
        peer.answerLabel(peer.nextSubmission(), "NEXT");
        assertThat(reports.expectEnd(first)).isInstanceOf(TaskOutcome.AgentChosen.class);
        assertThat(reports.expectEnd(second)).isInstanceOf(TaskOutcome.LabelChosen.class);
        reports.expectNothingElse();
    }

    @Test
    void a_lost_session_ends_open_submissions_in_order_after_the_state() {
        connect();
        List<TaskKey> keys = IntStream.range(0, 20).mapToObj(i -> submit()).toList();
        keys.forEach(key -> peer.nextSubmission());
        peer.dropSession();
        reports.expectState(TaskRouter.State.DOWN);
        keys.forEach(key -> assertThat(reports.expectEnd(key)).isInstanceOf(TaskOutcome.SessionLost.class));
        reports.expectNothingElse();
    }

    @Test
    void disabled_routing_ends_open_submissions_in_order_after_the_state() {
        connect();
        List<TaskKey> keys = IntStream.range(0, 20).mapToObj(i -> submit()).toList();
        keys.forEach(key -> peer.nextSubmission());
        peer.disableRouting();
        reports.expectState(TaskRouter.State.DISABLED);
        keys.forEach(key -> assertThat(reports.expectEnd(key)).isInstanceOf(TaskOutcome.SessionLost.class));
        peer.enableRouting();
        reports.expectState(TaskRouter.State.READY);
        reports.expectNothingElse();
    }

    @Test
    void submits_nothing_again_by_itself() {
        connect();
        TaskKey lost = submit();
        peer.nextSubmission();
        peer.dropSession();
        reports.expectState(TaskRouter.State.DOWN);
        assertThat(reports.expectEnd(lost)).isInstanceOf(TaskOutcome.SessionLost.class);
        connect();
        submit(request("Another", Map.of()));
        assertThat(peer.nextSubmission().scriptSelector()).isEqualTo("Another");
    }

    @Test
    void a_submission_without_a_session_ends_as_lost() {
        TaskKey key = submit();
        assertThat(reports.expectEnd(key)).isInstanceOf(TaskOutcome.SessionLost.class);
    }

    @Test
    void a_submission_while_routing_is_disabled_ends_as_lost() {
        connect();
        peer.disableRouting();
        reports.expectState(TaskRouter.State.DISABLED);
        TaskKey key = submit();
        assertThat(reports.expectEnd(key)).isInstanceOf(TaskOutcome.SessionLost.class);
    }

    @Test
    void a_cancelled_submission_ends_though_the_peer_is_silent() {
        connect();
        TaskKey key = submit();
        Submission arrived = peer.nextSubmission();
        router.cancel(key);
        peer.awaitCancel(arrived);
        assertThat(reports.expectEnd(key)).isEqualTo(new TaskOutcome.Cancelled());
        reports.expectNothingElse();
    }

    @Test
    void a_cancellation_that_crosses_an_answer_ends_once() {
        connect();
        TaskKey key = submit();
        Submission arrived = peer.nextSubmission();
        router.cancel(key);
        peer.awaitCancel(arrived);
        peer.answerAgent(arrived, TASK, AGENT);
        assertThat(reports.expectEnd(key)).isIn(new TaskOutcome.AgentChosen(TASK, AGENT), new TaskOutcome.Cancelled());
        reports.expectNothingElse();
    }

    @Test
    void cancelling_what_has_ended_does_nothing() {
        connect();
        TaskKey key = submit();
        peer.answerLabel(peer.nextSubmission(), "DONE");
        reports.expectEnd(key);
        router.cancel(key);
        router.cancel(new TaskKey("never submitted", 1));
        TaskKey next = submit();
        peer.answerLabel(peer.nextSubmission(), "NEXT");
        assertThat(reports.expectEnd(next)).isEqualTo(new TaskOutcome.LabelChosen("NEXT"));
        reports.expectNothingElse();
    }

    @Test
    void text_never_fails_a_submission() {
        connect();
        for (String text : List.of(
                "\u0393\u03B9\u03CE\u03C1\u03B3\u03BF\u03C2",
                "\u7530\u4E2D\u3055\u3093",
                "\u0645\u062D\u0645\u062F",
                "J\u00F6rg \uD83D\uDE00",
                "broken \uD83D half",
                "line\nbreak\0nul",
                "x".repeat(10_000),
                "")) {
            TaskKey key = submit(request(
                    "Web.Chat",
                    Map.of("callVariable1", text, "callVariable5", text, "user.key", text, "user.unknown", text)));
            peer.answerAgent(peer.nextSubmission(), TASK, AGENT);
            assertThat(reports.expectEnd(key)).isInstanceOf(TaskOutcome.AgentChosen.class);
        }
    }

    @Test
    void closing_ends_open_submissions_as_lost() {
        connect();
        TaskKey key = submit();
        peer.nextSubmission();
        router.close();
        reports.expectState(TaskRouter.State.DOWN);
        assertThat(reports.expectEnd(key)).isInstanceOf(TaskOutcome.SessionLost.class);
        reports.expectNothingElse();
    }
}
