package io.connects.finesse.xmpp.internal.engine;

import io.connects.finesse.xmpp.message.IqPayload;
import io.connects.finesse.xmpp.message.Jid;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.Stanza.Features;
import io.connects.finesse.xmpp.message.Stanza.Iq;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.time.Duration;
import java.util.List;

/** An engine and what is said to it. */
final class EngineScript {
    static final long SECOND = 1_000_000_000L;
    static final String DOMAIN = "finesse.example.com";
    static final String PUBSUB = "pubsub.example.com";
    static final Jid JID = Jid.parse("1001@" + DOMAIN + "/connects");
    static final String NODE = "/finesse/api/User/1001";
    static final Event TICK = new Event.Tick();
    static final Features MECHANISMS = new Features(List.of("SCRAM-SHA-1", "PLAIN"), false, false);
    static final Features BIND = new Features(List.of(), true, false);
    static final Iq BOUND = new Iq(Iq.Type.RESULT, "7-bind", "", "", new IqPayload.Bind("", JID.toString()));
    static final Stanza.Open OPENED = new Stanza.Open(DOMAIN, "", "1");

    static final EngineRules RULES = new EngineRules(
            JID,
            PUBSUB,
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(8),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            2,
            "7");

    final SessionEngine engine = new SessionEngine(RULES);

    List<Effect> receive(Stanza stanza, long now) {
        return engine.on(new Event.Received(stanza), now);
    }

    static Effect send(Stanza stanza) {
        return new Effect.Send(stanza);
    }

    static Effect ping(int number) {
        return send(new Iq(Iq.Type.GET, "7-p" + number, "", DOMAIN, new IqPayload.Ping()));
    }

    static XmppEnd end(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Ended.class::isInstance)
                .map(effect -> ((Effect.Ended) effect).end())
                .findFirst()
                .orElseThrow();
    }

    /** Connected at 0 s. */
    void connect() {
        engine.on(new Event.Started(), 0);
        engine.on(new Event.TransportOpened(), 0);
        receive(MECHANISMS, 0);
        receive(new Stanza.SaslSuccess(), 0);
        receive(BIND, 0);
        receive(BOUND, 0);
    }

    static Iq answer(String id, IqPayload payload) {
        Iq.Type type = payload instanceof IqPayload.Refusal ? Iq.Type.ERROR : Iq.Type.RESULT;
        return new Iq(type, id, PUBSUB, "", payload);
    }
}
