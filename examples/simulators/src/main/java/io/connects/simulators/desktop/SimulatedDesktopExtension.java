package io.connects.simulators.desktop;

import io.connects.simulators.desktop.OmniHand.Offer;
import io.connects.simulators.desktop.SimulatedDesktop.Person;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Seats people at desktops for one test.
 *
 * <pre>{@code
 * @RegisterExtension
 * final SimulatedDesktopExtension desktops = new SimulatedDesktopExtension();
 *
 * @Test
 * void an_agent_takes_what_comes() {
 *     desktops.sit(new Person(userId, skillTargetId), omni, cisco, offer -> new Reaction.Accept(think, work));
 *     ...
 * }
 * }</pre>
 *
 * After the test the desktops stop and their threads end. Used by one test at a time.
 */
public final class SimulatedDesktopExtension implements BeforeEachCallback, AfterEachCallback {
    private static final Duration AWAY = Duration.ofMillis(500);

    private @Nullable ScheduledThreadPoolExecutor scheduler;

    /** For {@code @RegisterExtension} and {@code @ExtendWith}. */
    public SimulatedDesktopExtension() {}

    /** Seats a person who is routable again at once after a decline, and 500 ms after not looking at an offer. */
    public SimulatedDesktop sit(Person person, OmniHand omni, CiscoHand cisco, Function<Offer, Reaction> reactions) {
        return sit(person, omni, cisco, reactions, AfterDecline.ROUTABLE, AWAY);
    }

    /**
     * Seats a person.
     *
     * @param reactions what the person does with each offered agent work; called from one thread at a time
     * @param awayTime how long a person who did not look at an offer stays not routable after its task has run out
     * @throws IllegalStateException when no test is running
     */
    public SimulatedDesktop sit(
            Person person,
            OmniHand omni,
            CiscoHand cisco,
            Function<Offer, Reaction> reactions,
            AfterDecline afterDecline,
            Duration awayTime) {
        return new SimulatedDesktop(person, omni, cisco, reactions, afterDecline, awayTime, running());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        var threads = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "simulated-desktops");
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
        scheduler = threads;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        running().shutdownNow();
        scheduler = null;
    }

    private ScheduledThreadPoolExecutor running() {
        if (scheduler == null) {
            throw new IllegalStateException("No test is running");
        }
        return scheduler;
    }
}
