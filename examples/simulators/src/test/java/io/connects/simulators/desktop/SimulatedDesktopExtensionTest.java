package io.connects.simulators.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.simulators.desktop.OmniHand.Offer;
import io.connects.simulators.desktop.SimulatedDesktop.Person;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimulatedDesktopExtensionTest {
    private static final Person PERSON = new Person(FakeHands.USER, FakeHands.AGENT);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @RegisterExtension
    final SimulatedDesktopExtension desktops = new SimulatedDesktopExtension();

    private final FakeHands hands = new FakeHands();
    private final CompletableFuture<Thread> reactedOn = new CompletableFuture<>();

    private Reaction ignore(Offer offer) {
        reactedOn.complete(Thread.currentThread());
        return new Reaction.Ignore();
    }

    @Test
    void a_seated_person_reacts_to_offers() {
        desktops.sit(PERSON, hands, hands.cisco, this::ignore);
        hands.push("W1", "0JR000000000001AAA");
        assertThat(reactedOn).succeedsWithin(PATIENCE);
    }

    @Test
    void the_threads_end_after_the_test() throws Exception {
        var other = new SimulatedDesktopExtension();
        ExtensionContext none = null;
        Function<Offer, Reaction> reactions = this::ignore;
        other.beforeEach(none);
        other.sit(PERSON, hands, hands.cisco, reactions, AfterDecline.STAY, Duration.ZERO);
        hands.push("W1", "0JR000000000001AAA");
        Thread thread = reactedOn.get();

        other.afterEach(none);

        thread.join(PATIENCE.toMillis());
        assertThat(thread.isAlive()).isFalse();
        assertThatThrownBy(() -> other.sit(PERSON, hands, hands.cisco, reactions))
                .isInstanceOf(IllegalStateException.class);
    }
}
