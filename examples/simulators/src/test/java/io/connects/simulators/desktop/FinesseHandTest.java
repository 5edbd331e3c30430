package io.connects.simulators.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.core.ClosedException;
import io.connects.finesse.request.UserRequests;
import io.connects.simulators.cce.Ending;
import io.connects.simulators.desktop.BothSides.Item;
import io.connects.simulators.finesse.AsyncError;
import io.connects.simulators.finesse.FinesseLedger;
import io.connects.simulators.finesse.FinesseSide;
import io.connects.simulators.finesse.MediaState;
import io.connects.simulators.finesse.UserState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hand at Cisco that has nothing but Finesse, at a simulated pair before a little CCE. */
@Timeout(90)
class FinesseHandTest {
    private static final Duration LATE = Duration.ofSeconds(30);

    private final List<String> offered = new CopyOnWriteArrayList<>();
    private final List<CiscoHand.Ended> ended = new CopyOnWriteArrayList<>();
    private BothSides sides;
    private FinesseHand hand;

    private void open(Duration startTimeout) {
        sides = new BothSides(startTimeout, Duration.ofHours(1), LATE);
        hand = sides.hand;
        hand.onOffered(BothSides.AGENT, task -> offered.add(task.taskId()));
        hand.onEnded(BothSides.AGENT, ended::add);
    }

    private void signIn(Duration startTimeout) {
        open(startTimeout);
        sides.signIn();
    }

    @AfterEach
    void close() {
        if (sides != null) {
            sides.close();
        }
    }

    /** A task that the hand has heard of. */
    private String task() {
        Item item = sides.chosen();
        String task = sides.task(item).taskId();
        sides.until(() -> offered.contains(task));
        return task;
    }

    private static void yes(CompletableFuture<Boolean> answer) {
        assertThat(answer).succeedsWithin(BothSides.PATIENCE).isEqualTo(true);
    }

    private static void no(CompletableFuture<Boolean> answer) {
        assertThat(answer).succeedsWithin(BothSides.PATIENCE).isEqualTo(false);
    }

    private long actionsAt(String task) {
        return sides.pair.ledger().requests().stream()
                .filter(request -> request.method().equals("PUT")
                        && request.path().endsWith("Dialog/" + TaskDialogs.dialogId(task)))
                .count();
    }

    private boolean hasSignedIn(FinesseSide side, int mrdId) {
        return sides.pair.ledger().signIns().stream()
                .anyMatch(signIn -> signIn.side() == side && signIn.mrdId() == mrdId);
    }

    @Test
    void accepts_starts_and_ends() {
        signIn(LATE);
        String task = task();
        no(hand.start(task));
        yes(hand.accept(task));
        yes(hand.start(task));
        assertThat(sides.atFinesse()).isEqualTo(MediaState.ACTIVE);
        yes(hand.end(task));
        assertThat(sides.atFinesse()).isEqualTo(MediaState.READY);
        sides.until(() -> ended.equals(List.of(new CiscoHand.Ended(task, BothSides.AGENT, CiscoHand.End.ENDED))));
        no(hand.accept(task));
        no(hand.end(task));
    }

    @Test
    void what_is_known_of_an_agent_follows_finesse() {
        open(Duration.ofSeconds(1));
        assertThat(hand.known(BothSides.AGENT)).isEqualTo("unknown");
        assertThatThrownBy(() -> hand.known(1)).isInstanceOf(IllegalArgumentException.class);
        sides.signIn();
        sides.until(() -> hand.known(BothSides.AGENT).equals("READY, routable"));
        task();
        sides.until(() -> hand.known(BothSides.AGENT).equals("READY, not routable"));
        yes(hand.setRoutable(BothSides.AGENT, true));
        sides.until(() -> hand.known(BothSides.AGENT).equals("READY, routable"));
        no(hand.setRoutable(1, true));
    }

    @Test
    void signs_in_to_voice_and_the_domain_again_when_its_session_is_back() {
        signIn(LATE);
        sides.signOutElsewhere(UserRequests.signOut(BothSides.LOGIN, null, true));
        sides.until(() -> !sides.cce.isSignedIn(BothSides.AGENT));
        assertThat(sides.pair.state(BothSides.LOGIN)).isEqualTo(UserState.LOGOUT);

        sides.pair.faults().killSessions(FinesseSide.A);

        sides.until(() -> sides.atFinesse() == MediaState.READY && sides.cce.isReady(BothSides.AGENT));
        assertThat(sides.isRoutable()).isTrue();
        assertThat(sides.pair.state(BothSides.LOGIN)).isEqualTo(UserState.NOT_READY);
        yes(hand.accept(task()));
    }

    @Test
    void does_at_the_other_node_what_was_asked_at_one_that_died() {
        signIn(LATE);
        String task = task();
        sides.pair.faults().kill(FinesseSide.A);

        yes(hand.accept(task));

        yes(hand.start(task));
        sides.until(() -> hasSignedIn(FinesseSide.B, BothSides.MRD));
        assertThat(offered).containsExactly(task);
        assertThat(sides.atFinesse()).isEqualTo(MediaState.ACTIVE);
        assertThat(sides.pair.ledger().everOnBothNodes()).isEmpty();
    }

    @Test
    void undoes_the_late_logout_of_the_node_that_was_left() {
        signIn(LATE);
        sides.pair.faults().outOfService(FinesseSide.A, true);
        sides.until(() -> hasSignedIn(FinesseSide.B, BothSides.MRD));

        sides.pair.faults().forceLogout(BothSides.LOGIN);

        sides.until(() -> hasSignedIn(FinesseSide.B, 1));
        sides.until(() -> sides.pair.state(BothSides.LOGIN) == UserState.NOT_READY && sides.isRoutable());
        yes(hand.accept(task()));
    }

    @Test
    void a_refused_action_has_not_happened_and_may_be_asked_for_again() {
        signIn(LATE);
        String task = task();
        sides.pair.faults().refuseLater(1, AsyncError.RESOURCE_BUSY);

        no(hand.accept(task));

        assertThat(actionsAt(task)).isEqualTo(1);
        yes(hand.accept(task));
    }

    @Test
    void an_action_whose_outcome_never_comes_is_tried_again_after_its_deadline() {
        signIn(LATE);
        String task = task();
        sides.pair.faults().forgetOutcomes(1);
        long began = System.nanoTime();

        yes(hand.accept(task));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(sides.session.outcomeTimeout());
        assertThat(actionsAt(task)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void an_action_under_way_is_over_when_its_task_runs_out() {
        signIn(Duration.ofSeconds(2));
        String task = task();
        sides.pair.faults().forgetOutcomes(1000);

        no(hand.accept(task));

        sides.until(() -> ended.equals(List.of(new CiscoHand.Ended(task, BothSides.AGENT, CiscoHand.End.RAN_OUT))));
    }

    @Test
    void an_end_under_way_has_happened_when_its_task_is_gone() {
        signIn(LATE);
        String task = task();
        yes(hand.accept(task));
        yes(hand.start(task));
        sides.pair.faults().forgetOutcomes(1000);
        CompletableFuture<Boolean> end = hand.end(task);

        yes(sides.cce.end(task));

        yes(end);
        sides.until(() -> !ended.isEmpty());
        assertThat(ended).extracting(CiscoHand.Ended::end).containsExactly(CiscoHand.End.ENDED);
    }

    @Test
    void a_task_that_is_told_of_twice_is_offered_once() {
        signIn(LATE);
        sides.pair.faults().duplicateEvents(1000);
        String task = task();
        sides.pair.faults().killSessions(FinesseSide.A);
        yes(hand.accept(task));
        sides.until(() -> attendances() == 2);
        yes(hand.start(task));
        yes(hand.end(task));
        sides.until(() -> !ended.isEmpty());
        assertThat(offered).containsExactly(task);
        assertThat(ended).extracting(CiscoHand.Ended::taskId).containsExactly(task);
    }

    private long attendances() {
        return sides.pair.ledger().attendances().stream()
                .map(FinesseLedger.Attendance::loginId)
                .filter(BothSides.LOGIN::equals)
                .count();
    }

    @Test
    void a_task_of_before_the_session_is_held_when_it_comes() {
        signIn(LATE);
        sides.pair.faults().refuseXmpp(FinesseSide.A, true);
        sides.pair.faults().refuseXmpp(FinesseSide.B, true);
        sides.pair.faults().killSessions(FinesseSide.A);
        Item item = sides.chosen();
        assertThat(offered).isEmpty();

        sides.pair.faults().refuseXmpp(FinesseSide.A, false);

        String task = sides.task(item).taskId();
        sides.until(() -> offered.equals(List.of(task)));
        yes(hand.accept(task));
        yes(hand.start(task));
        yes(hand.end(task));
        sides.until(() -> sides.task(item).ending() == Ending.STARTED_AND_ENDED);
    }

    @Test
    void actions_under_way_fail_when_it_is_closed() {
        signIn(LATE);
        String task = task();
        sides.pair.faults().forgetOutcomes(1000);
        CompletableFuture<Boolean> accept = hand.accept(task);

        hand.close();

        assertThat(accept)
                .failsWithin(BothSides.PATIENCE)
                .withThrowableThat()
                .withCauseInstanceOf(ClosedException.class);
    }

    @Test
    void an_agent_is_added_once() {
        open(LATE);
        assertThatThrownBy(() -> hand.add(BothSides.AGENT, "25011", sides.session))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("skillTargetId");
    }
}
