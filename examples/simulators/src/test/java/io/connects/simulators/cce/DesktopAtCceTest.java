package io.connects.simulators.cce;

import static io.connects.simulators.cce.CceFixture.agent;
import static org.assertj.core.api.Assertions.assertThat;

import io.connects.simulators.desktop.AfterDecline;
import io.connects.simulators.desktop.OmniHand;
import io.connects.simulators.desktop.Reaction;
import io.connects.simulators.desktop.SimulatedDesktop;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A desktop with its real hand at Cisco, and an Omni-Channel that says yes to everything. */
class DesktopAtCceTest {
    private static final String PSR = "0JR000000000001AAA";

    private final CceFixture f = new CceFixture(o -> o.agent(agent(1)));
    private final YesOmni omni = new YesOmni();

    private static final class YesOmni implements OmniHand {
        private Consumer<Offer> offers = offer -> {};

        @Override
        public void onOffer(String userId, Consumer<Offer> listener) {
            offers = listener;
        }

        @Override
        public void onGone(String userId, Consumer<String> agentWorkIdListener) {}

        @Override
        public boolean isOnline(String userId) {
            return true;
        }

        @Override
        public boolean accept(String agentWorkId) {
            return true;
        }

        @Override
        public boolean decline(String agentWorkId) {
            return true;
        }

        @Override
        public boolean close(String agentWorkId) {
            return true;
        }
    }

    private long offered(Reaction reaction) {
        new SimulatedDesktop(
                new SimulatedDesktop.Person("user", 1),
                omni,
                f.cce,
                offer -> reaction,
                AfterDecline.ROUTABLE,
                Duration.ofSeconds(20),
                f.time);
        long task = f.submit("chat", null, Map.of(CceOptions.DEFAULT_CORRELATION_VARIABLE, PSR + ":1"));
        omni.offers.accept(new OmniHand.Offer("W1", PSR, "item", "user"));
        f.time.settle();
        return task;
    }

    @Test
    void accepted_work_is_started_and_ended_at_cisco() {
        long task = offered(new Reaction.Accept(Duration.ofSeconds(5), Duration.ofSeconds(60)));

        f.pass(65);

        assertThat(f.entry(task).ending()).isEqualTo(Ending.STARTED_AND_ENDED);
        assertThat(f.cce.isRoutable(1)).isTrue();
        assertThat(f.cce.ledger().routableSpans(1)).hasSize(1);
    }

    @Test
    void a_declined_task_runs_out_and_the_agent_comes_back_at_once() {
        long task = offered(new Reaction.Decline(Duration.ofSeconds(5)));

        f.pass(30);

        assertThat(f.entry(task).madeAgentNotRoutable()).isTrue();
        assertThat(f.cce.isRoutable(1)).isTrue();
    }

    @Test
    void an_ignored_task_runs_out_and_the_agent_comes_back_later() {
        offered(new Reaction.Ignore());

        f.pass(49);
        assertThat(f.cce.isRoutable(1)).isFalse();
        f.pass(1);
        assertThat(f.cce.isRoutable(1)).isTrue();
    }
}
