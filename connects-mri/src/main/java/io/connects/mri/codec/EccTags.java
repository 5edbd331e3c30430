package io.connects.mri.codec;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which ECC tag stands for which name, as REGISTER_VARIABLES said. Immutable. */
final class EccTags {
    static final EccTags NONE = new EccTags(Map.of());

    private final Map<Integer, String> names;
    private final Map<String, Integer> tags = new HashMap<>();

    EccTags(Map<Integer, String> names) {
        this.names = Map.copyOf(names);
        names.forEach((tag, name) -> tags.put(name, tag));
    }

    @Nullable
    Integer tag(String name) {
        return tags.get(name);
    }

    @Nullable
    String name(long tag) {
        return names.get((int) tag);
    }
}
