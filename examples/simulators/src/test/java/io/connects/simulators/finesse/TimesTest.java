package io.connects.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.simulators.cce.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What needs minutes, on a clock that stands still. */
class TimesTest {
    private final VirtualTime time = new VirtualTime();
    private final PairCore core = new PairCore(
            FinesseOptions.builder()
                    .clock(time)
                    .scheduler(time)
                    .agent(FinesseAgent.builder("1001", "one")
                            .extension("2001")
                            .wrapUp(Duration.ofSeconds(30))
                            .build())
                    .build(),
            time);
    private final Agent agent = core.agent("1001").orElseThrow();
    private final List<Element> sent = new ArrayList<>();

    private void pass(Duration duration) {
        time.pass(duration);
    }

    private void ask(UserState state) {
        core.users.ask(
                new Request(FinesseSide.A, agent, ""), agent, new UserChange(state, "2001", null, Reason.NONE, false));
    }

    @Test
    void a_blocked_user_is_let_in_after_five_minutes() {
        for (int i = 0; i < 5; i++) {
            assertThat(core.credentials.check("1001", "wrong")).isEmpty();
        }
        pass(Duration.ofMinutes(4));
        assertThat(core.credentials.check("1001", "one")).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(core.credentials.check("1001", "one")).isPresent();
    }

    @Test
    void four_bad_passwords_are_forgotten_after_a_good_one() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(core.credentials.check("1001", "wrong")).isEmpty();
            }
            assertThat(core.credentials.check("1001", "one")).isPresent();
        }
    }

    @Test
    void a_request_is_confirmed_after_a_while_and_before_the_next() {
        ask(UserState.LOGIN);
        ask(UserState.READY);
        assertThat(agent.state).isEqualTo(UserState.LOGOUT);
        pass(Duration.ofMillis(20));
        assertThat(agent.state).isEqualTo(UserState.NOT_READY);
        pass(Duration.ofMillis(20));
        assertThat(agent.state).isEqualTo(UserState.READY);
    }

    @Test
    void work_ends_by_itself() {
        ask(UserState.LOGIN);
        pass(Duration.ofSeconds(1));
        Call call = core.calls.ring(agent, "555", java.util.Map.of());
        core.calls.answer(call, call.of(agent).orElseThrow());
        core.calls.leave(call, call.participants.get(0));
        assertThat(agent.state).isEqualTo(UserState.WORK);
        assertThat(core.calls.of(agent)).hasSize(1);
        pass(Duration.ofSeconds(29));
        assertThat(agent.state).isEqualTo(UserState.WORK);
        pass(Duration.ofSeconds(1));
        assertThat(agent.state).isEqualTo(UserState.NOT_READY);
        assertThat(core.calls.of(agent)).isEmpty();
    }

    @Test
    void an_agent_is_logged_out_three_minutes_after_the_session_was_lost() {
        ask(UserState.LOGIN);
        pass(Duration.ofSeconds(1));
        core.presences.changed(FinesseSide.A, agent, false);
        pass(Duration.ofSeconds(179));
        assertThat(agent.state).isEqualTo(UserState.NOT_READY);
        pass(Duration.ofSeconds(1));
        assertThat(agent.state).isEqualTo(UserState.LOGOUT);
        assertThat(agent.reason.code()).isEqualTo(255);
    }

    private final class Kept implements BoshSession.Exchange {
        @Override
        public void answer(Element body) {
            sent.add(body);
        }

        @Override
        public void cut() {
            throw new AssertionError("cut");
        }
    }

    private static Element body(long rid) {
        return BoshSession.body()
                .attribute("rid", Long.toString(rid))
                .attribute("wait", "60")
                .attribute("hold", "1");
    }

    @Test
    void bosh_holds_a_request_for_its_wait_and_drops_a_silent_session() {
        Element creation = body(1);
        boolean[] ended = new boolean[1];
        var session = new BoshSession(core, "sid", creation, () -> ended[0] = true);
        session.begin(core.xmpp(FinesseSide.A).connect(session).orElseThrow());
        session.receive(creation, new Kept());
        session.receive(body(2), new Kept());
        assertThat(sent).hasSize(1);
        pass(Duration.ofSeconds(59));
        assertThat(sent).hasSize(1);
        pass(Duration.ofSeconds(1));
        assertThat(sent).hasSize(2);
        pass(Duration.ofSeconds(29));
        assertThat(ended[0]).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(ended[0]).isTrue();
    }

    @Test
    void signing_in_at_the_other_node_loses_what_was_pending() {
        ask(UserState.LOGIN);
        pass(Duration.ofSeconds(1));
        agent.pending = new Agent.Pending(UserState.READY, Reason.NONE);
        agent.mobile = new Agent.MobileAgent("CALL_BY_CALL", "555");
        core.users.ask(
                new Request(FinesseSide.B, agent, ""),
                agent,
                new UserChange(UserState.LOGIN, "2001", null, Reason.NONE, false));
        pass(Duration.ofSeconds(1));
        assertThat(agent.pending).isNull();
        assertThat(agent.mobile).isNull();
        assertThat(agent.node).isEqualTo(FinesseSide.B);
    }
}
