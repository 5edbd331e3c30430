package io.connects.simulators.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.simulators.cce.VirtualTime;
import io.connects.simulators.desktop.Reaction.Accept;
import io.connects.simulators.desktop.Reaction.Decline;
import io.connects.simulators.desktop.Reaction.Ignore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SimulatedDesktopTest {
    private static final String PSR = "0JR000000000001AAA";
    private static final String TASK = "20779:1:1";
    private static final Accept ACCEPT = new Accept(Duration.ofSeconds(3), Duration.ofSeconds(60));
    private static final Decline DECLINE = new Decline(Duration.ofSeconds(5));

    private final VirtualTime time = new VirtualTime();
    private final FakeHands hands = new FakeHands();

    private SimulatedDesktop desktop(Reaction reaction, AfterDecline afterDecline) {
        return new SimulatedDesktop(
                new SimulatedDesktop.Person(FakeHands.USER, FakeHands.AGENT),
                hands,
                hands.cisco,
                offer -> reaction,
                afterDecline,
                Duration.ofSeconds(90),
                time);
    }

    private void pass(int seconds) {
        time.pass(Duration.ofSeconds(seconds));
    }

    private void offerBoth(boolean omniFirst) {
        if (omniFirst) {
            hands.push("W1", PSR);
            time.settle();
        }
        hands.offer(TASK, PSR + ":1");
        time.settle();
        if (!omniFirst) {
            hands.push("W1", PSR);
            time.settle();
        }
    }

    @Test
    void accepts_in_omni_then_starts_at_cisco_at_once_and_ends_in_omni_first() {
        for (boolean omniFirst : new boolean[] {true, false}) {
            desktop(ACCEPT, AfterDecline.STAY);
            hands.deeds.clear();
            offerBoth(omniFirst);

            assertThat(hands.deeds).isEmpty();
            pass(3);
            assertThat(hands.deeds).containsExactly("omni.accept W1", "cisco.accept " + TASK, "cisco.start " + TASK);
            pass(59);
            assertThat(hands.deeds).hasSize(3);
            pass(1);
            assertThat(hands.deeds.subList(3, 5)).containsExactly("omni.close W1", "cisco.end " + TASK);
            pass(600);
            assertThat(hands.deeds).hasSize(5);
        }
    }

    @Test
    void starts_a_task_that_comes_after_the_accept() {
        desktop(ACCEPT, AfterDecline.STAY);
        hands.push("W1", PSR);
        pass(10);
        assertThat(hands.deeds).containsExactly("omni.accept W1");

        hands.offer(TASK, PSR + ":1");
        time.settle();

        assertThat(hands.deeds).containsExactly("omni.accept W1", "cisco.accept " + TASK, "cisco.start " + TASK);
        pass(53);
        assertThat(hands.deeds.subList(3, 5)).containsExactly("omni.close W1", "cisco.end " + TASK);
    }

    @Test
    void starts_and_ends_a_task_that_comes_after_the_work_was_done() {
        desktop(ACCEPT, AfterDecline.STAY);
        hands.push("W1", PSR);
        pass(63);
        assertThat(hands.deeds).containsExactly("omni.accept W1", "omni.close W1");

        hands.offer(TASK, PSR + ":1");
        time.settle();

        assertThat(hands.deeds.subList(2, 5))
                .containsExactly("cisco.accept " + TASK, "cisco.start " + TASK, "cisco.end " + TASK);
    }

    @Test
    void starts_and_ends_a_task_that_comes_after_open_work_was_taken_away() {
        desktop(ACCEPT, AfterDecline.STAY);
        hands.push("W1", PSR);
        pass(10);
        hands.takeAway("W1");
        time.settle();

        hands.offer(TASK, PSR + ":1");
        time.settle();

        assertThat(hands.deeds)
                .containsExactly("omni.accept W1", "cisco.accept " + TASK, "cisco.start " + TASK, "cisco.end " + TASK);
    }

    @Test
    void a_start_that_takes_longer_than_the_work_is_ended_when_it_is_done() {
        desktop(ACCEPT, AfterDecline.STAY);
        offerBoth(true);
        var slow = new CompletableFuture<Boolean>();
        hands.slow = slow;
        pass(3);
        assertThat(hands.deeds).containsExactly("omni.accept W1", "cisco.accept " + TASK);
        pass(60);
        assertThat(hands.deeds).last().isEqualTo("omni.close W1");

        hands.slow = null;
        slow.complete(true);
        time.settle();

        assertThat(hands.deeds.subList(3, 5)).containsExactly("cisco.start " + TASK, "cisco.end " + TASK);
    }

    @Test
    void work_goes_on_when_cisco_never_takes_the_accept() {
        desktop(ACCEPT, AfterDecline.STAY);
        offerBoth(true);
        hands.slow = CompletableFuture.failedFuture(new IllegalStateException("gone"));
        pass(63);
        assertThat(hands.deeds).containsExactly("omni.accept W1", "cisco.accept " + TASK, "omni.close W1");
    }

    @Test
    void matches_ids_of_15_and_18_characters_and_no_others() {
        desktop(ACCEPT, AfterDecline.STAY);
        hands.offer("20779:7:1", "0JR000000000002:1");
        hands.offer("20779:8:1", "no-correlation");
        hands.offer(TASK, "0JR000000000001:3");
        hands.push("W1", PSR);

        pass(3);

        assertThat(hands.deeds).containsExactly("omni.accept W1", "cisco.accept " + TASK, "cisco.start " + TASK);
    }

    @Test
    void takes_the_newest_task_of_a_psr() {
        desktop(ACCEPT, AfterDecline.STAY);
        hands.offer(TASK, PSR + ":1");
        hands.push("W1", PSR);
        hands.offer("20779:2:1", PSR + ":2");

        pass(3);

        assertThat(hands.deeds).containsExactly("omni.accept W1", "cisco.accept 20779:2:1", "cisco.start 20779:2:1");
    }

    @Test
    void stays_not_routable_after_a_decline_until_somebody_says_otherwise() {
        for (boolean omniFirst : new boolean[] {true, false}) {
            SimulatedDesktop desktop = desktop(DECLINE, AfterDecline.STAY);
            hands.deeds.clear();
            offerBoth(omniFirst);
            pass(5);
            hands.runOut(TASK);
            pass(600);

            assertThat(hands.deeds).containsExactly("omni.decline W1");
            desktop.becomeRoutable();
            time.settle();
            assertThat(hands.deeds).containsExactly("omni.decline W1", "cisco.routable true");
        }
    }

    @Test
    void becomes_routable_after_a_decline_if_set_so() {
        desktop(DECLINE, AfterDecline.ROUTABLE);
        offerBoth(true);
        pass(5);
        hands.runOut(TASK);
        time.settle();

        assertThat(hands.deeds).containsExactly("omni.decline W1", "cisco.routable true");
    }

    @Test
    void knows_a_declined_works_task_that_comes_after_the_decline() {
        desktop(DECLINE, AfterDecline.STAY);
        hands.push("W1", PSR);
        pass(5);
        hands.offer(TASK, PSR + ":1");
        hands.runOut(TASK);
        pass(600);

        assertThat(hands.deeds).containsExactly("omni.decline W1");
    }

    @Test
    void comes_back_a_while_after_a_push_timeout() {
        for (boolean omniFirst : new boolean[] {true, false}) {
            desktop(new Ignore(), AfterDecline.STAY);
            hands.deeds.clear();
            offerBoth(omniFirst);
            pass(20);
            hands.takeAway("W1");
            pass(10);
            hands.runOut(TASK);
            pass(89);
            assertThat(hands.deeds).isEmpty();
            pass(1);
            assertThat(hands.deeds).containsExactly("cisco.routable true");
        }
    }

    @Test
    void lets_go_of_an_offer_that_disappears_before_the_accept() {
        desktop(ACCEPT, AfterDecline.STAY);
        offerBoth(false);
        pass(2);
        hands.takeAway("W1");
        pass(28);
        assertThat(hands.deeds).as("an offered task can only run out").isEmpty();

        hands.runOut(TASK);
        time.settle();

        assertThat(hands.deeds).containsExactly("cisco.routable true");
    }

    @Test
    void stays_not_routable_at_cisco_while_the_person_is_offline_in_omni() {
        SimulatedDesktop desktop = desktop(ACCEPT, AfterDecline.STAY);
        offerBoth(true);
        hands.online = false;
        hands.takeAway("W1");
        pass(30);
        hands.runOut(TASK);
        pass(600);
        assertThat(hands.deeds).isEmpty();

        desktop.becomeRoutable();
        time.settle();

        assertThat(hands.deeds).containsExactly("cisco.routable true");
    }

    @Test
    void lets_go_of_an_offer_that_disappears_before_its_task_comes() {
        desktop(ACCEPT, AfterDecline.STAY);
        hands.push("W1", PSR);
        time.settle();
        hands.takeAway("W1");
        hands.offer(TASK, PSR + ":1");
        pass(30);
        hands.runOut(TASK);
        time.settle();

        assertThat(hands.deeds).containsExactly("cisco.routable true");
    }

    @Test
    void ends_a_started_task_as_soon_as_the_work_disappears() {
        desktop(ACCEPT, AfterDecline.STAY);
        offerBoth(true);
        pass(30);
        hands.takeAway("W1");
        time.settle();

        assertThat(hands.deeds).endsWith("cisco.start " + TASK, "cisco.end " + TASK);
        int deeds = hands.deeds.size();
        pass(600);
        assertThat(hands.deeds).hasSize(deeds);
    }

    @Test
    void lets_go_when_the_accept_or_the_decline_comes_too_late() {
        hands.refused.add("omni.accept W1");
        hands.refused.add("omni.decline W1");
        for (Reaction reaction : new Reaction[] {ACCEPT, DECLINE}) {
            desktop(reaction, AfterDecline.STAY);
            hands.deeds.clear();
            offerBoth(true);
            pass(5);
            assertThat(hands.deeds).hasSize(1);
            hands.runOut(TASK);
            time.settle();
            assertThat(hands.deeds).hasSize(2).endsWith("cisco.routable true");
        }
    }

    @Test
    void works_without_the_task_that_ran_out_before_the_accept() {
        desktop(new Accept(Duration.ofSeconds(40), Duration.ofSeconds(10)), AfterDecline.STAY);
        offerBoth(true);
        pass(30);
        hands.runOut(TASK);
        pass(20);

        assertThat(hands.deeds).containsExactly("cisco.routable true", "omni.accept W1", "omni.close W1");
    }

    @Test
    void can_do_nothing_for_a_task_whose_agent_work_never_comes_but_be_routable_again() {
        desktop(ACCEPT, AfterDecline.STAY);
        hands.offer(TASK, PSR + ":1");
        pass(30);
        assertThat(hands.deeds).isEmpty();

        hands.runOut(TASK);
        time.settle();

        assertThat(hands.deeds).containsExactly("cisco.routable true");
    }
}
