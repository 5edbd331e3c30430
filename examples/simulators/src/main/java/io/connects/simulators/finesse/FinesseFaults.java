package io.connects.simulators.finesse;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with a pair, on demand. Everything is off at first. Thread-safe. Counted faults hit the next requests or events of both nodes.
 */
public final class FinesseFaults {
    private final Map<FinesseSide, NodeFaults> nodes = new EnumMap<>(FinesseSide.class);
    private final Count dropped = new Count();
    private final Count duplicated = new Count();
    private final Count heldBack = new Count();
    private final Count forgotten = new Count();
    private final Count raw = new Count();
    private final Count refused = new Count();
    private volatile RawAnswer rawAnswer = RawAnswer.HTML;
    private volatile AsyncError refusal = AsyncError.RESOURCE_BUSY;
    private volatile Duration eventDelay = Duration.ZERO;
    private volatile boolean lateLogouts;
    private volatile @Nullable Operations operations;

    /** What the pair does at once when a fault is switched on. */
    interface Operations {
        void serviceChanged(FinesseSide side);

        void killSessions(FinesseSide side);

        void presenceChanged(FinesseSide side);

        void setAlive(FinesseSide side, boolean alive);

        void conflict(String loginId);

        void forceLogout(String loginId);
    }

    FinesseFaults() {
        for (FinesseSide side : FinesseSide.values()) {
            nodes.put(side, new NodeFaults());
        }
    }

    void operations(Operations value) {
        operations = value;
    }

    private void now(Consumer<Operations> action) {
        Operations present = operations;
        if (present != null) {
            action.accept(present);
        }
    }

    /** Takes a node out of service: an event of SystemInfo says so, then there are no events, and requests are answered 503; or takes it back. */
    public void outOfService(FinesseSide side, boolean on) {
        of(side).outOfService = on;
        now(does -> does.serviceChanged(side));
    }

    /** Lets SystemInfo tell of a failing heartbeat between the node and the telephone side, or a good one. */
    public void failHeartbeat(FinesseSide side, boolean on) {
        of(side).heartbeatFails = on;
        now(does -> does.serviceChanged(side));
    }

    /** Puts a node in maintenance as SystemInfo tells it. */
    public void maintenance(FinesseSide side, boolean finesse, boolean cti) {
        of(side).finesseMaintenance = finesse;
        of(side).ctiMaintenance = cti;
        now(does -> does.serviceChanged(side));
    }

    /** Cuts every XMPP session of a node. */
    public void killSessions(FinesseSide side) {
        now(does -> does.killSessions(side));
    }

    /** Refuses new XMPP connections of a node. */
    public void refuseXmpp(FinesseSide side, boolean on) {
        of(side).xmppRefused = on;
    }

    /** Makes the user {@code finesse} unavailable, as when the web application of a node is down and its notification service is not. */
    public void hideFinesse(FinesseSide side, boolean on) {
        of(side).finesseHidden = on;
        now(does -> does.presenceChanged(side));
    }

    /** Kills a node: connections end, and new ones are refused. */
    public void kill(FinesseSide side) {
        now(does -> does.setAlive(side, false));
    }

    /** Brings a killed node back, on the same ports. */
    public void revive(FinesseSide side) {
        now(does -> does.setAlive(side, true));
    }

    /** Hangs a node: it takes connections and requests, and answers nothing; or lets it go on. What it took meanwhile stays unanswered. */
    public void hang(FinesseSide side, boolean on) {
        of(side).hung = on;
    }

    /** Lets every event from now on be late. */
    public void delayEvents(Duration delay) {
        eventDelay = delay;
    }

    /** Does not send the next events. */
    public void dropEvents(int count) {
        dropped.set(count);
    }

    /** Sends the next events twice. */
    public void duplicateEvents(int count) {
        duplicated.set(count);
    }

    /** Sends each of the next events behind the one after it. */
    public void reorderEvents(int count) {
        heldBack.set(count);
    }

    /** Answers the next requests with 202 and does nothing: no change, no event, no error. */
    public void forgetOutcomes(int count) {
        forgotten.set(count);
    }

    /** Lets the telephone or task side refuse the next requests after 202. */
    public void refuseLater(int count, AsyncError error) {
        refusal = error;
        refused.set(count);
    }

    /** Answers the next requests with this, and does nothing else for them. */
    public void answer(int count, RawAnswer answer) {
        rawAnswer = answer;
        raw.set(count);
    }

    /** Ends the agent's XMPP sessions with a conflict, as when another client binds the same resource. */
    public void conflict(String loginId) {
        now(does -> does.conflict(loginId));
    }

    /** Logs an agent out with reason 255, connection lost; after the call when the agent is on one. */
    public void forceLogout(String loginId) {
        now(does -> does.forceLogout(loginId));
    }

    /** Lets a node whose XMPP session went away log the agent out in the end though the agent has signed in at the other one. */
    public void lateLogouts(boolean on) {
        lateLogouts = on;
    }

    NodeFaults of(FinesseSide side) {
        return Objects.requireNonNull(nodes.get(side));
    }

    boolean isInService(FinesseSide side) {
        return !of(side).outOfService;
    }

    boolean logsOutLate() {
        return lateLogouts;
    }

    Duration eventDelay() {
        return eventDelay;
    }

    boolean nextEventIsDropped() {
        return dropped.take();
    }

    boolean nextEventIsDuplicated() {
        return duplicated.take();
    }

    boolean nextEventIsHeldBack() {
        return heldBack.take();
    }

    boolean nextOutcomeIsForgotten() {
        return forgotten.take();
    }

    Optional<RawAnswer> nextRawAnswer() {
        return raw.take() ? Optional.of(rawAnswer) : Optional.empty();
    }

    Optional<AsyncError> nextRefusal() {
        return refused.take() ? Optional.of(refusal) : Optional.empty();
    }
}
