package io.connects.mri.message;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What NEW_TASK and DO_THIS_WITH_TASK say of the variables they carry. */
final class Variables {
    static final int CALL_VARIABLES = 10;

    private Variables() {}

    /** A copy without empty ones: an empty call variable and none are the same. */
    static SortedMap<Integer, String> callVariables(Map<Integer, String> given) {
        var copy = new TreeMap<>(given);
        copy.keySet().forEach(Variables::checkNumber);
        copy.values().removeIf(String::isEmpty);
        return Collections.unmodifiableSortedMap(copy);
    }

    static SortedMap<String, String> ecc(Map<String, String> given) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(given));
    }

    private static void checkNumber(int number) {
        if (number < 1 || number > CALL_VARIABLES) {
            throw new IllegalArgumentException("callVariables: numbers are 1 to 10, was " + number);
        }
    }
}
