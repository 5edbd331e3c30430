package io.connects.simulators.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connects.simulators.desktop.Temperament.Speed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TemperamentTest {
    private static final Speed THINK = new Speed(Duration.ofSeconds(1), Duration.ofSeconds(4));
    private static final Speed WORK = new Speed(Duration.ofSeconds(10), Duration.ofSeconds(10));
    private static final Temperament MIXED = new Temperament(0.7, 0.2, THINK, WORK);

    private static OmniHand.Offer offer(int item) {
        return new OmniHand.Offer("W" + item, "P" + item, "item" + item, "user");
    }

    @Test
    void reacts_by_its_probabilities_and_speeds() {
        Function<OmniHand.Offer, Reaction> person = MIXED.seeded(7);
        List<Reaction> reactions =
                IntStream.range(0, 10_000).mapToObj(i -> person.apply(offer(i))).toList();

        assertThat(reactions.stream().filter(Reaction.Accept.class::isInstance).count())
                .isBetween(6_800L, 7_200L);
        assertThat(reactions.stream().filter(Reaction.Decline.class::isInstance).count())
                .isBetween(1_850L, 2_150L);
        assertThat(reactions).filteredOn(Reaction.Accept.class::isInstance).allSatisfy(reaction -> {
            Reaction.Accept accept = (Reaction.Accept) reaction;
            assertThat(accept.think()).isBetween(THINK.least(), THINK.most());
            assertThat(accept.work()).isEqualTo(WORK.least());
        });
    }

    @Test
    void reacts_alike_whatever_the_order_of_work_items() {
        Function<OmniHand.Offer, Reaction> forwards = MIXED.seeded(7);
        Function<OmniHand.Offer, Reaction> backwards = MIXED.seeded(7);
        List<Reaction> first = new ArrayList<>();
        List<Reaction> second = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            first.add(forwards.apply(offer(i)));
            second.add(0, backwards.apply(offer(99 - i)));
        }

        assertThat(first).isEqualTo(second);
    }

    @Test
    void may_react_otherwise_to_the_same_work_item_the_next_time() {
        Function<OmniHand.Offer, Reaction> person = MIXED.seeded(7);

        assertThat(IntStream.range(0, 50).mapToObj(i -> person.apply(offer(1))).toList())
                .hasAtLeastOneElementOfType(Reaction.Accept.class)
                .hasAtLeastOneElementOfType(Reaction.Decline.class);
    }

    @Test
    void refuses_what_is_no_probability_or_no_speed() {
        assertThatThrownBy(() -> new Temperament(0.7, 0.4, THINK, WORK)).hasMessageContaining("accept, decline");
        assertThatThrownBy(() -> new Temperament(Double.NaN, 0, THINK, WORK)).hasMessageContaining("accept");
        assertThatThrownBy(() -> new Speed(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("least <= most");
        assertThatThrownBy(() -> new Reaction.Decline(Duration.ofSeconds(-1))).hasMessageContaining("think");
    }
}
