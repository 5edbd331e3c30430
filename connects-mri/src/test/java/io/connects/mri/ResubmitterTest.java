package io.connects.mri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connects.core.ClosedException;
import io.connects.core.PeerUnreachableException;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.RoutingDisabled;
import io.connects.mri.message.RoutingEnabled;
import io.connects.mri.message.SessionState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResubmitterTest {
    private static final int MOST = 50;

    private final Queue<SessionState> states = new ConcurrentLinkedQueue<>();
    private final Queue<DialogueOutcome> ended = new ConcurrentLinkedQueue<>();
    private Resubmitter resubmitter;

    @BeforeEach
    void start() {
        MriOptions options = MriOptions.builder()
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .cancelDeadline(Duration.ofMillis(200))
                .build();
        resubmitter = new Resubmitter(
                options,
                new MriListener() {
                    @Override
                    public void state(SessionState state, String reason) {
                        states.add(state);
                    }
                },
                MOST);
        resubmitter.start();
    }

    @AfterEach
    void close() {
        resubmitter.close();
        assertThat(resubmitter.closed()).succeedsWithin(Duration.ofSeconds(5));
    }

    private ScriptedPim open() {
        ScriptedPim pim = ScriptedPim.open(resubmitter.address());
        awaitState(SessionState.ROUTING);
        return pim;
    }

    private void awaitState(SessionState state) {
        await().until(() -> states.contains(state));
        states.clear();
    }

    private MriDialogue submit(String selector) {
        return resubmitter.submit(NewTask.builder(5003, selector).build(), ended::add);
    }

    private static List<String> nextSelectors(ScriptedPim pim, int count) {
        var selectors = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            selectors.add(pim.next(NewTask.class).scriptSelector());
        }
        return selectors;
    }

    @Test
    void offers_lost_tasks_again_in_the_order_in_which_they_were_handed_in() {
        try (ScriptedPim pim = open()) {
            submit("1");
            submit("2");
            submit("3");
            assertThat(nextSelectors(pim, 3)).containsExactly("1", "2", "3");
        }
        awaitState(SessionState.DOWN);
        submit("4");
        try (ScriptedPim pim = open()) {
            assertThat(nextSelectors(pim, 4)).containsExactly("1", "2", "3", "4");
            pim.send(new RoutingDisabled());
            awaitState(SessionState.DISABLED);
            submit("5");
            pim.send(new RoutingEnabled());
            assertThat(nextSelectors(pim, 5)).containsExactly("1", "2", "3", "4", "5");
        }
        assertThat(ended).isEmpty();
    }

    @Test
    void a_task_that_has_ended_is_not_offered_again() {
        DoThisWithTask answer;
        try (ScriptedPim pim = open()) {
            submit("1");
            submit("2");
            long dialogue = pim.next(NewTask.class).dialogueId();
            pim.next(NewTask.class);
            answer = DoThisWithTask.builder(dialogue, 1).label("PARK").build();
            pim.send(answer);
            await().untilAsserted(() -> assertThat(ended).containsExactly(new DialogueOutcome.Answered(answer)));
        }
        awaitState(SessionState.DOWN);
        try (ScriptedPim pim = open()) {
            assertThat(nextSelectors(pim, 1)).containsExactly("2");
        }
    }

    @Test
    void a_task_that_was_taken_back_is_not_offered_again() {
        MriDialogue first = submit("1");
        submit("2");
        first.cancel();
        await().untilAsserted(() -> assertThat(ended).containsExactly(new DialogueOutcome.Cancelled()));
        try (ScriptedPim pim = open()) {
            assertThat(nextSelectors(pim, 1)).containsExactly("2");
        }
        awaitState(SessionState.DOWN);
        assertThat(ended).hasSize(1);
    }

    @Test
    void a_task_that_is_lost_while_it_is_taken_back_ends_as_cancelled() {
        try (ScriptedPim pim = open()) {
            MriDialogue first = submit("1");
            pim.next(NewTask.class);
            first.cancel();
        }
        await().untilAsserted(() -> assertThat(ended).containsExactly(new DialogueOutcome.Cancelled()));
    }

    @Test
    void keeps_only_so_many() {
        for (int i = 0; i < MOST; i++) {
            submit("1");
        }
        assertThat(ended).isEmpty();
        submit("one too many");
        await().untilAsserted(() -> assertThat(ended)
                .hasOnlyElementsOfType(DialogueOutcome.SessionLost.class)
                .hasSize(1));
        try (ScriptedPim pim = open()) {
            long dialogue = pim.next(NewTask.class).dialogueId();
            assertThat(nextSelectors(pim, MOST - 1)).containsOnly("1");
            pim.send(DoThisWithTask.builder(dialogue, 1).label("PARK").build());
            await().untilAsserted(() -> assertThat(ended).hasSize(2));
            submit("fits again");
            assertThat(nextSelectors(pim, 1)).containsExactly("fits again");
        }
    }

    @Test
    void close_ends_everything_as_lost() {
        ScriptedPim pim = open();
        submit("1");
        pim.next(NewTask.class);
        pim.close();
        awaitState(SessionState.DOWN);
        submit("2");
        resubmitter.close();
        assertThat(resubmitter.closed()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(ended)
                .hasOnlyElementsOfType(DialogueOutcome.SessionLost.class)
                .hasSize(2);
        assertThatThrownBy(() -> submit("3")).isInstanceOf(ClosedException.class);
    }

    @Test
    void refuses_a_task_that_does_not_fit_the_dialect() {
        assertThatThrownBy(() -> submit("x".repeat(33)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ScriptSelector");
        assertThat(ended).isEmpty();
    }

    @Test
    void keeps_only_what_can_be_sent_at_once() {
        try (var small = new Resubmitter(
                MriOptions.builder()
                        .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .maxUnsentBytes(64 * 1024)
                        .build(),
                new MriListener() {},
                1_000_000)) {
            small.start();
            NewTask task = NewTask.builder(5003, "8000")
                    .callVariable(1, "x".repeat(40))
                    .callVariable(2, "x".repeat(40))
                    .build();
            int fit = 32 * 1024 / (frameBytes(task) + Resubmitter.ENTRY_BYTES);
            for (int i = 0; i < fit + 3; i++) {
                small.submit(task, ended::add);
            }
            await().untilAsserted(() -> assertThat(ended).hasSize(3));
        }
    }

    private static int frameBytes(NewTask task) {
        return MriCodec.of(MriDialect.ged125Like()).write(task).length;
    }

    @Test
    void many_bare_tasks_never_count_as_more_than_may_be_unsent() {
        int maxUnsentBytes = 64 * 1024;
        int submitted = 1_000;
        try (var small = new Resubmitter(
                MriOptions.builder()
                        .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .maxUnsentBytes(maxUnsentBytes)
                        .build(),
                new MriListener() {},
                submitted)) {
            small.start();
            NewTask bare = NewTask.builder(5003, "8000").build();
            for (int i = 0; i < submitted; i++) {
                small.submit(bare, ended::add);
            }
            await().until(() -> !ended.isEmpty());
            var overflown = new CountDownLatch(1);
            small.submit(bare, outcome -> overflown.countDown()); // the last to be told
            await().until(() -> overflown.getCount() == 0);
            int nettyBytes = 96; // for each entry of io.netty.channel.ChannelOutboundBuffer
            int kept = submitted - ended.size();
            assertThat(kept * (frameBytes(bare) + nettyBytes)).isBetween(maxUnsentBytes / 4, maxUnsentBytes / 2);
        }
    }

    @Test
    void takes_no_task_before_it_has_started_and_closes_nevertheless() {
        MriOptions options = MriOptions.builder().address(resubmitter.address()).build(); // taken
        var early = new Resubmitter(options, new MriListener() {}, MOST);
        NewTask task = NewTask.builder(5003, "8000").build();
        assertThatThrownBy(() -> early.submit(task, ended::add)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(early::start).isInstanceOf(PeerUnreachableException.class);
        assertThatThrownBy(() -> early.submit(task, ended::add)).isInstanceOf(IllegalStateException.class);
        early.close();
        assertThat(early.closed()).succeedsWithin(Duration.ofSeconds(5));
        assertThatThrownBy(() -> early.submit(task, ended::add)).isInstanceOf(ClosedException.class);
        assertThat(ended).isEmpty();
    }

    @Test
    void needs_room_for_one_task() {
        assertThatThrownBy(() -> new Resubmitter(MriOptions.builder().build(), new MriListener() {}, 0))
                .hasMessageStartingWith("maxTasks: ");
    }
}
