package io.connects.simulators.finesse;

import org.jspecify.annotations.Nullable;

/** An answer of the REST interface. */
record ApiAnswer(int status, @Nullable Element body) {
    /** Taken; the outcome is told by an event. */
    static final ApiAnswer ACCEPTED = new ApiAnswer(202, null);

    static ApiAnswer ok(Element body) {
        return new ApiAnswer(200, body);
    }
}
