package io.connects.simulators.finesse;

import java.util.concurrent.atomic.AtomicInteger;

/** How many times more something goes wrong. Thread-safe. */
final class Count {
    private final AtomicInteger left = new AtomicInteger();

    void set(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count: must not be negative, was " + count);
        }
        left.set(count);
    }

    boolean take() {
        return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }
}
