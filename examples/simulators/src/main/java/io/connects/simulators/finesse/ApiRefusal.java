package io.connects.simulators.finesse;

import org.jspecify.annotations.Nullable;

/** Finesse's own check refuses a request; answered with a body of ApiErrors. */
final class ApiRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorType type;
    private final String data;
    private final @Nullable Integer media;

    ApiRefusal(ErrorType type, String data) {
        this(type, data, null);
    }

    ApiRefusal(ErrorType type, String data, @Nullable Integer media) {
        super(type.text() + ": " + data, null, false, false);
        this.type = type;
        this.data = data;
        this.media = media;
    }

    /** The same with the media routing domain that it is about. */
    ApiRefusal about(int mrdId) {
        return new ApiRefusal(type, data, mrdId);
    }

    int status() {
        return type.status();
    }

    Element body() {
        Element error = Element.of("ApiError")
                .child("ErrorType", type.text())
                .child("ErrorMessage", type.message())
                .child("ErrorData", data);
        if (media != null) {
            error.child("ErrorMedia", media);
        }
        return Element.of("ApiErrors").add(error);
    }
}
