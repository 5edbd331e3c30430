package io.connects.simulators.finesse;

import java.util.Objects;

/** An answer to a request that Finesse would not have made by itself: another status, a page of HTML, nothing. */
public record RawAnswer(int status, String contentType, String body) {
    /** A page as servers in front of Finesse send. */
    public static final RawAnswer HTML =
            new RawAnswer(503, "text/html", "<html><body><h1>Service Unavailable</h1></body></html>");

    /** Success without a body where one belongs. */
    public static final RawAnswer EMPTY = new RawAnswer(200, "application/xml", "");

    /** Checks. */
    public RawAnswer {
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(body, "body");
    }

    /** An error of Finesse's, for example 400 with {@code Maximum Exceeded}. */
    public static RawAnswer error(int status, String type, String message, String data) {
        Element error = Element.of("ApiError")
                .child("ErrorType", type)
                .child("ErrorMessage", message)
                .child("ErrorData", data);
        return new RawAnswer(
                status, "application/xml", Element.of("ApiErrors").add(error).toString());
    }

    /** Only a status. */
    public static RawAnswer of(int status) {
        return new RawAnswer(status, "text/plain", "");
    }
}
