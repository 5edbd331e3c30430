package io.connects.finesse.codec;

import io.connects.finesse.message.ApiError;
import io.connects.finesse.message.ApiErrors;
import io.connects.finesse.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** Errors, written with a capital in responses ({@code ApiErrors}) and without one in notifications ({@code apiErrors}). */
public final class ErrorsXml {
    private ErrorsXml() {}

    /** Whether this is one. */
    public static boolean is(XmlElement element) {
        return element.name().equalsIgnoreCase("ApiErrors");
    }

    public static ApiErrors read(XmlElement element) {
        return new ApiErrors(element.children().stream()
                .filter(child -> child.name().equalsIgnoreCase("ApiError"))
                .map(ErrorsXml::error)
                .toList());
    }

    private static ApiError error(XmlElement element) {
        var fields = new Fields(element);
        return new ApiError(
                fields.text("errorType"),
                fields.text("errorMessage"),
                fields.text("errorData"),
                fields.text("errorMedia"),
                peripheral(fields),
                fields.others());
    }

    private static ApiError.@Nullable Peripheral peripheral(Fields fields) {
        String code = fields.text("peripheralErrorCode");
        String text = fields.text("peripheralErrorText");
        String message = fields.text("peripheralErrorMsg");
        return code.isEmpty() && text.isEmpty() && message.isEmpty()
                ? null
                : new ApiError.Peripheral(code, text, message);
    }
}
