package io.connects.simulators.desktop;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * How a person tends to react. Immutable.
 *
 * @param accept probability of accepting an offer, 0 to 1
 * @param decline probability of declining it; what is left of 1 is the probability of not looking
 * @param think how long the person takes to accept or decline
 * @param work how long the person works
 */
public record Temperament(double accept, double decline, Speed think, Speed work) {
    private static final double ROUNDING = 1e-9;

    public Temperament {
        if (!(accept >= 0 && decline >= 0 && accept + decline <= 1 + ROUNDING)) {
            throw new IllegalArgumentException("accept, decline: must be probabilities with a sum of at most 1, were "
                    + accept + " and " + decline);
        }
        Objects.requireNonNull(think, "think");
        Objects.requireNonNull(work, "work");
    }

    /**
     * A duration drawn evenly between two.
     *
     * @param least 0 or more
     * @param most at least {@code least}
     */
    public record Speed(Duration least, Duration most) {
        public Speed {
            if (least.isNegative() || most.compareTo(least) < 0) {
                throw new IllegalArgumentException(
                        "least, most: must satisfy 0 <= least <= most, were " + least + " and " + most);
            }
        }

        Duration draw(RandomGenerator random) {
            return least.plusNanos(random.nextLong(most.minus(least).toNanos() + 1));
        }
    }

    /** One reaction, drawn from the generator. */
    public Reaction draw(RandomGenerator random) {
        double mood = random.nextDouble();
        Duration thinking = think.draw(random);
        if (mood < accept) {
            return new Reaction.Accept(thinking, work.draw(random));
        }
        return mood < accept + decline ? new Reaction.Decline(thinking) : new Reaction.Ignore();
    }

    /**
     * A person of this temperament. What it does with an offer depends on the seed, the user, the work item and how often this user was offered
     * this work item before, and on nothing else: not on the order in which work items arrive.
     *
     * @return for one desktop; not thread-safe, a desktop calls it from one thread at a time
     */
    public Function<OmniHand.Offer, Reaction> seeded(long seed) {
        Map<String, Integer> offers = new HashMap<>();
        return offer -> {
            int times = offers.merge(offer.workItemId(), 1, Integer::sum);
            long mixed = seed;
            for (String part : new String[] {offer.userId(), offer.workItemId(), Integer.toString(times)}) {
                mixed = new SplittableRandom(mixed ^ part.hashCode()).nextLong();
            }
            return draw(new SplittableRandom(mixed));
        };
    }
}
