package io.connects.core.presence;

import java.util.Set;

/**
 * The NOT_READY reason codes that UCCE sets by itself. An agent cannot choose them, so no status can lead to them; they may well have a row of
 * their own. From the table of agent state reason codes in the UCCE database schema; others may exist, and they are treated like any code.
 */
final class SystemReasonCodes {
    private static final Set<Integer> NOT_READY =
            Set.of(999, 20001, 20003, 32762, 32767, 50002, 50005, 50006, 50010, 50041, 51004, 65533, 65534, 65535);

    private SystemReasonCodes() {}

    static boolean contains(int reasonCode) {
        return NOT_READY.contains(reasonCode);
    }
}
