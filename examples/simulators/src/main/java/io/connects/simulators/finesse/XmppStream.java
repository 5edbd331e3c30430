package io.connects.simulators.finesse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The server's half of one client's stream: SASL PLAIN, bind, session, presence, ping and IQs. Guarded by the pair's monitor. */
final class XmppStream {
    private final PairCore core;
    private final XmppServer server;
    private final XmppTransport transport;
    private @Nullable Agent agent;
    private @Nullable Jid jid;
    private boolean closed;
    private boolean available;
    private int priority;

    XmppStream(PairCore core, XmppServer server, XmppTransport transport) {
        this.core = core;
        this.server = server;
        this.transport = transport;
    }

    /** What the client may do next; sent whenever the stream is opened, also anew. */
    Element features() {
        return Xmpp.features(agent != null);
    }

    String domain() {
        return core.options.xmppDomain;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isHung() {
        return core.faults.of(server.side()).hung;
    }

    Optional<Jid> jid() {
        return Optional.ofNullable(jid);
    }

    Optional<Agent> agent() {
        return Optional.ofNullable(agent);
    }

    /** Whether events are routed here. */
    boolean takesEvents() {
        return available && priority >= 0 && !closed;
    }

    void receive(Element stanza) {
        if (closed || isHung()) {
            return;
        }
        if (stanza.name().equals("auth")) {
            authenticate(stanza);
        } else if (agent == null) {
            fail("not-authorized");
        } else if (stanza.name().equals("iq")) {
            iq(stanza);
        } else if (stanza.name().equals("presence") && jid != null) {
            presence(stanza);
        }
    }

    private void authenticate(Element auth) {
        if (!auth.attribute("mechanism").equals("PLAIN")) {
            send(Xmpp.saslFailure("invalid-mechanism"));
            return;
        }
        String[] parts;
        try {
            // authorization identity, user, password
            parts = new String(Base64.getDecoder().decode(auth.text().strip()), StandardCharsets.UTF_8).split("\0", -1);
        } catch (IllegalArgumentException e) {
            send(Xmpp.saslFailure("incorrect-encoding"));
            return;
        }
        Optional<Agent> known = parts.length == 3 ? core.credentials.check(parts[1], parts[2]) : Optional.empty();
        if (known.isEmpty()) {
            send(Xmpp.saslFailure("not-authorized"));
            return;
        }
        agent = known.get();
        send(Element.of("success", Xmpp.SASL));
    }

    private void iq(Element iq) {
        Element payload =
                iq.children().isEmpty() ? Element.of("none") : iq.children().get(0);
        String type = iq.attribute("type");
        if (!type.equals("get") && !type.equals("set")) {
            return;
        }
        if (payload.namespace().equals(Xmpp.BIND)) {
            bind(iq, payload);
        } else if (jid == null) {
            send(Xmpp.error(iq, "auth", "not-authorized"));
        } else if (payload.namespace().equals(Xmpp.PUBSUB)) {
            send(server.pubSub().answer(iq, payload, agentHere(), jid));
        } else if (payload.namespace().equals(Xmpp.SESSION)
                || payload.namespace().equals(Xmpp.PING)) {
            send(Xmpp.result(iq));
        } else if (payload.namespace().equals(Xmpp.ROSTER)) {
            send(Xmpp.result(iq).add(Element.of("query", Xmpp.ROSTER)));
        } else {
            send(Xmpp.error(iq, "cancel", "service-unavailable"));
        }
    }

    private void bind(Element iq, Element bind) {
        if (jid != null) {
            send(Xmpp.error(iq, "cancel", "not-allowed"));
            return;
        }
        String asked = bind.textOf("resource");
        String resource = asked.isEmpty() ? UUID.randomUUID().toString() : asked;
        Jid bound = new Jid(agentHere().id().toLowerCase(Locale.ROOT), domain(), resource);
        server.bind(this, bound);
        jid = bound;
        core.ledger.bound(this, server.side(), bound, agentHere().id());
        send(Xmpp.result(iq).add(Element.of("bind", Xmpp.BIND).child("jid", bound.full())));
    }

    private void presence(Element presence) {
        String type = presence.attribute("type");
        if (type.equals("unavailable")) {
            available = false;
            server.presenceChanged(this);
        } else if (type.isEmpty() && presence.attribute("to").isEmpty()) {
            boolean first = !takesEvents();
            available = true;
            priority = priority(presence.textOf("priority"));
            server.presenceChanged(this);
            if (first && takesEvents()) {
                server.tellFinesse(this);
            }
        }
    }

    private static int priority(String text) {
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private Agent agentHere() {
        if (agent == null) {
            throw new IllegalStateException("the stream is not authenticated");
        }
        return agent;
    }

    void send(Element element) {
        if (!closed && !isHung()) {
            transport.send(element);
        }
    }

    /** Ends the stream with an error. */
    void fail(String condition) {
        send(Xmpp.streamError(condition));
        transport.close();
        ended();
    }

    /** Drops the connection without a word. */
    void cut() {
        transport.cut();
        ended();
    }

    /** The client or its connection is gone. */
    void ended() {
        if (!closed) {
            closed = true;
            available = false;
            core.ledger.ended(this);
            server.ended(this);
        }
    }
}
