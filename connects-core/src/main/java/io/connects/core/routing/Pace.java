package io.connects.core.routing;

import java.time.Duration;

/**
 * How fast tasks may be submitted: a token bucket whose rate is halved when Cisco is in trouble and restored step by step by success. Nanos are
 * the engine's. Not thread-safe.
 */
final class Pace {
    private static final double SLOWEST = 1;
    private static final double STEPS_TO_RECOVER = 20;
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final double full;
    private final double burst;
    private double rate;
    private double tokens;
    private long filledAt;
    private boolean started;

    Pace(RoutingOptions options) {
        full = options.pacePerSecond();
        burst = options.burst();
        rate = full;
        tokens = burst;
    }

    /** Takes the right to one submission, if there is one now. */
    boolean take(long now) {
        fill(now);
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    /** When the next submission will be allowed. */
    long next(long now) {
        fill(now);
        return tokens >= 1 ? now : now + (long) Math.ceil((1 - tokens) / rate * SECOND);
    }

    void halve(long now) {
        fill(now);
        rate = Math.max(Math.min(SLOWEST, full), rate / 2);
        tokens = Math.min(tokens, capacity());
    }

    void restore(long now) {
        fill(now);
        rate = Math.min(full, rate + full / STEPS_TO_RECOVER);
    }

    double rate() {
        return rate;
    }

    private double capacity() {
        return Math.max(1, burst * rate / full);
    }

    private void fill(long now) {
        if (started) {
            tokens = Math.min(capacity(), tokens + (now - filledAt) / SECOND * rate);
        }
        started = true;
        filledAt = now;
    }
}
