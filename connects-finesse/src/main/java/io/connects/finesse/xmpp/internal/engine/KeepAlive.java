package io.connects.finesse.xmpp.internal.engine;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Tells when to ping, and when so many pings in a row went without anything heard that nobody is there. Pings go out whatever is heard, because
 * Finesse expects one every 20 s.
 */
final class KeepAlive {
    /** What is to be done now. */
    enum Step {
        WAIT,
        PING,
        DEAD
    }

    private final long interval;
    private final long timeout;
    private final int retries;
    private OptionalLong deadline = OptionalLong.empty();
    private long pinged;
    private int unanswered;

    KeepAlive(Duration interval, Duration timeout, int retries) {
        this.interval = interval.toNanos();
        this.timeout = timeout.toNanos();
        this.retries = retries;
    }

    void start(long now) {
        deadline = OptionalLong.of(now + interval);
    }

    void stop() {
        deadline = OptionalLong.empty();
    }

    void heard() {
        if (unanswered > 0) {
            unanswered = 0;
            deadline = OptionalLong.of(pinged + interval);
        }
    }

    Step tick(long now) {
        if (!Times.isDue(deadline, now)) {
            return Step.WAIT;
        }
        if (unanswered > retries) {
            return Step.DEAD;
        }
        unanswered++;
        pinged = now;
        deadline = OptionalLong.of(now + timeout);
        return Step.PING;
    }

    /** How many pings in a row nothing was heard after. */
    int unanswered() {
        return unanswered;
    }

    OptionalLong nextDeadline() {
        return deadline;
    }
}
