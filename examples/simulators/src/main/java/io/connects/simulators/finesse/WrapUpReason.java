package io.connects.simulators.finesse;

import java.nio.charset.StandardCharsets;

/** A wrap-up reason as configured; its label has at most 39 bytes. */
public record WrapUpReason(int id, String label) {
    private static final int MAX_BYTES = 39;

    /** Checks the label. */
    public WrapUpReason {
        if (label.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("label: must have at most " + MAX_BYTES + " bytes");
        }
    }
}
