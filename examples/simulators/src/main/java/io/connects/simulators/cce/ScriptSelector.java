package io.connects.simulators.cce;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dialed number that chooses a routing script. It belongs to one media routing domain.
 *
 * @param script absent when nobody has scheduled one, which fails every task with NO_SCRIPT
 */
public record ScriptSelector(
        String number, int mrdId, @Nullable Script script) {
    public ScriptSelector {
        Objects.requireNonNull(number, "number");
        if (number.isEmpty() || number.length() > 32) {
            throw new IllegalArgumentException("number: must have 1 to 32 characters, was '" + number + "'");
        }
    }
}
