package io.connects.finesse.message;

import io.connects.finesse.xml.XmlElement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a call or task.
 *
 * @param mediaId the media routing domain; {@code 1} or empty for voice
 * @param wrapUpReason its label
 * @param variables call variables ({@code callVariable1}) and ECC variables ({@code user.name}) by name, in their order
 * @param others such as queueName, callKeyCallId or dispositionCode
 */
public record MediaProperties(
        String mediaId,
        String dialedNumber,
        String callType,
        String wrapUpReason,
        Map<String, String> variables,
        List<XmlElement> others) {
    /** Nothing known. */
    public static final MediaProperties NONE = new MediaProperties("", "", "", "", Map.of(), List.of());

    public MediaProperties {
        variables = variables.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        others = List.copyOf(others);
    }

    /** The text of another property; empty when it is not there. */
    public String other(String name) {
        return others.stream()
                .filter(element -> element.name().equals(name))
                .findFirst()
                .map(XmlElement::text)
                .orElse("");
    }
}
