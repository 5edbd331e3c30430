package io.connects.mri.codec;

import java.util.Arrays;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Which message a 32-bit number stands for. Immutable. */
final class NumberTable {
    private final int[] numbers;
    private final BoundMessage<?>[] messages;

    NumberTable(SortedMap<Integer, BoundMessage<?>> byNumber) {
        numbers = byNumber.keySet().stream().mapToInt(Integer::intValue).toArray();
        messages = byNumber.values().toArray(BoundMessage<?>[]::new);
    }

    /** Null for a number that the dialect does not list. */
    @Nullable
    BoundMessage<?> get(int number) {
        int at = Arrays.binarySearch(numbers, number);
        return at < 0 ? null : messages[at];
    }
}
