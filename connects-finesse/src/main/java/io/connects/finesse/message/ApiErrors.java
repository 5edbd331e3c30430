package io.connects.finesse.message;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a request failed.
 *
 * @param errors one or more
 */
public record ApiErrors(List<ApiError> errors) implements Payload {
    public ApiErrors {
        errors = List.copyOf(errors);
    }

    /** The type of the first; empty when there is none. */
    public String type() {
        return errors.isEmpty() ? "" : errors.get(0).type();
    }

    /** All of it, for people, on one line. */
    public String words() {
        return errors.stream().map(ApiErrors::words).collect(Collectors.joining("; "));
    }

    private static String words(ApiError error) {
        var words = new StringBuilder(error.message());
        if (!error.data().isEmpty()) {
            words.append(" [").append(error.data()).append(']');
        }
        if (error.peripheral() != null) {
            words.append(" CTI ")
                    .append(error.peripheral().code())
                    .append(' ')
                    .append(error.peripheral().text());
        }
        return words.toString().strip();
    }
}
