package io.connects.finesse.xmpp.internal.bosh;

import io.connects.finesse.xmpp.codec.BoshBody;
import io.connects.finesse.xmpp.internal.engine.Times;
import java.util.OptionalLong;

/** One request that has no answer yet. */
final class Exchange {
    final long rid;
    final BoshBody body;
    final Purpose purpose;
    private final long answerWithin;
    private long posted;
    private int failures;
    private OptionalLong resendAt = OptionalLong.empty();

    /** What a request is for. */
    enum Purpose {
        /** To ask for news, and for nothing else. */
        POLL,
        SPEAK,
        END
    }

    Exchange(long rid, BoshBody body, Purpose purpose, long answerWithin, long now) {
        this.rid = rid;
        this.body = body;
        this.purpose = purpose;
        this.answerWithin = answerWithin;
        this.posted = now;
    }

    /** False when it has failed too often to be sent again. */
    boolean failed(long now) {
        failures++;
        resendAt = OptionalLong.of(now + failures * BoshRules.RESEND_DELAY.toNanos());
        return failures <= BoshRules.RESENDS;
    }

    /** Whether it is to be sent again now; it counts as sent then. */
    boolean resend(long now) {
        boolean due = Times.isDue(resendAt, now);
        if (due) {
            resendAt = OptionalLong.empty();
            posted = now;
        }
        return due;
    }

    boolean isLate(long now) {
        return resendAt.isEmpty() && now - (posted + answerWithin) >= 0;
    }

    OptionalLong deadline() {
        return resendAt.isPresent() ? resendAt : OptionalLong.of(posted + answerWithin);
    }

    long posted() {
        return posted;
    }
}
