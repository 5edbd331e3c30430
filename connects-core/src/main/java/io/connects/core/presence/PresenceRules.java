package io.connects.core.presence;

import io.connects.core.presence.PresenceEffect.Origin;
import io.connects.core.presence.PresenceView.Cause;
import io.connects.core.presence.PresenceView.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one agent's state at Cisco and the Omni-Channel status in step: a pure state machine without socket, thread, clock, random source,
 * logger or future.
 *
 * <p>It is told what happened and answers what is to be done; see {@link io.connects.core.routing.RoutingEngine} for the contract, which is the
 * same. An Omni-Channel status cannot be written by the adapter, only by the agent's desktop: whoever owns the desktop performs all effects; the
 * adapter runs the rules with {@link PresenceMode#OFF} to show what does not match.
 *
 * <p>Every change that is seen on one side, and is not the echo of a write, leads to one write at most, and that to the other side. So two sides that
 * answer within {@link PresenceOptions#answerWithin()} cannot keep the rules busy; what comes later counts as a change. A status without a row of
 * the table never changes Cisco, and a passing state of Cisco never changes the status. Nothing is repeated: what was refused, lost or not answered
 * is shown. Not thread-safe.
 */
public final class PresenceRules {
    private final PresenceTable table;
    private final PresenceOptions options;
    private final CiscoHalf cisco;
    private final Half<String> omni;
    private final List<PresenceEffect> effects = new ArrayList<>();

    /** The side of the last change that counts, and whether the other has been asked to follow it; null when nobody leads. */
    private @Nullable Side leader;

    private boolean asked;
    private Cause cause = Cause.NOT_LEADING;
    private @Nullable PresenceView shown;
    private long writes;

    public PresenceRules(PresenceTable table, PresenceOptions options) {
        this.table = table;
        this.options = options;
        cisco = new CiscoHalf(options.answerWithin(), options.unknownKept());
        omni = new Half<>(options.answerWithin());
    }

    /**
     * Takes one event.
     *
     * @param nowNanos the caller's monotonic clock
     * @return what is to be done, in order
     */
    public List<PresenceEffect> on(PresenceEvent event, long nowNanos) {
        expire(nowNanos);
        if (event instanceof PresenceEvent.CiscoReported e) {
            CiscoState before = cisco.settled;
            cisco(cisco.told(e, nowNanos), before, nowNanos);
        } else if (event instanceof PresenceEvent.OmniReported e && !omni.late(e.changed())) {
            String before = omni.settled;
            boolean appears = before == null || table.isOffline(before);
            news(Side.OMNI, omni.told(e.status(), e.changed(), nowNanos), before == null, appears);
        } else if (event instanceof PresenceEvent.WriteRefused e) {
            refused(cisco.forget(write -> write.number == e.write()));
            refused(omni.forget(write -> write.number == e.write()));
        } else if (event instanceof PresenceEvent.WriteDelayed e) {
            delayed(omni.byNumber(e.write()), nowNanos);
        }
        follow(nowNanos);
        show();
        List<PresenceEffect> now = List.copyOf(effects);
        effects.clear();
        return now;
    }

    /** When the next {@link PresenceEvent.Tick} is due; empty when nothing waits for time. May lie in the past. */
    public OptionalLong nextDeadline() {
        return LongStream.concat(cisco.nextDeadline().stream(), omni.nextDeadline().stream())
                .min();
    }

    /** How the two sides stand; empty until both have been told. */
    public Optional<PresenceView> view() {
        return Optional.ofNullable(shown);
    }

    private void expire(long now) {
        expired(cisco.expire(now));
        expired(omni.expire(now));
        CiscoState before = cisco.settled;
        cisco(cisco.notKnown(now), before, now);
    }

    private void expired(@Nullable Write<?> write) {
        if (write != null) {
            cause = write.pended ? Cause.PENDING_LOST : Cause.UNANSWERED;
        }
    }

    private void refused(@Nullable Write<?> write) {
        if (write != null) {
            cause = Cause.REFUSED;
        }
    }

    private void delayed(@Nullable Write<String> write, long now) {
        if (write != null && cisco.overlay() != null) {
            write.hold();
        } else if (write != null) {
            omni.prolong(write, now);
        }
    }

    private void cisco(Half.News news, @Nullable CiscoState before, long now) {
        news(Side.CISCO, news, before == null, before == null || before.state().absent());
        if (cisco.overlay() == null) {
            omni.release(now);
        }
    }

    /** @param appears whether the agent was not there before, on this side */
    private void news(Side side, Half.News news, boolean first, boolean appears) {
        switch (news) {
            case SAME, ECHO -> {}
            case OVERTAKEN -> cause = Cause.CROSSED;
            case LOST -> cause = Cause.PENDING_LOST;
            case CHANGED -> decide(side, first, appears);
        }
    }

    private void decide(Side side, boolean first, boolean appears) {
        leader = null;
        asked = false;
        cause = Cause.NOT_LEADING;
        boolean both = cisco.known() && omni.known();
        if (options.mode() == PresenceMode.TWO_WAY) {
            boolean dated = cisco.changed != null && omni.changed != null;
            if (first && both && !dated) {
                cause = Cause.UNDATED;
            } else {
                leader = both && older(side) ? side.other() : side;
            }
        } else if (options.mode().leads(side)) {
            leader = side;
        } else if (appears && both && options.mode().leads(side.other())) {
            leader = side.other();
        }
        // A sign-out is followed when it happens, not when it is found.
        boolean signsOut = side == Side.CISCO && !appears;
        if (leader == Side.CISCO && !cisco.there() && !signsOut) {
            leader = null;
        }
    }

    /** Whether the other side was changed later. Not while it is still being asked to follow this one, which had been the later then. */
    private boolean older(Side side) {
        Half<?> here = side == Side.CISCO ? cisco : omni;
        Half<?> there = side == Side.CISCO ? omni : cisco;
        return here.changed != null
                && there.changed != null
                && here.changed.isBefore(there.changed)
                && there.awaited() == null;
    }

    /** Asks the side that does not lead to follow, once. */
    private void follow(long now) {
        if (leader == null || asked || !cisco.known() || !omni.known()) {
            return;
        }
        if (agreeing(cisco.settled, omni.settled) && cisco.atRest() && omni.atRest()) {
            leader = null; // nothing to follow; what happens next is another's doing
            return;
        }
        if (underWay(leader.other())) {
            asked = true;
        } else if (leader == Side.CISCO) {
            table.toOmni(cisco.settled())
                    .filter(status -> !agreeing(cisco.settled(), omni.future()))
                    .ifPresent(status -> {
                        asked = true;
                        var write = omni.ask(++writes, status, new Origin(Side.CISCO, cisco.changed), now);
                        effects.add(new PresenceEffect.SetOmni(write.number, status, write.origin, write.expires));
                    });
        } else if (cisco.takesChanges()) {
            wanted().ifPresent(state -> {
                asked = true;
                var write = cisco.ask(++writes, state, new Origin(Side.OMNI, omni.changed), now);
                effects.add(new PresenceEffect.SetCisco(write.number, state, write.origin, write.expires));
            });
        }
    }

    /** Whether what is to be asked of this side has been asked, for an earlier change. */
    private boolean underWay(Side side) {
        return side == Side.CISCO
                ? cisco.awaited() != null && agreeing(cisco.future(), omni.settled)
                : omni.awaited() != null && agreeing(cisco.settled, omni.future());
    }

    /** The state to which the status would lead Cisco, if it has not been asked for and Cisco is not going there. */
    private Optional<CiscoState> wanted() {
        return leader == Side.OMNI && !asked
                ? table.toCisco(omni.settled()).filter(state -> !agreeing(cisco.future(), omni.settled()))
                : Optional.empty();
    }

    private boolean agreeing(@Nullable CiscoState state, @Nullable String status) {
        return state != null && status != null && table.agree(state, status);
    }

    private void show() {
        if (cisco.present() == null || !omni.known()) {
            return;
        }
        PresenceView view = look();
        if (!view.equals(shown)) {
            shown = view;
            effects.add(new PresenceEffect.Show(view));
        }
    }

    private PresenceView look() {
        AgentState overlay = cisco.overlay();
        CiscoState toCisco = cisco.comes();
        if (toCisco == null && cisco.there()) {
            toCisco = wanted().orElse(null); // not asked for yet: Cisco takes no change at this moment
        }
        Write<String> toOmni = omni.awaited();
        if (toCisco != null || toOmni != null) {
            return new PresenceView(Kind.PENDING, overlay, toCisco, toOmni == null ? null : toOmni.expected, null);
        } else if (!cisco.known() || agreeing(cisco.settled, omni.settled)) {
            return PresenceView.of(overlay == null ? Kind.IN_STEP : Kind.OVERLAY, overlay);
        }
        return PresenceView.mismatch(why(cisco.settled().state()), overlay);
    }

    private Cause why(AgentState state) {
        if (leader == Side.OMNI && !asked && table.toCisco(omni.settled()).isEmpty()) {
            return Cause.UNMAPPED;
        }
        boolean untried = leader == null ? cause == Cause.NOT_LEADING : !asked;
        if (untried && state.absent()) {
            return state == AgentState.UNKNOWN ? Cause.UNKNOWN : Cause.SIGNED_OUT;
        }
        return cause;
    }
}
