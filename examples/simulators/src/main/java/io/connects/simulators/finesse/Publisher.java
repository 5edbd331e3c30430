package io.connects.simulators.finesse;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells both nodes' subscribers what changed. Both hear the telephone side; guarded by the pair's monitor. */
final class Publisher {
    private final Map<FinesseSide, EventGate> gates = new EnumMap<>(FinesseSide.class);
    private final FinesseFaults faults;

    Publisher(FinesseFaults faults) {
        this.faults = faults;
    }

    void gate(FinesseSide side, EventGate gate) {
        gates.put(side, gate);
    }

    /** Told by every node that is in service. */
    void publish(Notification event) {
        for (FinesseSide side : FinesseSide.values()) {
            if (faults.isInService(side)) {
                publish(side, event);
            }
        }
    }

    void publish(FinesseSide side, Notification event) {
        EventGate gate = gates.get(side);
        if (gate != null) {
            gate.pass(event);
        }
    }

    void put(String node, String source, Element data, String requestId) {
        publish(new Notification(node, Notification.Event.PUT, source, data, requestId));
    }

    /** A refusal is told by the node that took the request. */
    void refuse(Request request, String node, String source, AsyncError error, @Nullable Integer media) {
        publish(
                request.side(),
                new Notification(node, Notification.Event.PUT, source, error.data(media), request.id()));
    }
}
