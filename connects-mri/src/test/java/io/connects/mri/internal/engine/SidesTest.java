package io.connects.mri.internal.engine;

import static io.connects.mri.internal.engine.SessionTable.TASK;
import static io.connects.mri.internal.engine.SessionTable.agent;
import static io.connects.mri.message.SessionState.DISABLED;
import static io.connects.mri.message.SessionState.DOWN;
import static io.connects.mri.message.SessionState.ROUTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.mri.internal.engine.Effect.Closed;
import io.connects.mri.internal.engine.Effect.Disconnect;
import io.connects.mri.internal.engine.Effect.Ended;
import io.connects.mri.internal.engine.Effect.LateAnswer;
import io.connects.mri.internal.engine.Effect.Send;
import io.connects.mri.internal.engine.Effect.StateChanged;
import io.connects.mri.internal.engine.Effect.SwitchedTooOften;
import io.connects.mri.message.CloseConf;
import io.connects.mri.message.CloseReq;
import io.connects.mri.message.DialogueOutcome.Answered;
import io.connects.mri.message.DialogueOutcome.SessionLost;
import io.connects.mri.message.HeartbeatConf;
import io.connects.mri.message.OpenConf;
import io.connects.mri.message.RoutingDisabled;
import io.connects.mri.message.RoutingEnabled;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Two sides of one PIM, A on connection 1 and B on connection 11. */
class SidesTest {
    private static final String B_OPENED = "10.0.0.2 took over from 10.0.0.1: the PIM opened a session";
    private static final String B_ENABLED = "10.0.0.2 took over from 10.0.0.1: ROUTING_ENABLED";

    private final SessionTable table = SessionTable.routingAfterOpen();
    private final SessionTable waiting = SessionTable.waitingForRoutingEnabled();

    @Test
    void both_sides_stay_open_and_are_answered() {
        table.open(1);
        assertThat(table.at(1).open(11)).contains(new Send(11, new OpenConf(1)));
        assertThat(table.at(2).beat(1)).containsExactly(new Send(1, new HeartbeatConf(1)));
        assertThat(table.at(2).beat(11)).containsExactly(new Send(11, new HeartbeatConf(1)));
        assertThat(table.at(3).receive(1, new CloseReq(7, 0, "")))
                .containsExactly(new Send(1, new CloseConf(7)), new Disconnect(1, "closed by the PIM, status 0"));
        assertThat(table.submit(1)).containsExactly(new Send(11, TASK.in(1, 1)));
    }

    @Test
    void the_last_to_open_routes_when_no_side_has_said_more() {
        table.open(1);
        table.submit(1);
        assertThat(table.at(1).open(11))
                .containsExactly(
                        new Send(11, new OpenConf(1)),
                        new StateChanged(DOWN, B_OPENED),
                        new Ended(table.task(1), new SessionLost(B_OPENED)),
                        new StateChanged(ROUTING, B_OPENED));
        assertThat(table.submit(2)).containsExactly(new Send(11, TASK.in(2, 1)));
    }

    @Test
    void routing_enabled_is_a_stronger_word_than_a_later_open_request() {
        table.open(1);
        assertThat(table.receive(1, new RoutingEnabled())).isEmpty();
        assertThat(table.at(1).open(11)).containsExactly(new Send(11, new OpenConf(1)));
        assertThat(table.submit(1)).containsExactly(new Send(1, TASK.in(1, 1)));
    }

    @Test
    void the_last_routing_enabled_decides_and_the_old_dialogues_end_in_order() {
        waiting.open(1);
        waiting.receive(1, new RoutingEnabled());
        assertThat(waiting.at(1).open(11)).containsExactly(new Send(11, new OpenConf(1)));
        waiting.submit(3);
        waiting.submit(1);
        waiting.submit(2);
        assertThat(waiting.at(2).receive(11, new RoutingEnabled()))
                .containsExactly(
                        new StateChanged(DOWN, B_ENABLED),
                        new Ended(waiting.task(3), new SessionLost(B_ENABLED)),
                        new Ended(waiting.task(1), new SessionLost(B_ENABLED)),
                        new Ended(waiting.task(2), new SessionLost(B_ENABLED)),
                        new StateChanged(ROUTING, B_ENABLED));
        assertThat(waiting.receive(11, new RoutingEnabled())).isEmpty();
        assertThat(waiting.submit(4)).containsExactly(new Send(11, TASK.in(4, 1)));
    }

    @Test
    void an_older_routing_enabled_does_not_outrank_the_side_that_said_it_last_when_that_opens_again() {
        table.open(1);
        table.receive(1, new RoutingEnabled());
        table.open(11);
        table.receive(11, new RoutingEnabled());
        table.cut(11);
        table.open(12);
        assertThat(table.submit(1)).containsExactly(new Send(12, TASK.in(1, 1)));

        waiting.open(1);
        waiting.receive(1, new RoutingEnabled());
        waiting.open(11);
        waiting.receive(11, new RoutingEnabled());
        waiting.cut(11);
        waiting.open(12);
        assertThat(waiting.submit(1)).hasOnlyElementsOfType(Ended.class);
        waiting.receive(12, new RoutingEnabled());
        assertThat(waiting.submit(2)).containsExactly(new Send(12, TASK.in(1, 1)));
    }

    @Test
    void where_routing_has_to_be_enabled_a_side_that_was_outdated_has_to_say_so_again() {
        waiting.open(1);
        waiting.receive(1, new RoutingEnabled());
        waiting.open(11);
        waiting.receive(11, new RoutingEnabled());
        assertThat(waiting.receive(11, new RoutingDisabled()))
                .containsExactly(new StateChanged(DISABLED, "ROUTING_DISABLED"));
        waiting.receive(1, new RoutingEnabled());
        assertThat(waiting.submit(1)).containsExactly(new Send(1, TASK.in(1, 1)));
    }

    @Test
    void routing_disabled_by_the_side_that_does_not_route_changes_nothing() {
        table.open(1);
        table.open(11);
        table.submit(1);
        assertThat(table.receive(1, new RoutingDisabled())).isEmpty();
        assertThat(table.receive(11, agent(1, 1))).containsExactly(new Ended(table.task(1), new Answered(agent(1, 1))));
    }

    @Test
    void routing_disabled_lets_the_other_side_take_over_where_it_can() {
        table.open(11);
        table.open(1);
        table.submit(1);
        assertThat(table.receive(1, new RoutingDisabled()))
                .containsExactly(
                        new StateChanged(DISABLED, "ROUTING_DISABLED"),
                        new Ended(table.task(1), new SessionLost("ROUTING_DISABLED")),
                        new StateChanged(ROUTING, "10.0.0.2 took over from 10.0.0.1: ROUTING_DISABLED"));
        assertThat(table.receive(11, new RoutingDisabled()))
                .containsExactly(new StateChanged(DISABLED, "ROUTING_DISABLED"));
        assertThat(table.submit(2)).containsExactly(new Ended(table.task(2), new SessionLost("ROUTING_DISABLED")));
        assertThat(table.receive(11, new RoutingEnabled()))
                .containsExactly(new StateChanged(ROUTING, "ROUTING_ENABLED"));
    }

    @Test
    void a_lost_side_is_replaced_by_the_other_one_if_that_routes() {
        table.open(11);
        table.open(1);
        table.submit(1);
        assertThat(table.cut(1))
                .containsExactly(
                        new StateChanged(DOWN, "cut"),
                        new Ended(table.task(1), new SessionLost("cut")),
                        new StateChanged(ROUTING, "10.0.0.2 took over from 10.0.0.1: cut"));

        waiting.open(11);
        waiting.open(1);
        waiting.receive(1, new RoutingEnabled());
        assertThat(waiting.cut(1)).containsExactly(new StateChanged(DOWN, "cut"), new StateChanged(DISABLED, "cut"));
        assertThat(waiting.cut(11)).containsExactly(new StateChanged(DOWN, "cut"));
    }

    @Test
    void losing_the_side_that_does_not_route_is_no_news() {
        table.open(1);
        table.open(11);
        table.submit(1);
        assertThat(table.cut(1)).isEmpty();
        assertThat(table.receive(11, agent(1, 1))).containsExactly(new Ended(table.task(1), new Answered(agent(1, 1))));
    }

    @Test
    void the_newest_connection_of_one_host_replaces_the_older_and_leaves_the_other_side_alone() {
        table.open(11);
        table.receive(11, new RoutingEnabled());
        table.submit(1);
        table.at(1).open(1);
        assertThat(table.at(2).open(2))
                .containsExactly(new Disconnect(1, "replaced by a newer connection"), new Send(2, new OpenConf(1)));
        assertThat(table.receive(11, agent(1, 1))).containsExactly(new Ended(table.task(1), new Answered(agent(1, 1))));
    }

    @Test
    void a_newer_connection_of_the_host_that_routes_is_a_loss_and_nothing_that_cisco_has_disabled() {
        waiting.open(1);
        waiting.receive(1, new RoutingEnabled());
        waiting.open(11);
        String replaced = "replaced by a newer connection";
        assertThat(waiting.open(2))
                .containsExactly(
                        new Disconnect(1, replaced),
                        new StateChanged(DOWN, replaced),
                        new Send(2, new OpenConf(1)),
                        new StateChanged(DISABLED, "the PIM opened a session; waiting for ROUTING_ENABLED"));

        table.open(11);
        table.open(1);
        assertThat(table.open(2))
                .containsExactly(
                        new Disconnect(1, replaced),
                        new StateChanged(DOWN, replaced),
                        new Send(2, new OpenConf(1)),
                        new StateChanged(ROUTING, "the PIM opened a session"));
    }

    @Test
    void a_third_host_replaces_the_side_that_does_not_route() {
        table.open(1);
        table.receive(1, new RoutingEnabled());
        table.open(11);
        assertThat(table.open(21))
                .containsExactly(new Disconnect(11, "replaced by a third host"), new Send(21, new OpenConf(1)));
        assertThat(table.submit(1)).containsExactly(new Send(1, TASK.in(1, 1)));
    }

    @Test
    void a_third_host_replaces_the_one_that_was_silent_for_longer_when_none_routes() {
        waiting.open(1);
        waiting.open(11);
        waiting.at(1).beat(11);
        waiting.at(2).beat(1);
        assertThat(waiting.at(3).open(21))
                .containsExactly(new Disconnect(11, "replaced by a third host"), new Send(21, new OpenConf(1)));
    }

    @Test
    void answers_from_the_side_that_does_not_route_are_late() {
        table.open(1);
        table.submit(1);
        table.open(11);
        assertThat(table.receive(1, agent(1, 1))).containsExactly(new LateAnswer(agent(1, 1)));
        table.submit(2);
        assertThat(table.receive(1, agent(2, 1))).containsExactly(new LateAnswer(agent(2, 1)));
        assertThat(table.receive(11, agent(2, 1))).containsExactly(new Ended(table.task(2), new Answered(agent(2, 1))));
    }

    @Test
    void two_silent_sides_are_dropped_without_a_switch_between_them() {
        table.open(1);
        table.open(11);
        assertThat(table.at(20).tick())
                .containsExactly(
                        new Disconnect(1, "silent for too long"),
                        new Disconnect(11, "silent for too long"),
                        new StateChanged(DOWN, "silent for too long"));
    }

    @Test
    void our_close_is_confirmed_by_both_sides() {
        table.open(1);
        table.open(11);
        assertThat(table.on(new Event.CloseAsked()))
                .containsExactly(
                        new StateChanged(DOWN, "closed by us"),
                        new Send(1, new CloseReq(1, 0, "")),
                        new Send(11, new CloseReq(1, 0, "")));
        assertThat(table.receive(1, new CloseConf(1))).containsExactly(new Disconnect(1, "closed by us"));
        assertThat(table.at(1).tick()).containsExactly(new Disconnect(11, "no CLOSE_CONF in time"), new Closed());
    }

    @Test
    void more_than_three_switches_in_five_minutes_raise_an_alarm_until_it_is_calm_again() {
        table.open(1);
        table.open(11);
        for (int side = 1, seconds = 0; seconds <= 360; seconds += 60, side = 12 - side) {
            boolean alarmExpected = seconds == 120; // the fourth switch, for the second to open switched as well
            var effects = table.at(seconds).receive(side, new RoutingEnabled());
            assertThat(effects.contains(new SwitchedTooOften(4)))
                    .as("at %d s", seconds)
                    .isEqualTo(alarmExpected);
        }
        int sideNow = 11;
        for (int seconds : new int[] {660, 661, 662, 663}) {
            var effects = table.at(seconds).receive(sideNow, new RoutingEnabled());
            assertThat(effects).filteredOn(StateChanged.class::isInstance).hasSize(2);
            assertThat(effects.contains(new SwitchedTooOften(4))).isEqualTo(seconds == 663);
            sideNow = 12 - sideNow;
        }
    }

    @Test
    void connections_of_one_host_that_replace_each_other_again_and_again_raise_the_alarm_too() {
        table.open(1);
        for (int connection = 2; connection <= 6; connection++) {
            assertThat(table.at(connection).open(connection).contains(new SwitchedTooOften(4)))
                    .isEqualTo(connection == 5);
        }
    }

    @Test
    void a_host_that_comes_again_and_does_not_route_raises_no_alarm() {
        table.open(11);
        table.receive(11, new RoutingEnabled());
        table.open(1);
        for (int connection = 2; connection <= 9; connection++) {
            assertThat(table.open(connection)).doesNotHaveAnyElementsOfTypes(SwitchedTooOften.class);
        }
    }

    @Test
    void two_sides_are_connected_for_ten_minutes_without_a_flap() {
        for (SessionTable each : new SessionTable[] {table, waiting}) {
            each.open(1);
            each.receive(1, new RoutingEnabled());
            each.at(1).open(11);
            var seen = new ArrayList<Effect>();
            for (double seconds = 5; seconds <= 600; seconds += 5) {
                seen.addAll(each.at(seconds).beat(1));
                seen.addAll(each.at(seconds + 2.5).beat(11));
                seen.addAll(each.tick());
            }
            assertThat(seen).hasSize(240).allMatch(effect -> effect instanceof Send);
        }
    }
}
