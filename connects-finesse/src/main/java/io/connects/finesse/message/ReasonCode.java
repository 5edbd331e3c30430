package io.connects.finesse.message;

import io.connects.finesse.xml.XmlElement;
import java.util.List;

/**
 * Why an agent is not ready or signed out.
 *
 * @param id Finesse's own, which requests carry; older releases tell it in {@code uri} only, and the codes that CCE sets by itself have none
 * @param code the number that CCE knows and reports show, 0 to 65535 as a text
 * @param category {@code NOT_READY} or {@code LOGOUT}
 * @see <a href="https://developer.cisco.com/docs/finesse/reasoncode">ReasonCode</a>
 */
public record ReasonCode(
        String id, String code, String label, String category, String uri, boolean forAll, List<XmlElement> others) {
    public ReasonCode {
        others = List.copyOf(others);
    }
}
