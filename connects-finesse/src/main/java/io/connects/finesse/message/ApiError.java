package io.connects.finesse.message;

import io.connects.finesse.xml.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One error, from a response or from a notification.
 *
 * @param type such as {@code Invalid State}; the text is Finesse's
 * @param data more of it, such as the id of what was not found; empty when there is none
 * @param mediaId the media routing domain it is of; empty for voice
 * @param peripheral the CTI server's own words; null when it was not asked
 */
public record ApiError(
        String type,
        String message,
        String data,
        String mediaId,
        @Nullable Peripheral peripheral,
        List<XmlElement> others) {

    /** The CTI server's error. */
    public record Peripheral(String code, String text, String message) {}

    public ApiError {
        others = List.copyOf(others);
    }
}
