package io.connects.simulators.finesse;

import java.util.Objects;

/**
 * A reason code as configured.
 *
 * @param id of the row in the database: what requests name, and not the same as the code
 * @param code what reports and CCE know
 */
public record ReasonCode(int id, Category category, int code, String label) {
    /** When a reason is given. */
    public enum Category {
        /** With NOT_READY. */
        NOT_READY,
        /** With LOGOUT. */
        LOGOUT
    }

    /** Checks. */
    public ReasonCode {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(label, "label");
        if (id < 1 || code < 0 || code > 65_535) {
            throw new IllegalArgumentException("id must be positive and code in 0..65535, were " + id + " and " + code);
        }
    }
}
