package io.connects.mri.codec;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which ECC tag stands for which name, as REGISTER_VARIABLES said. Immutable. */
final class EccTags {
    static final EccTags NONE = new EccTags(new TreeMap<>());

    private final int[] sortedTags;
    private final String[] names;
    private final String[] sortedNames;
    private final int[] tags;

    EccTags(SortedMap<Integer, String> registered) {
        sortedTags = registered.keySet().stream().mapToInt(Integer::intValue).toArray();
        names = registered.values().toArray(String[]::new);
        var byName = new TreeMap<String, Integer>();
        registered.forEach((tag, name) -> byName.put(name, tag));
        sortedNames = byName.keySet().toArray(String[]::new);
        tags = byName.values().stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The tag of a name.
     *
     * @param guess where the name may be among those by ascending order: a message mostly has them all
     * @throws IllegalArgumentException when it was not registered
     */
    int tag(String name, int guess) {
        int at = guess < sortedNames.length && sortedNames[guess].equals(name)
                ? guess
                : Arrays.binarySearch(sortedNames, name);
        if (at < 0) {
            throw new IllegalArgumentException(name + ": is not a registered ECC variable");
        }
        return tags[at];
    }

    /** Null for a tag that was not registered. */
    @Nullable
    String name(int tag) {
        int at = Arrays.binarySearch(sortedTags, tag);
        return at < 0 ? null : names[at];
    }
}
