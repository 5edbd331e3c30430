package io.connects.core;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Delays between attempts that double from {@code first} to {@code most}, with full jitter: each delay is drawn evenly between zero and the
 * step's ceiling, so that many clients do not come back together. Immutable; the random source is the caller's.
 *
 * @param first ceiling of the first delay, positive
 * @param most ceiling of every later delay, at least {@code first}
 */
public record Backoff(Duration first, Duration most) {
    public Backoff {
        if (first.isZero() || first.isNegative()) {
            throw new IllegalArgumentException("first: must be positive, was " + first);
        }
        if (most.compareTo(first) < 0) {
            throw new IllegalArgumentException("most: must be at least first (" + first + "), was " + most);
        }
    }

    /**
     * The longest that {@link #delay} can answer.
     *
     * @param failures failures in a row so far, 1 or more
     */
    public Duration ceiling(int failures) {
        if (failures < 1) {
            throw new IllegalArgumentException("failures: must be 1 or more, was " + failures);
        }
        Duration ceiling = first;
        for (int i = 1; i < failures && ceiling.compareTo(most) < 0; i++) {
            ceiling = ceiling.multipliedBy(2);
        }
        return ceiling.compareTo(most) < 0 ? ceiling : most;
    }

    /**
     * How long to wait before the next attempt.
     *
     * @param failures failures in a row so far, 1 or more
     */
    public Duration delay(int failures, RandomGenerator random) {
        return Duration.ofNanos(random.nextLong(ceiling(failures).toNanos() + 1));
    }
}
