package io.connects.simulators.finesse;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** {@code SystemInfo}: how a node is, for anybody. Guarded by the pair's monitor. */
final class SystemInfo {
    private static final FinesseRelease WITH_PORTS = new FinesseRelease(12, 6);

    private final PairCore core;
    private final NodeAddresses addresses;
    private final Map<FinesseSide, Instant> lastHeartbeats = new EnumMap<>(FinesseSide.class);

    SystemInfo(PairCore core, NodeAddresses addresses) {
        this.core = core;
        this.addresses = addresses;
    }

    Element write(FinesseSide side) {
        NodeFaults faults = core.faults.of(side);
        FinesseOptions options = core.options;
        Instant now = core.now();
        if (!faults.heartbeatFails) {
            lastHeartbeats.put(side, now);
        }
        Instant heartbeat = lastHeartbeats.getOrDefault(side, now);
        return Element.of("SystemInfo")
                .child("currentTimestamp", UserXml.time(now))
                .child("deploymentType", options.flavour.deploymentType())
                .child("status", faults.outOfService ? "OUT_OF_SERVICE" : "IN_SERVICE")
                .child("statusReason", faults.outOfService ? "CTI_CONNECTION_LOST" : "")
                .child("systemAuthMode", options.authMode().name())
                .add(node("primaryNode", FinesseSide.A))
                .add(node("secondaryNode", FinesseSide.B))
                .child("xmppDomain", options.xmppDomain)
                .child("xmppPubSubDomain", options.pubSubDomain)
                .child("lastCTIHeartbeatStatus", faults.heartbeatFails ? "failure" : "success")
                .child("lastSuccessCTIHeartbeatTime", UserXml.time(heartbeat))
                .child("ctiVersion", 24)
                .child("ctiHeartbeatInterval", 5)
                .child("ctiMMode", faults.ctiMaintenance)
                .child("finesseMMode", faults.finesseMaintenance)
                .child("license", "PREMIUM")
                .child("peripheralId", 5000)
                .child("timezoneOffset", 0)
                .child("uri", PubSubNodes.SYSTEM_INFO);
    }

    private Element node(String name, FinesseSide side) {
        Element node = Element.of(name).child("host", core.options.host);
        if (core.options.release.isAtLeast(WITH_PORTS)) {
            node.child("httpsPort", addresses.restPort(side))
                    .child("xmppPort", 5222)
                    .child("xmppSecurePort", addresses.notificationPort(side));
        }
        return node;
    }

    /** Tells the subscribers of a node, also of one that goes out of service. */
    void changed(FinesseSide side) {
        Element info = write(side);
        Element data = Element.of("systemInfo").addAll(info.children());
        core.publisher.publish(
                side,
                new Notification(PubSubNodes.SYSTEM_INFO, Notification.Event.PUT, PubSubNodes.SYSTEM_INFO, data, ""));
    }
}
