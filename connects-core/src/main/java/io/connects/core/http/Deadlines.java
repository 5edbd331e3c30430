package io.connects.core.http;

import java.time.Duration;

/**
 * Until when a request may be sent, and until when its answer is waited for, as {@link System#nanoTime()} tells. A request that was sent at the
 * last moment is still given time for its answer: not to know what became of it is worse than to wait.
 */
public record Deadlines(long sendBy, long answerBy) {

    /** Both at the same time from now. */
    public static Deadlines in(Duration within) {
        return in(within, within);
    }

    /** From now; an answer is never waited for less long than sending may take. */
    public static Deadlines in(Duration toSend, Duration toAnswer) {
        long now = System.nanoTime();
        long sendBy = now + toSend.toNanos();
        return new Deadlines(sendBy, Math.max(sendBy, now + toAnswer.toNanos()));
    }
}
