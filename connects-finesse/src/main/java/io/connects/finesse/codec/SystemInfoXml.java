package io.connects.finesse.codec;

import io.connects.finesse.message.SystemInfo;
import io.connects.finesse.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** What a node says of itself. */
public final class SystemInfoXml {
    private SystemInfoXml() {}

    /** Reads {@code SystemInfo}. */
    public static SystemInfo read(XmlElement element) {
        var fields = new Fields(element).without("uri");
        SystemInfo.Node primary = node(fields.take("primaryNode"));
        return new SystemInfo(
                fields.text("status"),
                fields.text("statusReason"),
                fields.text("deploymentType"),
                fields.text("systemAuthMode"),
                primary == null ? new SystemInfo.Node("", null) : primary,
                node(fields.take("secondaryNode")),
                fields.text("xmppDomain"),
                fields.text("xmppPubSubDomain"),
                fields.text("lastCTIHeartbeatStatus"),
                maintenance(fields),
                fields.others());
    }

    private static SystemInfo.@Nullable Node node(@Nullable XmlElement element) {
        if (element == null || element.childText("host").isBlank()) {
            return null;
        }
        var fields = new Fields(element);
        return new SystemInfo.Node(fields.text("host"), fields.number("httpsPort"));
    }

    /**
     * How a mode reads when it is on is not public: any text but an empty one, {@code false}, {@code off} and {@code 0} is taken for on. That is our
     * assumption.
     */
    private static SystemInfo.@Nullable Maintenance maintenance(Fields fields) {
        boolean finesse = isOn(fields.text("finesseMMode"));
        boolean cti = isOn(fields.text("ctiMMode"));
        return finesse || cti ? new SystemInfo.Maintenance(finesse, cti) : null;
    }

    private static boolean isOn(String mode) {
        return !mode.isEmpty() && !mode.equalsIgnoreCase("false") && !mode.equalsIgnoreCase("off") && !mode.equals("0");
    }
}
