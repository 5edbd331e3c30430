package io.connects.finesse.message;

import io.connects.finesse.xml.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a Finesse node is, and where its notifications are.
 *
 * @param status {@link #IN_SERVICE}, or something else that means down
 * @param deploymentType {@code UCCE} or {@code UCCX}
 * @param systemAuthMode {@code SSO}, {@code NON_SSO} or {@code HYBRID}; empty on old releases
 * @param primary the first node of the pair
 * @param secondary null when there is one node
 * @param xmppDomain of addresses; to be taken from here and never built from a host name
 * @param ctiHeartbeatStatus {@code success} when the CTI server answered lately; empty when Finesse does not say
 * @param maintenance null when this release has no maintenance mode, or none is on
 * @see <a href="https://developer.cisco.com/docs/finesse/systeminfo">SystemInfo</a>
 */
public record SystemInfo(
        String status,
        String statusReason,
        String deploymentType,
        String systemAuthMode,
        Node primary,
        @Nullable Node secondary,
        String xmppDomain,
        String xmppPubSubDomain,
        String ctiHeartbeatStatus,
        @Nullable Maintenance maintenance,
        List<XmlElement> others)
        implements Payload {
    public static final String IN_SERVICE = "IN_SERVICE";

    /**
     * A node of the pair.
     *
     * @param httpsPort null when this release does not tell ports
     */
    public record Node(String host, @Nullable Integer httpsPort) {}

    /** Which planned maintenance is on. */
    public record Maintenance(boolean finesse, boolean cti) {}

    public SystemInfo {
        others = List.copyOf(others);
    }

    /** Whether the node serves agents. Whatever is not known counts as down. */
    public boolean inService() {
        return status.equals(IN_SERVICE);
    }

    /** Whether the CTI server behind it answers, as far as Finesse says. */
    public boolean ctiAlive() {
        return ctiHeartbeatStatus.isEmpty() || ctiHeartbeatStatus.equals("success");
    }

    /** Whether it is of Unified CCX, which has neither tasks nor queues. */
    public boolean isCcx() {
        return deploymentType.equals("UCCX");
    }
}
