package io.connects.mri.internal.engine;

import io.connects.mri.message.CloseConf;
import io.connects.mri.message.CloseReq;
import io.connects.mri.message.DialogueMessage;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.HeartbeatConf;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTaskFailure;
import io.connects.mri.message.OpenConf;
import io.connects.mri.message.OpenReq;
import io.connects.mri.message.RoutingDisabled;
import io.connects.mri.message.RoutingEnabled;
import io.connects.mri.message.SessionState;
import io.connects.mri.message.TerminateDialogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The application's side of MRI as a pure state machine: connections that wait for their OPEN_REQ, at most one session, and its dialogues.
 * Knows no socket, thread or clock. Not thread-safe.
 */
public final class SessionEngine {
    /** How many connections may wait for their OPEN_REQ; one more ends the oldest. */
    static final int MAX_UNOPENED = 4;

    private static final long CLOSE_INVOKE_ID = 1;

    private final SessionRules rules;
    private final Map<Long, Peer> unopened = new LinkedHashMap<>();
    private final Dialogues dialogues = new Dialogues();
    private final List<Effect> effects = new ArrayList<>();
    private @Nullable Peer session;
    private SessionState state = SessionState.DOWN;
    private String stateReason = "no PIM has connected yet";
    private OptionalLong closeDeadline = OptionalLong.empty();
    private boolean closed;
    private boolean readingPaused;

    public SessionEngine(SessionRules rules) {
        this.rules = rules;
    }

    /** Takes one event and answers what is to be done about it. Times come from one clock and never go back. */
    public List<Effect> on(Event event, long nowNanos) {
        effects.clear();
        if (event instanceof Event.Connected connected) {
            connected(connected.connection(), nowNanos);
        } else if (event instanceof Event.Disconnected disconnected) {
            disconnected(disconnected);
        } else if (event instanceof Event.Heard heard) {
            peer(heard.connection(), nowNanos);
        } else if (event instanceof Event.Received received) {
            received(received, nowNanos);
        } else if (event instanceof Event.ReadingPaused) {
            readingPaused = true;
        } else if (event instanceof Event.ReadingResumed) {
            readingResumed(nowNanos);
        } else if (event instanceof Event.Submit submit) {
            submit(submit);
        } else if (event instanceof Event.Cancel cancel) {
            cancel(cancel.ticket(), nowNanos);
        } else if (event instanceof Event.CloseAsked) {
            closeAsked(nowNanos);
        } else {
            tick(nowNanos);
        }
        return List.copyOf(effects);
    }

    /** When to call again with a {@link Event.Tick} at the latest. */
    public OptionalLong nextDeadline() {
        OptionalLong next = earlier(closeDeadline, dialogues.nextDeadline());
        if (readingPaused) {
            return next;
        }
        for (Peer peer : unopened.values()) {
            next = earlier(next, peer.deadline());
        }
        return session == null ? next : earlier(next, session.deadline());
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

    private void connected(long connection, long nowNanos) {
        if (closing()) {
            effects.add(new Effect.Disconnect(connection, "closed by us"));
            return;
        }
        unopened.put(
                connection, new Peer(connection, nowNanos, rules.openDeadline().toNanos()));
        if (unopened.size() > MAX_UNOPENED) {
            drop(unopened.values().iterator().next(), "too many connections without OPEN_REQ");
        }
    }

    private void disconnected(Event.Disconnected event) {
        unopened.remove(event.connection());
        if (session != null && session.connection == event.connection()) {
            session = null;
            lose(SessionState.DOWN, event.reason());
            closeWhenEmpty();
        }
    }

    private void drop(Peer peer, String reason) {
        unopened.remove(peer.connection);
        effects.add(new Effect.Disconnect(peer.connection, reason));
        if (peer == session) {
            session = null;
            lose(SessionState.DOWN, reason);
        }
    }

    /** The peer of this connection, which has just shown that it lives; null when it was dropped. */
    private @Nullable Peer peer(long connection, long nowNanos) {
        if (session != null && session.connection == connection) {
            session.heard(nowNanos);
            return session;
        }
        return unopened.get(connection); // not heard: its deadline is one for OPEN_REQ
    }

    // Messages

    private void received(Event.Received received, long nowNanos) {
        Peer peer = peer(received.connection(), nowNanos);
        if (peer == null) {
            return;
        }
        MriMessage message = received.message();
        if (message instanceof HeartbeatReq heartbeat) {
            peer.beat(peer == session, rules);
            effects.add(new Effect.Send(peer.connection, new HeartbeatConf(heartbeat.invokeId())));
        } else if (message instanceof CloseReq close) {
            effects.add(new Effect.Send(peer.connection, new CloseConf(close.invokeId())));
            drop(
                    peer,
                    "closed by the PIM, status " + close.status()
                            + (close.text().isEmpty() ? "" : " (" + close.text() + ")"));
            closeWhenEmpty();
        } else if (message instanceof OpenReq open && !closing()) {
            open(peer, open, nowNanos);
        } else if (peer == session) {
            inSession(peer, message);
        } else {
            effects.add(new Effect.Ignored(message, "came before OPEN_REQ"));
        }
    }

    private void open(Peer peer, OpenReq request, long nowNanos) {
        if (session == peer) {
            lose(SessionState.DOWN, "the PIM opened again");
        } else if (session != null) {
            drop(session, "replaced by a newer connection");
        }
        unopened.remove(peer.connection);
        peer.heard(nowNanos);
        peer.opened(request.idleTimeout(), rules);
        session = peer;
        effects.add(new Effect.Send(peer.connection, new OpenConf(request.invokeId())));
        if (rules.register() != null) {
            effects.add(new Effect.Send(peer.connection, rules.register()));
        }
        if (rules.routingAfterOpen()) {
            change(SessionState.ROUTING, "the PIM opened a session");
        } else {
            change(SessionState.DISABLED, "the PIM opened a session; waiting for ROUTING_ENABLED");
        }
    }

    private void inSession(Peer peer, MriMessage message) {
        if (message instanceof DoThisWithTask answer) {
            answered(answer, new DialogueOutcome.Answered(answer));
        } else if (message instanceof NewTaskFailure failure) {
            answered(failure, new DialogueOutcome.Refused(failure));
        } else if (message instanceof RoutingEnabled && !closing()) {
            change(SessionState.ROUTING, "ROUTING_ENABLED");
        } else if (message instanceof RoutingDisabled && !closing()) {
            lose(SessionState.DISABLED, "ROUTING_DISABLED");
        } else if (message instanceof CloseConf && closing()) {
            drop(peer, "closed by us");
            closeWhenEmpty();
        } else if (!(message instanceof HeartbeatConf)) {
            effects.add(new Effect.Ignored(message, "has no meaning here"));
        }
    }

    // Dialogues

    private void submit(Event.Submit submit) {
        if (state != SessionState.ROUTING || session == null) {
            effects.add(new Effect.Ended(submit.ticket(), new DialogueOutcome.SessionLost(stateReason)));
            return;
        }
        Dialogue dialogue = dialogues.open(submit.ticket(), rules.firstSequence());
        effects.add(new Effect.Send(session.connection, submit.task().in(dialogue.id, dialogue.nextToSend())));
    }

    private void cancel(long ticket, long nowNanos) {
        Dialogue dialogue = dialogues.byTicket(ticket);
        if (dialogue != null
                && session != null
                && dialogues.cancelling(
                        dialogue, nowNanos + rules.cancelDeadline().toNanos())) {
            effects.add(
                    new Effect.Send(session.connection, new TerminateDialogue(dialogue.id, dialogue.nextToSend(), 0)));
        }
    }

    private void answered(DialogueMessage message, DialogueOutcome outcome) {
        Dialogue dialogue = dialogues.byId(message.dialogueId());
        if (dialogue == null) {
            effects.add(new Effect.LateAnswer(message));
            return;
        }
        long expected = dialogue.nextToReceive();
        if (message.sendSeqNo() != expected) {
            effects.add(new Effect.OutOfSequence(message, expected));
        }
        // A failure after TERMINATE_DIALOGUE may well be the PG's answer to it: the task is gone, which is what was
        // wanted.
        boolean cancelled = outcome instanceof DialogueOutcome.Refused && dialogues.isCancelling(dialogue);
        dialogues.remove(dialogue);
        effects.add(new Effect.Ended(dialogue.ticket, cancelled ? new DialogueOutcome.Cancelled() : outcome));
    }

    /** Cisco keeps no task over this: everything open ends, after the new state was told. */
    private void lose(SessionState next, String reason) {
        change(next, reason);
        for (Dialogue dialogue : dialogues.drain()) {
            effects.add(new Effect.Ended(dialogue.ticket, new DialogueOutcome.SessionLost(reason)));
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

    private void tick(long nowNanos) {
        for (Dialogue dialogue : dialogues.drainCancelled(nowNanos)) {
            effects.add(new Effect.Ended(dialogue.ticket, new DialogueOutcome.Cancelled()));
        }
        if (!readingPaused) {
            dropSilent(nowNanos);
        }
        if (closeDeadline.isPresent() && nowNanos - closeDeadline.getAsLong() >= 0 && session != null) {
            drop(session, "no CLOSE_CONF in time");
        }
        closeWhenEmpty();
    }

    private void dropSilent(long nowNanos) {
        for (Peer peer : List.copyOf(unopened.values())) {
            if (peer.over(nowNanos)) {
                drop(peer, "no OPEN_REQ in time");
            }
        }
        if (session != null && session.over(nowNanos)) {
            drop(session, "silent for too long");
        }
    }

    private void readingResumed(long nowNanos) {
        readingPaused = false;
        unopened.values().forEach(peer -> peer.heard(nowNanos));
        if (session != null) {
            session.heard(nowNanos);
        }
    }

    private void closeAsked(long nowNanos) {
        if (closing()) {
            return;
        }
        closeDeadline = OptionalLong.of(nowNanos + rules.closeDeadline().toNanos());
        lose(SessionState.DOWN, "closed by us");
        for (Peer peer : List.copyOf(unopened.values())) {
            drop(peer, "closed by us");
        }
        if (session != null) {
            effects.add(new Effect.Send(session.connection, new CloseReq(CLOSE_INVOKE_ID, 0, "")));
        }
        closeWhenEmpty();
    }

    private void closeWhenEmpty() {
        if (closeDeadline.isPresent() && session == null) {
            closeDeadline = OptionalLong.empty();
            closed = true;
            effects.add(new Effect.Closed());
        }
    }
}
