package io.connects.simulators.desktop;

import java.time.Duration;
import java.util.Objects;

/** What a person does with one offered agent work. */
public sealed interface Reaction {

    /**
     * Accepts, works and closes.
     *
     * @param think from the offer to the accept, 0 or more
     * @param work from the start to the close, 0 or more
     */
    record Accept(Duration think, Duration work) implements Reaction {
        public Accept {
            requireNotNegative(think, "think");
            requireNotNegative(work, "work");
        }
    }

    /**
     * Declines.
     *
     * @param think from the offer to the decline, 0 or more
     */
    record Decline(Duration think) implements Reaction {
        public Decline {
            requireNotNegative(think, "think");
        }
    }

    /** Does not look: the push time runs out. */
    record Ignore() implements Reaction {}

    private static void requireNotNegative(Duration duration, String name) {
        if (Objects.requireNonNull(duration, name).isNegative()) {
            throw new IllegalArgumentException(name + ": must not be negative, was " + duration);
        }
    }
}
