package io.connects.core.routing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.routing.Agent;
import io.connects.core.routing.AgentWork;
import io.connects.core.routing.AssignmentResult;
import io.connects.core.routing.AssignmentResult.Assigned;
import io.connects.core.routing.AssignmentResult.Refused;
import io.connects.core.routing.AssignmentResult.Scope;
import io.connects.core.routing.AssignmentResult.Unanswered;
import io.connects.core.routing.Psr;
import io.connects.core.routing.Standing;
import io.connects.core.routing.WorkItem;
import io.connects.core.routing.WorkSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link WorkSource} keeps to. Extend it and supply the org. */
public abstract class WorkSourceContract {
    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final RecordedWork reported = new RecordedWork();
    private OrgUnderTest org;
    private WorkSource source;

    /** Starts an empty org of its own for each test. */
    protected abstract OrgUnderTest startOrg() throws Exception;

    /** Whether every change is reported as it happens, and not only how things stand now and then. */
    protected boolean hearsEachChange() {
        return true;
    }

    @BeforeEach
    final void startSource() throws Exception {
        org = startOrg();
        source = org.source();
    }

    @AfterEach
    final void stopSource() {
        source.close();
        org.close();
    }

    @Test
    final void reports_what_was_there_before_it_started() {
        Psr psr = put(org.newPsr());
        start();
        assertThat(reported.picture()).containsEntry(psr.id(), psr);
        assertThat(reported.calls("snapshotEnded")).hasSize(1);
    }

    @Test
    final void reports_new_changed_and_deleted_as_they_happen_complete_and_in_order() {
        start();
        Psr psr = put(org.newPsr().toBuilder()
                .priority(3)
                .secondaryPriority(4)
                .preferredUser(org.userId(), true)
                .transfer(true)
                .pushTimeout(Duration.ofSeconds(20))
                .capacity(2.0, null)
                .build());
        told(psr);
        Psr pushed = put(psr.toBuilder().serial(2).pushed(true).build());
        told(pushed);
        Psr declined =
                put(psr.toBuilder().serial(3).lastDeclinedSession("a-session").build());
        told(declined);
        org.delete(psr.id());
        if (!hearsEachChange()) {
            gone(psr);
            return;
        }
        reported.await("the removal", work -> !work.calls("removed").isEmpty());
        assertThat(reported.calls("changed").stream().map(call -> call.what())).containsExactly(psr, pushed, declined);
        assertThat(reported.calls("removed").stream().map(call -> call.what())).containsExactly(psr.id());
    }

    @Test
    final void lets_nothing_fall_between_subscription_and_snapshot() {
        Psr late = org.newPsr();
        org.duringNextSnapshot(() -> org.put(late));
        start();
        reported.await(
                "the PSR that came while the snapshot was read",
                work -> work.picture().containsKey(late.id()));
    }

    @Test
    final void reports_what_happened_while_the_stream_was_down() {
        Psr kept = put(org.newPsr());
        start();
        org.dropStream();
        Psr missed = put(org.newPsr());
        Psr changed = put(kept.toBuilder().serial(2).build());
        reported.await("a second snapshot", work -> work.snapshots() >= 2 && settled(work));
        assertThat(reported.picture()).containsEntry(missed.id(), missed).containsEntry(changed.id(), changed);
    }

    @Test
    final void hears_events_again_after_the_stream_was_down() {
        start();
        org.dropStream();
        reported.await("a second snapshot", work -> work.snapshots() >= 2 && settled(work));
        Psr psr = put(org.newPsr());
        reported.await("the event", work -> work.picture().containsKey(psr.id()));
    }

    @Test
    final void reads_the_snapshot_again_when_it_was_refused() {
        Psr psr = put(org.newPsr());
        org.failNextSnapshot();
        start();
        assertThat(reported.picture()).containsEntry(psr.id(), psr);
    }

    @Test
    final void calls_its_listener_one_call_at_a_time() {
        start();
        for (int i = 0; i < 50; i++) {
            put(org.newPsr());
        }
        reported.await("all of them", work -> work.picture().size() == 50);
        assertThat(reported.overlapping()).isZero();
    }

    @Test
    final void reads_a_psr_as_it_is_now() {
        Psr psr = put(org.newPsr());
        Psr now = put(psr.toBuilder().serial(2).pushed(true).build());
        start();
        assertThat(get(source.read(psr)).map(WorkItem::psr)).contains(now);
    }

    @Test
    final void reads_nothing_when_the_psr_is_gone() {
        Psr psr = put(org.newPsr());
        org.delete(psr.id());
        start();
        assertThat(get(source.read(psr))).isEmpty();
    }

    @Test
    final void reads_again_those_that_exist() {
        Psr here = put(org.newPsr());
        Psr gone = put(org.newPsr());
        org.delete(gone.id());
        start();
        assertThat(get(source.readAgain(List.of(here.id(), gone.id())))).containsExactly(here);
        assertThat(get(source.readAgain(List.of()))).isEmpty();
    }

    @Test
    final void assigns_and_sees_what_it_assigned() {
        Psr psr = put(org.newPsr());
        start();
        AssignmentResult result = assign(psr);
        assertThat(result).isInstanceOf(Assigned.class);
        AgentWork work = org.agentWorks(psr.id()).get(0);
        assertThat(((Assigned) result).agentWorkId()).isEqualTo(work.id());
        assertThat(work.userId()).isEqualTo(org.userId());
        Standing standing = get(source.inspect(psr.id()));
        assertThat(standing.active().map(AgentWork::id)).contains(work.id());
        assertThat(standing.psr().map(Psr::id)).contains(psr.id());
    }

    @Test
    final void inspects_a_psr_that_is_gone() {
        Psr psr = put(org.newPsr());
        org.delete(psr.id());
        start();
        assertThat(get(source.inspect(psr.id()))).isEqualTo(new Standing(Optional.empty(), List.of()));
    }

    @Test
    final void tells_a_refusal_of_one_item_from_one_of_the_org() {
        Psr psr = put(org.newPsr());
        start();
        org.refuseNextCreate("ENTITY_IS_DELETED");
        assertThat(assign(psr)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.scope()).isEqualTo(Scope.ONE);
            assertThat(refused.code()).isEqualTo("ENTITY_IS_DELETED");
        });
        org.refuseNextCreate("REQUEST_LIMIT_EXCEEDED");
        assertThat(assign(psr))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.scope()).isEqualTo(Scope.ORG));
        assertThat(org.createsReceived()).isEqualTo(2);
        assertThat(org.agentWorks(psr.id())).isEmpty();
    }

    @Test
    final void never_repeats_a_create_that_was_not_answered() {
        Psr psr = put(org.newPsr());
        start();
        org.cutNextCreate();
        assertThat(assign(psr)).isInstanceOf(Unanswered.class);
        assertThat(org.createsReceived()).isEqualTo(1);
        assertThat(get(source.inspect(psr.id())).active()).isPresent();
    }

    @Test
    final void hands_a_work_item_to_another_queue() {
        Psr psr = put(org.newPsr());
        start();
        get(source.handToQueue(psr, org.otherQueueId()));
        assertThat(org.ownerOf(psr.workItemId())).isEqualTo(org.otherQueueId());
    }

    @Test
    final void reports_nothing_after_it_was_closed() {
        start();
        source.close();
        reported.await("calls under way to end", work -> true);
        int before = reported.calls().size();
        put(org.newPsr());
        try (WorkSource second = org.source()) {
            var other = new RecordedWork();
            second.start(other);
            other.await("a second source", work -> work.snapshots() > 0 && settled(work));
        }
        assertThat(reported.calls()).hasSize(before);
    }

    /** Waits until a change is known, where not each is reported. */
    private void told(Psr psr) {
        if (!hearsEachChange()) {
            reported.await("the change", work -> psr.equals(work.picture().get(psr.id())));
        }
    }

    /** Waits until a removal can be known: it is told, or a whole snapshot lacks it and reading it again finds nothing. */
    private void gone(Psr psr) {
        int before = reported.snapshots();
        reported.await(
                "the removal",
                work -> !work.calls("removed").isEmpty()
                        || (work.snapshots() > before + 1
                                && !work.lastSnapshot().contains(psr.id())));
        assertThat(get(source.readAgain(List.of(psr.id())))).isEmpty();
    }

    private void start() {
        source.start(reported);
        reported.await("the first snapshot and a live stream", work -> work.snapshots() > 0 && settled(work));
    }

    private boolean settled(RecordedWork work) {
        return hearsEachChange() ? work.live() : work.lastState() != WorkSource.State.DOWN;
    }

    private Psr put(Psr psr) {
        org.put(psr);
        return psr;
    }

    private AssignmentResult assign(Psr psr) {
        return get(source.assign(psr, new Agent("an-agent", 1000, org.userId()), WITHIN, WITHIN));
    }

    private static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
