package io.connects.simulators.finesse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The notification service of one node: its streams and what is told to them. Guarded by the pair's monitor. */
final class XmppServer {
    private final PairCore core;
    private final FinesseSide side;
    private final PubSub pubSub;
    private final List<XmppStream> streams = new ArrayList<>();

    XmppServer(PairCore core, FinesseSide side) {
        this.core = core;
        this.side = side;
        pubSub = new PubSub(core, this);
    }

    FinesseSide side() {
        return side;
    }

    PubSub pubSub() {
        return pubSub;
    }

    /** A new stream; empty when none are taken. */
    Optional<XmppStream> connect(XmppTransport transport) {
        if (core.faults.of(side).xmppRefused) {
            return Optional.empty();
        }
        var stream = new XmppStream(core, this, transport);
        streams.add(stream);
        return Optional.of(stream);
    }

    List<XmppStream> bound() {
        return streams.stream().filter(stream -> stream.jid().isPresent()).toList();
    }

    /** Whether the agent has a session here that events are routed to. */
    boolean isPresent(Agent agent) {
        return streams.stream()
                .anyMatch(stream -> stream.takesEvents() && stream.agent().equals(Optional.of(agent)));
    }

    /** Of two clients with the same resource the older dies. */
    void bind(XmppStream newer, Jid jid) {
        bound().stream()
                .filter(stream -> stream != newer && stream.jid().equals(Optional.of(jid)))
                .forEach(older -> older.fail("conflict"));
    }

    void presenceChanged(XmppStream stream) {
        stream.agent().ifPresent(agent -> core.presences.changed(side, agent, isPresent(agent)));
    }

    void ended(XmppStream stream) {
        streams.remove(stream);
        presenceChanged(stream);
    }

    void conflict(Agent agent) {
        bound().stream()
                .filter(stream -> stream.agent().equals(Optional.of(agent)))
                .forEach(stream -> stream.fail("conflict"));
    }

    void killSessions() {
        List.copyOf(streams).forEach(XmppStream::cut);
    }

    /** Tells a client whether the web application is there; its own presence is not echoed to it. */
    void tellFinesse(XmppStream stream) {
        NodeFaults faults = core.faults.of(side);
        boolean there = !faults.finesseHidden;
        stream.jid().ifPresent(jid -> {
            Element presence = Element.of("presence", Xmpp.CLIENT)
                    .attribute("from", "finesse@" + core.options.xmppDomain + "/finesse")
                    .attribute("to", jid.full());
            stream.send(there ? presence : presence.attribute("type", "unavailable"));
        });
    }

    void tellFinesse() {
        bound().stream().filter(XmppStream::takesEvents).forEach(this::tellFinesse);
    }
}
