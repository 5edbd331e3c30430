package io.connects.finesse.xmpp.internal.engine;

import io.connects.finesse.xmpp.message.IqPayload;
import io.connects.finesse.xmpp.message.Jid;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.Stanza.Features;
import io.connects.finesse.xmpp.message.Stanza.Iq;
import io.connects.finesse.xmpp.message.Stanza.Presence;
import io.connects.finesse.xmpp.message.Stanza.PubSubEvent;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The client's side of one session, from the transport's opening to the end, whatever the transport: signing in, notifications, subscriptions,
 * keep-alive and closing. Every wait has a deadline. Not thread-safe.
 */
public final class SessionEngine {
    /** Finesse's web application, as a user of its own notification service. */
    private static final String SERVICE_USER = "finesse";

    private enum Phase {
        NEW,
        CONNECTING,
        LOGIN,
        READY,
        CLOSING,
        ENDED
    }

    private final EngineRules rules;
    private final List<Effect> effects = new ArrayList<>();
    private final Login login;
    private final KeepAlive keepAlive;
    private final Subscriber subscriber;
    private Phase phase = Phase.NEW;
    private OptionalLong phaseDeadline = OptionalLong.empty();
    private Jid jid;
    private boolean closed;
    private long pings;
    private long now;

    public SessionEngine(EngineRules rules) {
        this.rules = rules;
        this.jid = rules.jid();
        this.login = new Login(rules, effects);
        this.keepAlive = new KeepAlive(rules.pingInterval(), rules.pingTimeout(), rules.pingRetries());
        this.subscriber = new Subscriber(rules, effects);
    }

    /** Takes one event and answers what is to be done about it. Times come from one clock and never go back. */
    public List<Effect> on(Event event, long nowNanos) {
        effects.clear();
        now = nowNanos;
        if (event instanceof Event.Asked asked) {
            asked(asked.request());
        } else if (phase != Phase.ENDED) {
            happened(event);
        }
        return List.copyOf(effects);
    }

    private void happened(Event event) {
        if (event instanceof Event.Received received) {
            keepAlive.heard();
            received(received.stanza());
        } else if (event instanceof Event.Heard) {
            keepAlive.heard();
        } else if (event instanceof Event.Tick) {
            tick();
        } else if (event instanceof Event.Started) {
            enter(Phase.CONNECTING, rules.connectTimeout());
        } else if (event instanceof Event.TransportOpened) {
            if (phase == Phase.CONNECTING) {
                enter(Phase.LOGIN, rules.loginTimeout());
                effects.add(new Effect.OpenStream(false));
            }
        } else if (event instanceof Event.TransportFailed failed) {
            end(failed.end(), false);
        } else if (event instanceof Event.Abandoned abandoned) {
            end(abandoned.end(), false);
        } else if (event instanceof Event.CredentialsFailed failed) {
            endPolitely(failed.end());
        } else if (event instanceof Event.CloseAsked) {
            closeAsked();
        }
    }

    /** When to call again with a {@link Event.Tick} at the latest. */
    public OptionalLong nextDeadline() {
        return Times.earlier(phaseDeadline, Times.earlier(keepAlive.nextDeadline(), subscriber.nextDeadline()));
    }

    private void enter(Phase next, Duration within) {
        phase = next;
        phaseDeadline = OptionalLong.of(now + within.toNanos());
    }

    private void tick() {
        if (Times.isDue(phaseDeadline, now)) {
            switch (phase) {
                case CONNECTING -> end(XmppEnd.unreachable("no connection within " + rules.connectTimeout()), false);
                case LOGIN -> end(XmppEnd.unreachable("not signed in within " + rules.loginTimeout()), false);
                default -> end(XmppEnd.closed(), false);
            }
            return;
        }
        subscriber.tick(now);
        switch (keepAlive.tick(now)) {
            case PING -> ping();
            case DEAD -> end(XmppEnd.lost("nothing was heard after " + keepAlive.unanswered() + " pings"), false);
            case WAIT -> {}
        }
    }

    private void ping() {
        pings++;
        effects.add(new Effect.Send(new Iq(
                Iq.Type.GET, rules.idPrefix() + "-p" + pings, "", rules.jid().domain(), new IqPayload.Ping())));
    }

    // Ends

    private void closeAsked() {
        closed = true;
        if (phase == Phase.LOGIN || phase == Phase.READY) {
            keepAlive.stop();
            subscriber.end(XmppEnd.closed());
            if (phase == Phase.READY) {
                effects.add(new Effect.Send(Presence.unavailable()));
            }
            effects.add(new Effect.CloseStream());
            enter(Phase.CLOSING, rules.closeTimeout());
        } else if (phase != Phase.CLOSING) {
            end(XmppEnd.closed(), false);
        }
    }

    /** The peer is there: it is told. */
    private void endPolitely(XmppEnd end) {
        if (phase != Phase.CLOSING) {
            effects.add(new Effect.CloseStream());
        }
        end(end, true);
    }

    private void end(XmppEnd why, boolean politely) {
        XmppEnd end = inThisPhase(why);
        keepAlive.stop();
        phase = Phase.ENDED;
        phaseDeadline = OptionalLong.empty();
        subscriber.end(end);
        effects.add(new Effect.Disconnect(politely));
        effects.add(new Effect.Ended(end));
    }

    private XmppEnd inThisPhase(XmppEnd end) {
        if (phase == Phase.CLOSING) {
            return XmppEnd.closed();
        }
        boolean neverConnected = phase != Phase.READY && end.kind() == XmppEnd.Kind.LOST;
        return neverConnected ? new XmppEnd(XmppEnd.Kind.UNREACHABLE, end.condition(), end.reason()) : end;
    }

    // What comes

    private void received(Stanza stanza) {
        if (stanza instanceof Stanza.StreamError error) {
            endPolitely(XmppEnd.of(error));
        } else if (stanza instanceof Stanza.Close close) {
            String elsewhere = close.seeOtherUri().isEmpty() ? "" : ", which names " + close.seeOtherUri();
            endPolitely(XmppEnd.lost("the stream was closed by the server" + elsewhere));
        } else if (stanza instanceof Iq iq) {
            iq(iq);
        } else if (phase == Phase.LOGIN) {
            inLogin(stanza);
        } else if (phase == Phase.READY) {
            inSession(stanza);
        }
    }

    private void inLogin(Stanza stanza) {
        if (stanza instanceof Features features) {
            login.features(features).ifPresent(this::endPolitely);
        } else if (stanza instanceof Stanza.SaslSuccess) {
            login.success();
        } else if (stanza instanceof Stanza.SaslFailure failure) {
            endPolitely(new XmppEnd(
                    XmppEnd.Kind.AUTH_FAILED,
                    failure.condition(),
                    "the server did not accept the credentials: " + failure.condition()
                            + (failure.text().isEmpty() ? "" : " (" + failure.text() + ")")));
        }
    }

    private void iq(Iq iq) {
        if (iq.type().isRequest()) {
            answer(iq);
        } else if (phase == Phase.LOGIN) {
            login.answer(iq).ifPresent(this::endPolitely);
            if (phase == Phase.LOGIN && login.isDone()) {
                ready(login.jid());
            }
        } else if (phase == Phase.READY && iq.from().equalsIgnoreCase(rules.pubSubDomain())) {
            subscriber.answered(iq);
        }
    }

    /** A ping is answered; nothing else is known here, and RFC 6120 (section 8.2.3) wants that said. */
    private void answer(Iq request) {
        boolean isPing = request.payload() instanceof IqPayload.Ping && request.type() == Iq.Type.GET;
        effects.add(new Effect.Send(
                isPing
                        ? new Iq(Iq.Type.RESULT, request.id(), "", request.from(), new IqPayload.Empty())
                        : new Iq(
                                Iq.Type.ERROR,
                                request.id(),
                                "",
                                request.from(),
                                new IqPayload.Refusal("service-unavailable", "cancel", ""))));
    }

    private void ready(Jid bound) {
        jid = bound;
        phase = Phase.READY;
        phaseDeadline = OptionalLong.empty();
        keepAlive.start(now);
        // Without it the server routes no event here.
        effects.add(new Effect.Send(Presence.available(0)));
        effects.add(new Effect.Connected(bound));
    }

    private void inSession(Stanza stanza) {
        if (stanza instanceof PubSubEvent event) {
            event(event);
        } else if (stanza instanceof Presence presence) {
            presence(presence);
        }
    }

    /** Any user of the service can send a message that looks like an event; only the sender's address tells. */
    private void event(PubSubEvent event) {
        if (!event.from().equalsIgnoreCase(rules.pubSubDomain())) {
            effects.add(new Effect.Ignored("an event that is not from " + rules.pubSubDomain()));
            return;
        }
        for (PubSubEvent.Item item : event.items()) {
            if (event.node().isEmpty() || item.payload().isBlank()) {
                String missing = event.node().isEmpty() ? "an event without a node" : "an item without a payload";
                effects.add(new Effect.Unreadable(event.node(), item.id(), missing));
            } else {
                effects.add(new Effect.Notified(event.node(), item.id(), item.payload()));
            }
        }
    }

    private void presence(Presence presence) {
        String bare = SERVICE_USER + "@" + rules.jid().domain();
        int slash = presence.from().indexOf('/');
        String sender = slash < 0 ? presence.from() : presence.from().substring(0, slash);
        if (sender.equalsIgnoreCase(bare) && (presence.isAvailable() || presence.isUnavailable())) {
            effects.add(new Effect.ServicePresence(presence.isAvailable()));
        }
    }

    private void asked(PubSubRequest request) {
        if (phase == Phase.READY) {
            subscriber.ask(request, jid, now);
        } else {
            effects.add(new Effect.Answered(
                    request,
                    closed
                            ? new Outcome.Ended(XmppEnd.closed())
                            : new Outcome.NotSent("the session is not connected")));
        }
    }
}
