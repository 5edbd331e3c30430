package io.connects.mri.codec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which ECC tag stands for which name, as REGISTER_VARIABLES said. Immutable. */
final class EccTags {
    static final EccTags NONE = new EccTags(new TreeMap<>());

    private final int[] sortedTags;
    private final String[] names;
    private final Map<String, Integer> tags = new HashMap<>();

    EccTags(SortedMap<Integer, String> registered) {
        sortedTags = registered.keySet().stream().mapToInt(Integer::intValue).toArray();
        names = registered.values().toArray(String[]::new);
        registered.forEach((tag, name) -> tags.put(name, tag));
    }

    @Nullable
    Integer tag(String name) {
        return tags.get(name);
    }

    @Nullable
    String name(int tag) {
        int at = Arrays.binarySearch(sortedTags, tag);
        return at < 0 ? null : names[at];
    }
}
