package io.connects.mri.internal.engine;

import io.connects.mri.message.Cancel;
import io.connects.mri.message.CloseConf;
import io.connects.mri.message.CloseReq;
import io.connects.mri.message.DialogueFailureConf;
import io.connects.mri.message.DialogueMessage;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.HeartbeatConf;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTaskFailure;
import io.connects.mri.message.OpenConf;
import io.connects.mri.message.OpenReq;
import io.connects.mri.message.Release;
import io.connects.mri.message.RoutingDisabled;
import io.connects.mri.message.RoutingEnabled;
import io.connects.mri.message.RunScriptReq;
import io.connects.mri.message.SessionState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The application's side of MRI as a pure state machine: connections that wait for their OPEN_REQ, the sides of the PIM that have opened a
 * session, and the dialogues, all of which are with the side that routes. Knows no socket, thread or clock. Not thread-safe.
 */
public final class SessionEngine {
    /** How many connections may wait for their OPEN_REQ; one more ends the oldest. */
    static final int MAX_UNOPENED = 4;

    private static final long CLOSE_INVOKE_ID = 1;

    private final SessionRules rules;
    private final Map<Long, Peer> unopened = new LinkedHashMap<>();
    private final Sides sides;
    private final Switches switches = new Switches();
    private final List<Effect> effects = new ArrayList<>();
    private final Conversation conversation;
    private @Nullable Peer routing;
    private @Nullable String lastRoutingHost;
    private SessionState state = SessionState.DOWN;
    private String stateReason = "no PIM has connected yet";
    private OptionalLong closeDeadline = OptionalLong.empty();
    private boolean closed;
    private boolean readingPaused;
    private long now;

    public SessionEngine(SessionRules rules) {
        this.rules = rules;
        this.sides = new Sides(rules.routingAfterOpen());
        this.conversation = new Conversation(rules, effects);
    }

    /** Takes one event and answers what is to be done about it. Times come from one clock and never go back. */
    public List<Effect> on(Event event, long nowNanos) {
        effects.clear();
        now = nowNanos;
        if (event instanceof Event.Received received) {
            received(received);
        } else if (event instanceof Event.Submit submit) {
            submit(submit);
        } else if (event instanceof Event.Cancel cancel) {
            if (routing != null) {
                conversation.cancel(routing.connection, cancel.dialogue(), now);
            }
        } else if (event instanceof Event.Connected connected) {
            connected(connected);
        } else if (event instanceof Event.Disconnected disconnected) {
            disconnected(disconnected);
        } else if (event instanceof Event.Heard heard) {
            heard(heard.connection());
        } else if (event instanceof Event.Unreadable unreadable) {
            Peer peer = heard(unreadable.connection());
            if (peer != null && peer == routing) {
                conversation.unreadable(unreadable.message());
            }
        } else if (event instanceof Event.ReadingPaused) {
            readingPaused = true;
        } else if (event instanceof Event.ReadingResumed) {
            readingResumed();
        } else if (event instanceof Event.CloseAsked) {
            closeAsked();
        } else {
            tick();
        }
        return List.copyOf(effects);
    }

    /** When to call again with a {@link Event.Tick} at the latest. */
    public OptionalLong nextDeadline() {
        OptionalLong next = earlier(closeDeadline, conversation.nextDeadline());
        if (readingPaused) {
            return next;
        }
        for (Peer peer : unopened.values()) {
            next = earlier(next, peer.deadline());
        }
        for (Peer peer : sides.view()) {
            next = earlier(next, peer.deadline());
        }
        return next;
    }

    private static OptionalLong earlier(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.getAsLong() - other.getAsLong() <= 0 ? one : other;
    }

    private boolean closing() {
        return closed || closeDeadline.isPresent();
    }

    // Connections

    private void connected(Event.Connected event) {
        if (closing()) {
            effects.add(new Effect.Disconnect(event.connection(), "closed by us"));
            return;
        }
        unopened.put(
                event.connection(),
                new Peer(
                        event.connection(),
                        event.host(),
                        now,
                        rules.openDeadline().toNanos()));
        if (unopened.size() > MAX_UNOPENED) {
            drop(unopened.values().iterator().next(), "too many connections without OPEN_REQ");
        }
    }

    private void disconnected(Event.Disconnected event) {
        unopened.remove(event.connection());
        Peer side = sides.of(event.connection());
        if (side != null) {
            gone(side, event.reason());
        }
    }

    private void drop(Peer peer, String reason) {
        unopened.remove(peer.connection);
        effects.add(new Effect.Disconnect(peer.connection, reason));
        if (sides.has(peer)) {
            gone(peer, reason);
        }
    }

    /** A side's session is over, and the other one takes over where it can. */
    private void gone(Peer side, String reason) {
        remove(side, reason);
        if (closing()) {
            closeWhenEmpty();
        } else {
            settle(reason);
        }
    }

    private void remove(Peer side, String reason) {
        sides.remove(side);
        if (side == routing) {
            stopRouting(SessionState.DOWN, reason);
        }
    }

    /** The peer of this connection, which has just shown that it lives; null when it was dropped. */
    private @Nullable Peer heard(long connection) {
        Peer side = sides.of(connection);
        if (side != null) {
            side.heard(now);
            return side;
        }
        return unopened.get(connection); // not heard: its deadline is one for OPEN_REQ
    }

    // Messages

    private void received(Event.Received received) {
        Peer peer = heard(received.connection());
        if (peer == null) {
            return;
        }
        MriMessage message = received.message();
        boolean inSession = sides.has(peer);
        if (message instanceof HeartbeatReq heartbeat) {
            peer.beat(inSession, rules);
            effects.add(new Effect.Send(peer.connection, new HeartbeatConf(heartbeat.invokeId())));
        } else if (message instanceof CloseReq close) {
            effects.add(new Effect.Send(peer.connection, new CloseConf(close.invokeId())));
            drop(
                    peer,
                    "closed by the PIM, status " + close.status()
                            + (close.text().isEmpty() ? "" : " (" + PeerText.printable(close.text()) + ")"));
        } else if (message instanceof OpenReq open && !closing()) {
            open(peer, open);
        } else if (!inSession) {
            effects.add(new Effect.Ignored(message, "came before OPEN_REQ"));
        } else if (message instanceof DialogueMessage dialogue) {
            inDialogue(peer, dialogue);
        } else {
            inSession(peer, message);
        }
    }

    private void open(Peer peer, OpenReq request) {
        makeRoom(peer);
        unopened.remove(peer.connection);
        peer.heard(now);
        peer.opened(request.idleTimeout(), rules);
        sides.add(peer);
        effects.add(new Effect.Send(peer.connection, new OpenConf(request.invokeId())));
        if (rules.register() != null) {
            effects.add(new Effect.Send(peer.connection, rules.register()));
        }
        settle(
                rules.routingAfterOpen()
                        ? "the PIM opened a session"
                        : "the PIM opened a session; waiting for ROUTING_ENABLED");
    }

    /** One session a host, the newest, and no more of them than a PIM has sides. */
    private void makeRoom(Peer opener) {
        Peer older = sides.of(opener.host);
        if (older == opener) {
            remove(older, "the PIM opened again");
        } else if (older != null) {
            effects.add(new Effect.Disconnect(older.connection, "replaced by a newer connection"));
            if (older == routing) {
                noteSwitch(); // several PIMs behind one address replace each other for ever
            }
            remove(older, "replaced by a newer connection");
        } else if (sides.isFull()) {
            Peer expendable = sides.expendable(routing);
            effects.add(new Effect.Disconnect(expendable.connection, "replaced by a third host"));
            remove(expendable, "replaced by a third host");
        }
    }

    private void inSession(Peer peer, MriMessage message) {
        if (message instanceof RoutingEnabled && !closing()) {
            sides.routingEnabled(peer);
            settle("ROUTING_ENABLED");
        } else if (message instanceof RoutingDisabled && !closing()) {
            peer.routingDisabled();
            if (peer == routing) {
                stopRouting(SessionState.DISABLED, "ROUTING_DISABLED");
                settle("ROUTING_DISABLED");
            }
        } else if (message instanceof CloseConf && closing()) {
            drop(peer, "closed by us");
        } else if (!(message instanceof HeartbeatConf)) {
            effects.add(new Effect.Ignored(message, "has no meaning here"));
        }
    }

    /** Every open dialogue is with the side that routes: from the other one they are strangers. */
    private void inDialogue(Peer peer, DialogueMessage message) {
        if (message instanceof DoThisWithTask answer) {
            conversation.ended(peer == routing, answer, new DialogueOutcome.Answered(answer));
        } else if (message instanceof NewTaskFailure failure) {
            conversation.ended(peer == routing, failure, new DialogueOutcome.Refused(failure));
        } else if (message instanceof Release release) {
            conversation.ended(peer == routing, release, new DialogueOutcome.Released(release));
        } else if (message instanceof DialogueFailureConf failure) {
            conversation.ended(peer == routing, failure, new DialogueOutcome.Failed(failure));
        } else if (message instanceof RunScriptReq request) {
            conversation.runScript(peer == routing, peer.connection, request);
        } else if (message instanceof Cancel cancel) {
            conversation.cancelled(peer == routing, cancel);
        } else {
            effects.add(new Effect.Ignored(message, "has no meaning here"));
        }
    }

    private void submit(Event.Submit submit) {
        if (routing == null) {
            effects.add(new Effect.Ended(submit.dialogue(), new DialogueOutcome.SessionLost(stateReason)));
        } else {
            conversation.submit(routing.connection, submit.dialogue(), submit.task());
        }
    }

    // Routing

    /**
     * Cisco keeps no task over this: everything open ends, after the new state was told.
     *
     * @param next disabled only when Cisco said so: the loss of a session is none of its words
     */
    private void stopRouting(SessionState next, String reason) {
        routing = null;
        change(next, reason);
        conversation.lose(reason);
    }

    /** Lets the right side route, after something changed. */
    private void settle(String reason) {
        Peer next = sides.routing();
        if (next == null) {
            change(sides.isEmpty() ? SessionState.DOWN : SessionState.DISABLED, reason);
            return;
        }
        if (next == routing) {
            return;
        }
        boolean switched = lastRoutingHost != null && !lastRoutingHost.equals(next.host);
        String told = switched ? next.host + " took over from " + lastRoutingHost + ": " + reason : reason;
        if (routing != null) {
            stopRouting(SessionState.DOWN, told);
        }
        routing = next;
        lastRoutingHost = next.host;
        change(SessionState.ROUTING, told);
        if (switched) {
            noteSwitch();
        }
    }

    private void noteSwitch() {
        if (switches.tooMany(now)) {
            effects.add(new Effect.SwitchedTooOften(Switches.TOLERATED + 1));
        }
    }

    private void change(SessionState next, String reason) {
        if (state != next) {
            state = next;
            stateReason = reason;
            effects.add(new Effect.StateChanged(next, reason));
        }
    }

    // Time and the end

    private void tick() {
        conversation.tick(now);
        if (!readingPaused) {
            dropSilent();
        }
        if (closeDeadline.isPresent() && now - closeDeadline.getAsLong() >= 0) {
            sides.all().forEach(side -> drop(side, "no CLOSE_CONF in time"));
        }
    }

    private void dropSilent() {
        for (Peer peer : List.copyOf(unopened.values())) {
            if (peer.over(now)) {
                drop(peer, "no OPEN_REQ in time");
            }
        }
        List<Peer> silent = new ArrayList<>(sides.all());
        silent.removeIf(side -> !side.over(now));
        silent.sort(Comparator.comparing(side -> side == routing)); // no take-over by one that is silent too
        silent.forEach(side -> drop(side, "silent for too long"));
    }

    private void readingResumed() {
        readingPaused = false;
        unopened.values().forEach(peer -> peer.heard(now));
        sides.view().forEach(peer -> peer.heard(now));
    }

    private void closeAsked() {
        if (closing()) {
            return;
        }
        closeDeadline = OptionalLong.of(now + rules.closeDeadline().toNanos());
        stopRouting(SessionState.DOWN, "closed by us");
        for (Peer peer : List.copyOf(unopened.values())) {
            drop(peer, "closed by us");
        }
        for (Peer side : sides.view()) {
            effects.add(new Effect.Send(side.connection, new CloseReq(CLOSE_INVOKE_ID, 0, "")));
        }
        closeWhenEmpty();
    }

    private void closeWhenEmpty() {
        if (closeDeadline.isPresent() && sides.isEmpty()) {
            closeDeadline = OptionalLong.empty();
            closed = true;
            effects.add(new Effect.Closed());
        }
    }
}
