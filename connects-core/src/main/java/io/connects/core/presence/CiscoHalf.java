package io.connects.core.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Cisco's side: what the agent chose, beneath calls and wrap-up; what is pending; and since when nothing is known. Not thread-safe. */
final class CiscoHalf extends Half<CiscoState> {
    private final long unknownKept;

    private @Nullable AgentState present;
    private @Nullable AgentState pending;
    /** In this call somebody has asked for something else than what we had asked for. */
    private boolean chosenInCall;

    private @Nullable Long unknownUntil;

    CiscoHalf(Duration answerWithin, Duration unknownKept) {
        super(answerWithin);
        this.unknownKept = unknownKept.toNanos();
    }

    News told(PresenceEvent.CiscoReported report, long now) {
        AgentState state = report.cisco().state();
        if (state == AgentState.UNKNOWN) {
            if (present != AgentState.UNKNOWN) {
                unknownUntil = now + unknownKept;
            }
            present = state;
            pending = null;
            undated();
            return News.SAME;
        }
        if (late(report.changed())) {
            return News.SAME;
        }
        unknownUntil = null;
        present = state;
        if (state.overlay()) {
            pending = report.pending();
            return passing(state, now);
        }
        pending = null;
        return settles(report.cisco(), report.changed(), now);
    }

    /** Tells whether it has not been known for too long by now. */
    News notKnown(long now) {
        if (unknownUntil == null || unknownUntil - now > 0) {
            return News.SAME;
        }
        unknownUntil = null;
        return settles(CiscoState.of(AgentState.UNKNOWN), null, now);
    }

    /** In a call: tells what became of a write by what is pending. */
    private News passing(AgentState state, long now) {
        Write<CiscoState> awaited = awaited();
        if (pending == null) {
            boolean lost = state.takesPending() && forget(write -> write.pended) != null;
            return lost ? News.LOST : News.SAME;
        } else if (awaited != null && awaited.expected.state() == pending) {
            awaited.hold();
        } else if (awaited != null && awaited.held) {
            overtake(null, now);
            chosenInCall = true;
        }
        return News.SAME;
    }

    private News settles(CiscoState state, @Nullable Instant date, long now) {
        News news = told(state, date, now);
        if (news == News.SAME && chosenInCall) {
            changed = date;
            news = News.CHANGED;
        }
        chosenInCall = false;
        release(now);
        return news;
    }

    @Override
    @Nullable
    CiscoState future() {
        return awaited() == null && pending != null ? CiscoState.of(pending) : super.future();
    }

    @Override
    boolean atRest() {
        return super.atRest() && pending == null;
    }

    @Override
    OptionalLong nextDeadline() {
        return LongStream.concat(
                        super.nextDeadline().stream(),
                        unknownUntil == null ? LongStream.empty() : LongStream.of(unknownUntil))
                .min();
    }

    /** What it last told, passing or not; null before it has told anything. */
    @Nullable
    AgentState present() {
        return present;
    }

    /** The passing state, if it is in one. */
    @Nullable
    AgentState overlay() {
        boolean passes = present != null && (present.overlay() || unknownUntil != null);
        return passes ? present : null;
    }

    /** Whether a change can be asked for now. */
    boolean takesChanges() {
        return present != null && present.takesChanges();
    }

    /** What it is to enter, whoever asked for it. */
    @Nullable
    CiscoState comes() {
        return atRest() ? null : future();
    }

    /** Whether the agent is there: signed in, as far as is known. */
    boolean there() {
        return settled != null && !settled.state().absent();
    }
}
